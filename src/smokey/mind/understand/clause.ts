import type { Language } from '../language/lexicon/types.ts';
import { settingsInRow } from './settings-in-row.ts';
import { OPENS_WISH, PLANS, PREAMBLE, REPORTS, SAYS } from './told.ts';
import { FILLER } from '../language/lexicon/grammar.ts';
import type { Quantity } from '../normalise/tokens.ts';
import { NO, OOPS } from '../normalise/no-words.ts';
import { fold } from '../normalise/text.ts';
import { readMood, type Mood } from './mood.ts';
import type { NameReference, Reading, Term } from './terms.ts';

/** One wish, question or remark of a message. */
export interface Clause {
  terms: Term[];
  /** As written. */
  text: string;
  folded: string;
  /** Folded, without greeting and "could you tell me". */
  core: string;
  mood: Mood;
  /** Ends with a question mark. */
  asks: boolean;
  polite: boolean;
  /** Written loudly: capitals, several exclamation marks. */
  loud: boolean;
  language: Language;
}

export const has = (clause: Clause, ...concepts: string[]): boolean =>
  clause.terms.some((term) => term.concepts.some((item) => concepts.includes(item)));
export const quantities = (clause: Clause): Quantity[] =>
  clause.terms.flatMap((term) => (term.quantity ? [term.quantity] : []));
export const references = (clause: Clause, kind: NameReference['kind']): NameReference[] =>
  clause.terms.flatMap((term) => term.references.filter((item) => item.kind === kind));

const FILLERS = new Set(FILLER.split(' '));
export const isFiller = (term: Term): boolean => FILLERS.has(term.text);

/** Words that make a segment a wish or a question of its own. */
const PREDICATES = new Set(
  `pause resume cancel stop estop start print reprint upload delete rename makefolder exclude undo load unload swapfilament extrude retract home move motorsoff
  set up down on off heat preheat cool heatersoff faster slower calibrate mesh save restart reboot shutdownhost show progress eta temperature status position
  whatprinting picture camera queue firmware pid shaper screw version history accuracy watch fire crash elapsed used normal macro homed layer height weight duration accept abortcal yes nevermind thanks greeting gantry error wait`.split(
    /\s+/,
  ),
);
export const PROPERTIES = [
  'nozzle',
  'bed',
  'chamber',
  'heater',
  'speed',
  'flow',
  'fan',
  'partfan',
  'light',
  'zoffset',
  'babystep',
  'pressureadvance',
  'limitaccel',
  'limitvelocity',
  'limitcorner',
  'power',
  'temperature',
];
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
const JOINERS: Record<Language, Set<string>> = {
  en: new Set([
    'and',
    'then',
    'but',
    'also',
    'plus',
    'afterwards',
    '&',
    'because',
    'cause',
    'cuz',
    'since',
    'so',
  ]),
  sv: new Set(['och', 'sedan', 'sen', 'men', 'samt', 'darefter', 'and', 'for', 'eftersom', 'annars']),
  de: new Set(['und', 'dann', 'aber', 'danach', 'sowie', 'and', 'weil', 'sonst', 'damit']),
  es: new Set(['y', 'luego', 'pero', 'despues', 'and', 'porque', 'e', 'pues', 'sino']),
  fr: new Set(['et', 'puis', 'mais', 'ensuite', 'and', 'car', 'parce', 'sinon', 'donc']),
};

/** Divides a message into clauses, keeping together what only makes sense together. */
export function splitClauses(reading: Reading): Clause[] {
  let polite = false;
  return joinDependent(divide(reading), reading).flatMap((segment) => {
    if (segment.strong) polite = false;
    return settingsInRow(segment.terms).map((terms): Clause => {
      const clause = toClause(terms, reading);
      polite ||= clause.polite; // "would you mind setting … and the bed to 55?" is one request
      if (clause.mood !== 'command') return clause;
      return segment.reason ? { ...clause, mood: 'statement' } : { ...clause, polite };
    });
  });
}

/** Words behind which a reason stands, never a wish. */
const REASONS = new Set(
  'because cause cuz since weil sonst porque sino car parce sinon for eftersom annars'.split(' '),
);

/** "för den lossnade" says why; "för PLA", "för munstycket" do not. */
const SUBJECT = /^(?:jag|den|det|vi|han|hon|de|dom|att|min|mitt|allt|har)$/;

/** "so slow": how much, and no new clause. */
const DEGREES =
  /^(?:slow\w*|long|hot|cold|warm|loud|noisy|fast|bad\w*|much|many|quiet|high|low|big|small|far|late|often|weird)$/;

interface Segment {
  terms: Term[];
  /** Only says why. */
  reason: boolean;
  /** Divided from the one before by a full stop, not by a comma or "and". */
  strong: boolean;
}

function divide(reading: Reading): Segment[] {
  const joiners = JOINERS[reading.language];
  const segments: Segment[] = [{ terms: [], strong: true, reason: false }];
  for (const [index, term] of reading.terms.entries()) {
    const strong = term.kind === 'punctuation' && /[.;!?\n]/.test(term.text);
    const weak =
      term.kind === 'punctuation'
        ? /^[,:(){}]/.test(term.text) && !(term.text === ':' && isHeading(segments.at(-1)!.terms))
        : joiners.has(term.text) &&
          !(term.text === 'y' && /^[xz]$/.test(reading.terms[index - 1]?.text ?? '')) &&
          !(term.text === 'for' && !SUBJECT.test(reading.terms[index + 1]?.text ?? '')) &&
          !(term.text === 'so' && DEGREES.test(reading.terms[index + 1]?.text ?? '')) &&
          (!followsQuote(reading.terms, index) || isPredicate(reading.terms[index + 1] ?? term));
    if (strong || weak) {
      const open = segments.at(-1);
      if (open && strong) open.terms.push(term);
      segments.push({ terms: [], strong, reason: REASONS.has(term.text) });
    } else segments.at(-1)?.terms.push(term);
  }
  return segments.filter((segment) => segment.terms.some((term) => term.kind !== 'punctuation'));
}

/** "planet_gear: layer height?": the name of a file in front, with a colon. */
const isHeading = (terms: readonly Term[]): boolean =>
  terms.length === 1 && (terms[0]!.kind === 'file' || /^[a-z0-9]+_\w+$/.test(terms[0]!.text));

/** "the one called X and Y": everything after "called" belongs to the name. */
function followsQuote(terms: readonly Term[], index: number): boolean {
  return terms
    .slice(0, index)
    .some((term) => /^(called|named|namens|heter|llamad[oa]|nomme)$/.test(term.text));
}

const isPredicate = (term: Term): boolean =>
  term.concepts.some((concept) => PREDICATES.has(concept)) ||
  term.references.some((item) => item.kind === 'macro');
const hasProperty = (terms: readonly Term[]): boolean =>
  terms.some(
    (term) =>
      term.concepts.some((concept) => PROPERTIES.includes(concept)) ||
      term.references.some(
        (item) => item.kind !== 'macro' && item.kind !== 'mesh' && item.kind !== 'printer',
      ),
  );
const hasValue = (terms: readonly Term[]): boolean =>
  terms.some((term) => term.quantity || term.concepts.some((concept) => VALUES.has(concept)));

function stands(terms: readonly Term[]): boolean {
  if (terms.some(isPredicate) || asksOfThings(terms)) return true;
  if ((hasValue(terms) || hasProperty(terms)) && OPENS_WISH.test(terms.map(({ text }) => text).join(' ')))
    return true;
  return hasProperty(terms) && hasValue(terms);
}

/** "… and which files do I have": asked besides. */
const asksOfThings = (terms: readonly Term[]): boolean =>
  /^(?:what|which|how|where|who|whose)$/.test(terms[0]?.text ?? '') &&
  terms.some(({ concepts }) => concepts.some((concept) => THINGS.has(concept)));
const THINGS: ReadonlySet<string> = new Set(['file', 'printer', 'folder', 'object']);

/** "…, it came loose": a remark of its own, although it has no word for a wish. */
function saysWhy(terms: readonly Term[]): boolean {
  const [first, second] = terms.filter((term) => term.kind !== 'punctuation');
  return (
    second !== undefined &&
    /^(it|they|i|we|he|she|there|jag|det|den|vi|dom|ich|es|er|wir|man|je|j|il|elle|ca|c|on|das|der|die|hon|dem|esta|se|est)$/.test(
      first?.text ?? '',
    ) &&
    !hasValue(terms)
  );
}

/** "…, bit stringy but it can take it": words behind a value that add nothing to it. */
function isAside(before: Segment, { terms, reason }: Segment): boolean {
  const sets = before.terms.some(({ concepts }) => concepts.some((concept) => SETS.has(concept)));
  const valued = before.terms.some(({ quantity }) => quantity);
  if (reason || !sets || !valued || stands(terms) || hasProperty(terms) || hasValue(terms)) return false;
  const words = terms.filter((term) => term.kind === 'word' && !isFiller(term));
  return words.length > 0 && terms.every(({ concepts }) => !concepts.some((concept) => WHERE.has(concept)));
}

const SETS: ReadonlySet<string> = new Set(['set', 'down', 'heat', 'cool']);
const WHERE: ReadonlySet<string> = new Set(
  'left right front backdir center corner axis approvalword'.split(' '),
);

/** "no need to touch it, is it on full?", "the bed is warm, can I …": a question of its own behind what was said. */
const asksAnew = (before: Segment, { terms }: Segment): boolean =>
  INVERTED.test(terms.map(({ text }) => text).join(' ')) &&
  SAYS_OR_BANS.test(before.terms.map(({ text }) => text).join(' '));
const INVERTED =
  /^(?:(?:can|may|could|should|shall|must|will|would|do|does|did|is|are|was|were|has|have) (?:i|we|it|that|this|they|there)|what is|how (?:much|many|long|hot|far|is|are|do|does))\b/;
const SAYS_OR_BANS = /^(?:no need|do not|dont|never|please do not)\b|^(?:\w+ ){1,3}(?:is|are|was|were) \w+$/;

/** "ach no, the keychain", "sorry, 203": says anew what was said just before. */
const corrects = (terms: readonly Term[]): boolean =>
  terms
    .filter((term) => term.kind !== 'punctuation')
    .slice(0, 2)
    .some((term) => term.concepts.includes('wait') || DENIAL.test(term.text));
const DENIAL = new RegExp(`^(?:${NO}|${OOPS}|ach)$`);

/** A property without a value ("put speed | and flow back to normal") waits for what follows. */
function waits(terms: readonly Term[]): boolean {
  const verbs = terms.filter(
    (term) => isPredicate(term) && !term.concepts.includes('set') && !term.concepts.includes('heat'),
  );
  const onlySet =
    terms.some((term) => term.concepts.includes('set') || term.concepts.includes('heat')) &&
    verbs.every((term) => term.concepts.some((concept) => PROPERTIES.includes(concept)));
  if (terms.every(({ text }) => /^[xyz]$/.test(text))) return true; // "x and y home"
  return !hasValue(terms) && hasProperty(terms) && (onlySet || !terms.some(isPredicate));
}

/** "that is noisy, thirty will do": a remark about nothing that is named, and then a value. */
const isRemarkBefore = (before: Segment, { terms }: Segment): boolean =>
  SAYS.test(before.terms.map(({ text }) => text).join(' ')) &&
  !hasProperty(before.terms) &&
  !hasValue(before.terms) &&
  terms.some(({ quantity }) => quantity) &&
  !terms.some(({ text }) => text === 'it');

/** "the fan is howling, bring it down to 60", "I changed the plate, make a new mesh": two things, not one. */
function isToldBefore(before: Segment, { terms }: Segment): boolean {
  const said = before.terms.map(({ text }) => text).join(' ');
  if (REPORTS.test(said) || PLANS.test(said)) return stands(terms);
  const opens = OPENS_WISH.test(terms.map(({ text }) => text).join(' '));
  if (opens && SAYS.test(said) && (hasProperty(terms) || hasValue(terms))) return true;
  return (
    SAYS.test(said) &&
    hasValue(terms) &&
    (hasProperty(terms) || /\bits?\b/.test(terms.map(({ text }) => text).join(' ')))
  );
}

/** The same in the other languages, by their moods: "den har lossnat, avbryt". */
const isToldAbroad = (before: Segment, { terms }: Segment, reading: Reading): boolean =>
  reading.language !== 'en' &&
  terms.some(isPredicate) &&
  /^(?:statement|reported)$/.test(toClause(before.terms, reading).mood);

function joinDependent(segments: Segment[], reading: Reading): Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const before = joined.at(-1);
    const isWish = before && (stands(before.terms) || hasValue(before.terms));
    if (before && !segment.strong && isWish && (saysWhy(segment.terms) || isAside(before, segment))) {
      joined.push({ ...segment, terms: [...segment.terms] });
      continue;
    }
    if (before && !segment.strong && asksAnew(before, segment)) {
      joined.push({ ...segment, terms: [...segment.terms] });
      continue;
    }
    if (before && corrects(segment.terms) && stands(before.terms)) {
      joined.push({ ...segment, terms: [...segment.terms] });
      continue;
    }
    if (before && !segment.strong && before.terms.some((term) => term.text === 'between')) {
      before.terms.push(...segment.terms);
      continue;
    }
    if (
      before &&
      !segment.strong &&
      !segment.reason &&
      !before.reason &&
      !isRemarkBefore(before, segment) &&
      !isToldAbroad(before, segment, reading) &&
      !PREAMBLE.test(before.terms.map(({ text }) => text).join(' ')) &&
      ((waits(before.terms) && !isToldBefore(before, segment)) || !stands(segment.terms))
    ) {
      const spread = spreadSwitch(before.terms, segment.terms);
      if (spread) joined.push({ terms: spread, strong: false, reason: false });
      else before.terms.push(...segment.terms);
    } else joined.push({ ...segment, terms: [...segment.terms] });
  }
  return joined;
}

/** "turn off the bed | and the fan": the second noun takes the switch of the first. */
function spreadSwitch(before: readonly Term[], terms: readonly Term[]): Term[] | null {
  const isSwitch = (term: Term): boolean => term.concepts.includes('on') || term.concepts.includes('off');
  const switches = before.filter(isSwitch);
  const isNoun =
    hasProperty(terms) &&
    !hasValue(terms) &&
    !terms.some((term) => term.kind === 'file' || term.kind === 'quoted');
  return switches.length && isNoun && hasProperty(before) ? [...switches, ...terms] : null;
}

/** Makes a clause of terms; exported so that a follow-up can be read with words of an earlier one. */
export function toClause(terms: Term[], reading: Reading): Clause {
  const words = terms.filter((term) => term.kind !== 'punctuation');
  const first = words[0] ?? terms[0];
  const last = words.at(-1) ?? terms.at(-1);
  const text = first && last ? reading.text.slice(first.start, Math.max(first.end, last.end)) : '';
  const marks = terms
    .filter((term) => term.kind === 'punctuation')
    .map((term) => term.text)
    .join('');
  const corrected = words.map((term) => (term.kind === 'word' ? term.text : fold(term.raw))).join(' ');
  const asks = marks.includes('?');
  const { mood, core, polite } = readMood(corrected, reading.language, asks);
  const letters = text.replace(/[^\p{L}]/gu, '');
  const loud = marks.split('!').length > 2 || (letters.length > 3 && letters === letters.toUpperCase());
  return { terms, text, folded: corrected, core, mood, asks, polite, loud, language: reading.language };
}
