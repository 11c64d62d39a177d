import { PROPERTIES } from './clause.ts';
import type { Term } from './terms.ts';
import { OPENS_WISH } from './told.ts';

/** Words that make a segment a wish or a question of its own. */
const PREDICATES = new Set(
  `pause resume cancel stop estop start print reprint upload delete rename makefolder exclude undo load unload swapfilament extrude retract home move motorsoff
  set up down on off heat preheat cool heatersoff faster slower calibrate mesh save restart reboot shutdownhost show progress eta temperature status position
  whatprinting picture camera queue firmware pid shaper screw version history accuracy watch fire crash elapsed used normal macro homed layer height weight duration accept abortcal yes nevermind thanks greeting gantry error wait`.split(
    /\s+/,
  ),
);
const VALUES = new Set([
  'on',
  'off',
  'half',
  'quarter',
  'threequarters',
  'full',
  'normal',
  'up',
  'down',
  'materialname',
  'undo',
  'cool',
  'faster',
  'slower',
  'color',
  'preheat',
]);
export const wordsIn = (terms: readonly Term[]): string => terms.map(({ text }) => text).join(' ');

export const isPredicate = (term: Term): boolean =>
  term.concepts.some((concept) => PREDICATES.has(concept)) ||
  term.references.some((item) => item.kind === 'macro');
export const hasProperty = (terms: readonly Term[]): boolean =>
  terms.some(
    (term) =>
      term.concepts.some((concept) => PROPERTIES.includes(concept)) ||
      term.references.some(
        (item) => item.kind !== 'macro' && item.kind !== 'mesh' && item.kind !== 'printer',
      ),
  );
export const hasValue = (terms: readonly Term[]): boolean =>
  terms.some((term) => term.quantity || term.concepts.some((concept) => VALUES.has(concept)));

export function stands(terms: readonly Term[]): boolean {
  if (terms.some(isPredicate) || asksOfThings(terms)) return true;
  if ((hasValue(terms) || hasProperty(terms)) && OPENS_WISH.test(wordsIn(terms))) return true;
  return hasProperty(terms) && hasValue(terms);
}

/** "… and which files do I have": asked besides. */
const asksOfThings = (terms: readonly Term[]): boolean =>
  /^(?:what|which|how|where|who|whose)$/.test(terms[0]?.text ?? '') &&
  terms.some(({ concepts }) => concepts.some((concept) => THINGS.has(concept)));
const THINGS: ReadonlySet<string> = new Set(['file', 'printer', 'folder', 'object']);

/** A property without a value ("put speed | and flow back to normal") waits for what follows. */
export function waits(terms: readonly Term[]): boolean {
  const verbs = terms.filter(
    (term) => isPredicate(term) && !term.concepts.includes('set') && !term.concepts.includes('heat'),
  );
  const onlySet =
    terms.some((term) => term.concepts.includes('set') || term.concepts.includes('heat')) &&
    verbs.every((term) => term.concepts.some((concept) => PROPERTIES.includes(concept)));
  if (terms.every(({ text }) => /^[xyz]$/.test(text))) return true; // "x and y home"
  return !hasValue(terms) && hasProperty(terms) && (onlySet || !terms.some(isPredicate));
}
