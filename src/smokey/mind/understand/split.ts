import { NO, OOPS } from '../normalise/no-words.ts';
import { isFiller, toClause, type Clause } from './clause.ts';
import { divide, type Segment } from './segments.ts';
import { settingsInRow } from './settings-in-row.ts';
import type { Reading, Term } from './terms.ts';
import { OPENS_WISH, PLANS, PREAMBLE, REPORTS, SAYS } from './told.ts';
import { hasProperty, hasValue, isPredicate, stands, waits, wordsIn } from './word-groups.ts';

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
  INVERTED.test(wordsIn(terms)) && SAYS_OR_BANS.test(wordsIn(before.terms));
const INVERTED =
  /^(?:(?:can|may|could|should|shall|must|will|would|do|does|did|is|are|was|were|has|have) (?:i|we|it|that|this|they|there|the (?:printer|print|machine|job))|what is|how (?:much|many|long|hot|far|is|are|do|does))\b/;
const SAYS_OR_BANS =
  /^(?:no need|do not|dont|never|please do not)\b|^(?:i|we) (?:can|could|do|did|am|are|have|had|will) (?:not )?\w+|^(?:\w+ ){1,3}(?:is|are|was|were) \w+$|^(?:(?:the|my|a|one|its|another) )?(?:\w+ ){1,2}(?:(?:has |have |just )?(?:lifted|fell|fallen|popped|curled|warped|clogged|jammed|stopped|broke|broken|slipped|shifted|leaked|moved|failed|came (?:off|loose|up))|(?:looks?|sounds?|smells?|seems?|feels?) \w+)$/;

/** "ach no, the keychain", "sorry, 203": says anew what was said just before. */
const corrects = (terms: readonly Term[]): boolean =>
  terms
    .filter((term) => term.kind !== 'punctuation')
    .slice(0, 2)
    .some((term) => term.concepts.includes('wait') || DENIAL.test(term.text));
const DENIAL = new RegExp(`^(?:${NO}|${OOPS}|ach)$`);

/** "that is noisy, thirty will do": a remark about nothing that is named, and then a value. */
const isRemarkBefore = (before: Segment, { terms }: Segment): boolean =>
  SAYS.test(wordsIn(before.terms)) &&
  !hasProperty(before.terms) &&
  !hasValue(before.terms) &&
  terms.some(({ quantity }) => quantity) &&
  !terms.some(({ text }) => text === 'it');

/** "the fan is howling, bring it down to 60", "I changed the plate, make a new mesh": two things, not one. */
function isToldBefore(before: Segment, { terms }: Segment): boolean {
  const said = wordsIn(before.terms);
  if (REPORTS.test(said) || PLANS.test(said)) return stands(terms);
  const opens = OPENS_WISH.test(wordsIn(terms));
  if (SAYS.test(said) && !hasValue(before.terms) && beginsOrder(terms)) return true;
  if (opens && SAYS.test(said) && (hasProperty(terms) || hasValue(terms))) return true;
  return SAYS.test(said) && hasValue(terms) && (hasProperty(terms) || /\bits?\b/.test(wordsIn(terms)));
}

/** "the nozzle looks clogged, extrude 20 mm": a verb in front. */
const beginsOrder = (terms: readonly Term[]): boolean => {
  const first = terms.find(({ kind }) => kind !== 'punctuation');
  return first !== undefined && isPredicate(first) && !hasValue([first]) && hasValue(terms);
};

/** The same in the other languages, by their moods: "den har lossnat, avbryt". */
const isToldAbroad = (before: Segment, { terms }: Segment, reading: Reading): boolean =>
  reading.language !== 'en' &&
  terms.some(isPredicate) &&
  /^(?:statement|reported)$/.test(toClause(before.terms, reading).mood);

/** What is joined to nothing before it: a reason, an aside, a question of its own, or what puts it right. */
function standsApart(before: Segment, segment: Segment): boolean {
  const { terms, strong } = segment;
  if (corrects(terms) && stands(before.terms)) return true;
  const isWish = stands(before.terms) || hasValue(before.terms);
  return !strong && ((isWish && (saysWhy(terms) || isAside(before, segment))) || asksAnew(before, segment));
}

/** What makes sense only together with what stands before it. */
const leansOn = (before: Segment, segment: Segment, reading: Reading): boolean =>
  !segment.reason &&
  !before.reason &&
  !isRemarkBefore(before, segment) &&
  !isToldAbroad(before, segment, reading) &&
  !PREAMBLE.test(wordsIn(before.terms)) &&
  ((waits(before.terms) && !isToldBefore(before, segment)) || !stands(segment.terms));

function joinDependent(segments: Segment[], reading: Reading): Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const before = joined.at(-1);
    const isOpen = before && !segment.strong && !standsApart(before, segment);
    if (isOpen && isBetween(before.terms) && !(hasProperty(segment.terms) && hasValue(segment.terms)))
      before.terms.push(...segment.terms);
    else if (isOpen && leansOn(before, segment, reading)) {
      const spread = spreadSwitch(before.terms, segment.terms);
      if (spread) joined.push({ terms: spread, strong: false, reason: false });
      else before.terms.push(...segment.terms);
    } else joined.push({ ...segment, terms: [...segment.terms] });
  }
  return joined;
}

/** "between 200 and 210" stays together. */
const isBetween = (terms: readonly Term[]): boolean => terms.some((term) => term.text === 'between');

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
