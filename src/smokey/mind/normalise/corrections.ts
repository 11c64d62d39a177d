import { NO } from './no-words.ts';

/** Words in which people put right what they have just said, and little words of place that look like wishes. */

const AH = String.raw`(?:(?:uh+m?|um+|er+m?|eh+|oh|ah|ma|oops|ach|whoops|a+r+gh+|hm+|ugh|gah|damn|dang|shoot|crap|bugger|doh)\b[,.\s]*)`;
const EXCUSE = String.raw`(?:sorry|wait|hang on|excuse me|pardon(?: me)?|i mean(?:t)?|make (?:that|it)|rather|actually)`;

/** "200 uh no make that 210", "seventy… ma no, excuse me, fifty-five", "the cube. Oh hang on, …". */
const PUT_RIGHT = new RegExp(
  [
    String.raw`(?<=[\p{L}\d)'"%°])[,.;…\s-]+${AH}?(?:${NO})[,.\s]+(?:${EXCUSE}[,.\s]+)+`,
    String.raw`(?<=[\p{L}\d)'"%°])[,.;…\s-]+${AH}(?:${NO})[,.\s]+`,
    String.raw`(?<=[\p{L}\d)'"%°])[,.;…\s-]+(?:(?:scratch|strike|scrap|bin) that(?! (?:print|job|one|part|file)\b)|correction)[,:.\s]+`,
    String.raw`(?<=[\p{L}\d)'"%°])[,.;…\s]*[,.;…-]\s*(?:${NO}),\s+(?!(?:but|just|i|it|we|that|this|do|don't|not|never)\b)`,
    // "print the vase. Sorry, not the vase, the bracket"
    String.raw`(?<=[\p{L}\d)'"%°])[,.;!…\s-]+(?:${AH}|(?:${NO}|${EXCUSE})[,.\s]+)+(?:i (?:did not|didn'?t) mean |not )(?:the |my |that |a |an )?[\p{L}\d_.]+(?: [\p{L}\d_.]+){0,2}?[,;.]\s*(?:but |i mean(?:t)? |rather )?(?=(?:the|my|to|on)\b|\d|[\p{L}\d_.]+(?: [\p{L}\d_.]+)?[.!]?$)`,
    String.raw`(?<=[\p{L}\d)'"%°])[,.;!…\s-]+${AH}[,.\s]*i mean(?:t)? `,
    String.raw`(?<=[\p{L}\d)'"%°])\s+i mean(?:t)?\s+(?=(?:the|to)\b|v?\d)`,
    String.raw`(?<=[\p{L}\d)'"%°])[,.;!…\s-]+${AH}(?:sorry|wait|pardon)[,.\s]+(?:i mean(?:t)? )?(?=v\d|the \p{L}|\d)`,
    String.raw`(?<=[\p{L}\d)'"%°])[,.;…\s-]+(?:oh|ah|oops),? (?:hang on|hold on|wait)[,.\s]+`,
  ].join('|'),
  'giu',
);

/** "off this machine": from it; with a verb of switching before it, it is a switch. */
const OFF_OF =
  /(?<!\b(?:turn|turned|switch|switched|power|powered|shut|put|goes|go|it|them|everything|heaters?|lights?|fans?|heat|is|are|motors?|steppers?) )\boff (?=(?:this|that|the|my) (?:machine|printer|box|pi)\b)/giu;
/** When, not what: "mid print". */
const MEANWHILE = /\bmid[- ](?:print|job)\b/giu;

/** "speed to 80 - oops, flow I meant". */
const MEANT_BEHIND = new RegExp(
  String.raw`(?<=[\p{L}\d)'"%°])[,.;!…\s-]+${AH}?(?:(?:${NO}|${EXCUSE})[,.\s]+)*((?:the )?[\p{L}\d_.]+(?: [\p{L}\d_.]+)?),?(?<!\bwhat) i mean(?:t)?(?=\s*(?:[,.;!?]|$))`,
  'giu',
);
/** "the bracket is what I need today": the bracket. */
const WHAT_I_WANT =
  /(?<=\p{L}|\d) (?:is|was|are)(?: actually)? (?:what|the one|the ones|all) (?:i|we|i['’]m|we['’]re) (?:really |actually |am |are )?(?:want|need|meant|wanted|needed|mean|after|looking for)(?: \p{L}+){0,2}(?=\s*(?:[,.;!]|$))/giu;

/** "start phone_stand_v2, no wait, v3" */
const OTHER_VERSION =
  /(?<![\p{L}\d])([\p{L}\d_]+_)v\d+((?: (?:pls|plz|please|now))?)[,.]?,? no wait, (v\d+)\b/giu;

/** One form for all ways of putting something right: what follows `no wait` counts instead of what stood before. */
export const withPlainCorrections = (text: string): string =>
  text
    .replace(MEANT_BEHIND, ', no wait, $1')
    .replace(PUT_RIGHT, ', no wait, ')
    .replace(OTHER_VERSION, '$1$3$2')
    .replace(WHAT_I_WANT, '')
    .replace(OFF_OF, 'from ')
    .replace(MEANWHILE, 'now');
