import type { Term } from './terms.ts';

const HEATED: ReadonlySet<string> = new Set(['nozzle', 'bed', 'chamber']);
/** What is set to a number of its own. */
const SETTINGS: ReadonlySet<string> = new Set([
  ...HEATED,
  ...'speed flow fan partfan pressureadvance limitaccel limitvelocity limitcorner'.split(' '),
]);

const isSetting = ({ concepts }: Term): boolean => concepts.some((concept) => SETTINGS.has(concept));
const isNumber = ({ quantity }: Term): boolean => quantity !== undefined;
/** Words that may stand between a setting and its number. */
const LINKS = /^(?:to|at|on|for|of|the|=|is|percent|temp|temperature|now|please|set|put|auf|till|pa|a)$/;
const isLink = (term: Term): boolean => term.kind === 'punctuation' || LINKS.test(term.text);

/**
 * "speed 110 flow 98 fan 80": settings in a row, each with a number of its own, are a wish each. Heaters alone stay
 * together, and so does all in which a number or a setting is left over.
 */
export function settingsInRow(terms: readonly Term[]): Term[][] {
  const whole = [[...terms]];
  const marked = terms.filter((term) => isSetting(term) || isNumber(term));
  const isInOrder = (first: (term: Term) => boolean): boolean =>
    marked.length >= 4 &&
    marked.length % 2 === 0 &&
    marked.every((term, at) => first(term) === (at % 2 === 0));
  const begins = isInOrder(isSetting) ? isSetting : isInOrder(isNumber) ? isNumber : null;
  if (!begins || marked.filter(isSetting).every(({ concepts }) => concepts.some((one) => HEATED.has(one))))
    return whole;
  const from = terms.indexOf(marked[0]!);
  if (!terms.slice(from).every((term) => isSetting(term) || isNumber(term) || isLink(term))) return whole;
  const starts = marked.filter(begins).map((term) => terms.indexOf(term));
  return starts.map((start, at) => terms.slice(at === 0 ? 0 : start, starts[at + 1] ?? terms.length));
}
