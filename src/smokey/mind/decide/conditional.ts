import type { SensorReading } from '../../../klipper/snapshot.ts';
import { say } from '../answer/say.ts';
import { cleanText, expandContractions } from '../normalise/text.ts';
import { withPlainConditions } from '../normalise/told-beside.ts';
import type { Clause } from '../understand/clause.ts';
import { splitClauses } from '../understand/split.ts';
import { meantFrames } from '../understand/meant.ts';
import { namesOf } from '../understand/names.ts';
import { readTerms } from '../understand/terms.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { activeNozzle, highestCelsius, namedHeaters, toCelsius } from './heaters.ts';
import { reading } from './handlers/temperatures.ts';

const IF = String.raw`(?:(?:but |and )?only )?(?:if|provided(?: that)?|providing(?: that)?|as long as|so long as|on condition that|in case|assuming(?: that)?|should|were|unless|except if|om|ifall|wenn|falls|si)`;
/** How it stands now; what "gets" or "goes" above a limit is about later. */
const STANDS = String.raw`(?:ha[sd] (?:gone|dropped|fallen|cooled|risen|got|gotten|come)(?: down| up)?|is|are|be|reads?|shows?|sits?|stands?|remains?|stays?|är|ar|ligger på|ist|está|esta|est)`;
const LITTLE = String.raw`(?:still|already|now|currently|really|actually|sitting|showing|reading|at|hot|up|somewhere|anywhere|fortfarande|redan|noch|schon|todavía|encore|à|a|auf)`;
const BECOMES =
  /\b(?:gets?|goes|rises?|climbs?|drops?|falls?|comes|ever|reach\w*|blir|går|stiger|sjunker|wird|steigt|fällt|sube|baja|monte|descend)\b/iu;
const ABOVE =
  'at least|no less than|not less than|above|over|more than|hotter than|warmer than|higher than|past|north of|in excess of|över|varmare än|mer än|über|wärmer als|heisser als|heißer als|mehr als|más de|por encima de|más caliente que|plus de|au-dessus de|plus chaude? que';
const BELOW =
  'at most|no more than|not more than|below|under|less than|colder than|cooler than|lower than|south of|kallare än|mindre än|unter|kälter als|weniger als|menos de|por debajo de|moins de|au-dessous de|en dessous de';
const CONDITION = new RegExp(
  String.raw`(?<!\p{L})(${IF})\s+(?!i\b|we\b|you\b)([\p{L}\d' -]{1,45}?)\s+(?:${STANDS}\s+)?(?:${LITTLE}\s+)*(?:(${ABOVE})|(${BELOW}))\s+(?=\S)`,
  'iu',
);
const ELSE =
  /[\s,;.:-]+(?:and |but )?(?:otherwise|or else|else|if not|if it is not|if it is (?:not|below|above|under|over|cooler|colder|hotter|less|more)\b[^,;:]*|(?:were|should) (?:it|that|the \w+)\b[^,;:]*|annars|sonst|ansonsten|andernfalls|si no|sinon)[\s,:;]+(.+)$/isu;
const NOTHING =
  /^(?:please |just |then |you can |it (?:may|can|should) |it )*(?:leave|left|do nothing|nothing|ignore|stay|remain|let|keep|never ?mind|skip|forget|do not|don't|låt|lass|deja|laisse)\b/iu;

/** What a message comes to under a condition about now: the wish that is left, or how it stands where none is. */
export type Conditioned = { text: string } | { outcome: Outcome };

/**
 * "Provided the bed is above 60, turn it off, otherwise leave it" asks about now: the condition is looked up and the
 * message goes on without it. Null where there is none, where it is about later ("when it reaches 60"), where it
 * cannot be looked up, and where nothing is to be done ("is it bad if the bed is above 60?").
 */
export function conditionNow(desk: Desk): Conditioned | null {
  const snapshot = snapshotOf(desk);
  if (!snapshot || desk.paste) return null;
  const text = withPlainConditions(expandContractions(cleanText(desk.exchange.text)));
  const found = CONDITION.exec(text);
  const limit = found ? limitAt(desk, text, found.index + found[0].length) : null;
  if (!found || !limit) return null;
  const [, word = '', subject = '', above] = found;
  if (BECOMES.test(subject)) return null;
  const { wish, otherwise } = withoutCondition(text, found.index, limit.end);
  const heater =
    heaterOf(desk, subject) ?? heaterOf(desk, wish) ?? spokenOf(desk) ?? onlyOne(desk, limit.celsius);
  if (!heater || heater.celsius === null) return null;
  const told = `${reading(desk, heater)}.`;
  if (TO_BE_TOLD.test(wish)) return { outcome: said(told) };
  const name = heaterOf(desk, subject) ? subject : heater.label;
  const named = withName(wish, name);
  if (!isToDo(desk, named)) return null;
  const isSo = above ? heater.celsius > limit.celsius : heater.celsius < limit.celsius;
  const holds = /^(?:unless|except)/i.test(word) ? !isSo : isSo;
  if (holds) return { text: named };
  if (otherwise && !NOTHING.test(otherwise)) return { text: withName(otherwise, name) };
  return { outcome: said(say(desk.language, 'notNow', { reading: told })) };
}

const TO_BE_TOLD =
  /^(?:(?:please|can you|could you|just) )*(?:tell me|let me know|check|see|look|say|confirm)(?: please| now| quickly)?$/iu;
const MOST_WORDS_BEFORE_NUMBER = 2;

/** The number behind "above", and where it ends. */
function limitAt(desk: Desk, text: string, from: number): { celsius: number; end: number } | null {
  const rest = readTerms(text.slice(from), desk.language, namesOf(desk.state));
  const term = rest.terms.slice(0, MOST_WORDS_BEFORE_NUMBER).find(({ quantity }) => quantity);
  const { quantity } = term ?? {};
  if (!term || !quantity || ![null, 'c', 'f'].includes(quantity.unit)) return null;
  return { celsius: toCelsius(quantity), end: from + term.end };
}

function withoutCondition(text: string, from: number, to: number): { wish: string; otherwise: string } {
  const before = text.slice(0, from).replace(/[\s,;:-]+(?:but|and)?\s*$/iu, '');
  const behind = text
    .slice(to)
    .replace(
      /^\s*(?:°\s?c?|degrees?(?: celsius)?|grad(?:er)?|grados|degrés)?(?: ?(?:ist|steht|liegt)\b)?/iu,
      '',
    );
  const found = ELSE.exec(behind);
  const rest = (found ? behind.slice(0, found.index) : behind).replace(/^[\s,;:.-]*(?:then\b)?\s*/iu, '');
  const otherwise = found?.[1]?.trim() ?? '';
  return { wish: [before, rest].filter((part) => /\p{L}/u.test(part)).join(', '), otherwise };
}

const clausesOf = (desk: Desk, text: string): Clause[] =>
  splitClauses(readTerms(text, desk.language, namesOf(desk.state)));

const isToDo = (desk: Desk, text: string): boolean =>
  meantFrames(clausesOf(desk, text)).some(({ role }) => role === 'do');

const heaterOf = (desk: Desk, text: string): SensorReading | undefined =>
  clausesOf(desk, text).flatMap((clause) => namedHeaters(clause, snapshotOf(desk)!).heaters)[0];

/** The heater of the message before: "how hot is the nozzle?", "if it is above 150, switch it off". */
const spokenOf = (desk: Desk): SensorReading | undefined =>
  desk.memory.past[0]?.frames.flatMap(({ clause }) => namedHeaters(clause, snapshotOf(desk)!).heaters)[0];

/** The one heater that can be so hot at all. */
function onlyOne(desk: Desk, limitCelsius: number): SensorReading | undefined {
  const snapshot = snapshotOf(desk)!;
  const possible = snapshot.sensors.filter(
    (sensor) => sensor.canHeat && (highestCelsius(sensor) ?? Infinity) >= limitCelsius,
  );
  return possible.length === 1
    ? possible[0]
    : possible.every(({ kind }) => kind === 'nozzle')
      ? activeNozzle(snapshot)
      : undefined;
}

/** "switch it off" with the name of what the condition was about. */
const withName = (text: string, name: string): string =>
  text
    .replace(/^(set|put|bring|heat|back)(?: back)?(?: to)? (?=\d)/iu, `$1 ${name} to `)
    .replace(/(?<!\p{L})(?:that|this) (?:tool|nozzle|heater|hotend|one)(?:'s heater)?(?!\p{L})/iu, name)
    .replace(/(?<!\p{L})its(?!\p{L})/iu, `${name}'s`)
    .replace(
      /(?<!\p{L})(?:it|(?:that|this)(?= (?:off|on|up|down|to)\b)|den|det|ihn|es|sie)(?!\p{L})/iu,
      name,
    );
