import { NO } from './no-words.ts';

/** Words in which people put right what they have just said, and little words of place that look like wishes. */

const AH = String.raw`(?:(?:uh+m?|um+|er+m?|eh+|oh|ah|ma|oops|ach|whoops)\b[,.\s]*)`;
const EXCUSE = String.raw`(?:sorry|wait|hang on|excuse me|pardon(?: me)?|i mean(?:t)?|make (?:that|it)|rather|actually)`;

/** "200 uh no make that 210", "seventy… ma no, excuse me, fifty-five", "the cube. Oh hang on, …". */
const PUT_RIGHT = new RegExp(
  [
    String.raw`(?<=[\p{L}\d)'"])[,.;…\s-]+${AH}?(?:${NO})[,.\s]+(?:${EXCUSE}[,.\s]+)+`,
    String.raw`(?<=[\p{L}\d)'"])[,.;…\s-]+${AH}(?:${NO})[,.\s]+`,
    String.raw`(?<=[\p{L}\d)'"])[,.;…\s-]+(?:(?:scratch|strike|scrap|bin) that(?! (?:print|job|one|part|file)\b)|correction)[,:.\s]+`,
    String.raw`(?<=[\p{L}\d)'"])[,.;…\s]*[,.;…-]\s*(?:${NO}),\s+(?!(?:but|just|i|it|we|that|this|do|don't|not|never)\b)`,
    String.raw`(?<=[\p{L}\d)'"])\s+i mean(?:t)?\s+(?=(?:the|to)\b|v?\d)`,
    String.raw`(?<=[\p{L}\d)'"])[,.;…\s-]+(?:oh|ah|oops),? (?:hang on|hold on|wait)[,.\s]+`,
  ].join('|'),
  'giu',
);

/** "off this machine": from it; with a verb of switching before it, it is a switch. */
const OFF_OF =
  /(?<!\b(?:turn|turned|switch|switched|power|powered|shut|put|goes|go|it|them|everything|heaters?|lights?|fans?|heat|is|are|motors?|steppers?) )\boff (?=(?:this|that|the|my) (?:machine|printer|box|pi)\b)/giu;
/** When, not what: "mid print". */
const MEANWHILE = /\bmid[- ](?:print|job)\b/giu;

/** One form for all ways of putting something right: what follows `no wait` counts instead of what stood before. */
export const withPlainCorrections = (text: string): string =>
  text.replace(PUT_RIGHT, ', no wait, ').replace(OFF_OF, 'from ').replace(MEANWHILE, 'now');
