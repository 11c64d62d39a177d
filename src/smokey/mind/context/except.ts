import { isFiller, quantities } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { EMPTY_NAMES } from '../understand/names.ts';
import { readTerms, type Term } from '../understand/terms.ts';
import { canTake, familyOf } from './families.ts';
import type { Situation } from './follow-up.ts';
import { intentOf, rebuilt } from './merge.ts';
import { isSoft } from './nouns.ts';

const NOT_THAT =
  /^(?:(?:but|and|just|no|och|men|und|aber|y|pero|et|mais) )*(?:not|except|leave|leave out|without|keep|inte|utom|nicht|ausser|ohne|no|sin|pas|sauf|sans) /;

/** "not the bed" after "turn the heaters off": the same wish without it; nothing is left when it was all. */
export function exceptThat(frame: Frame, { before, lastDone, reading }: Situation): Frame | null {
  const { clause } = frame;
  const last = before.role === 'do' ? before : lastDone;
  if (!last || !NOT_THAT.test(clause.folded) || clause.asks || quantities(clause).length) return null;
  const nouns = clause.terms.filter((term) => familyOf(term) && !NOT_WORDS.has(term.text));
  const rest = clause.terms.filter((term) => !nouns.includes(term));
  const isPlain = rest.every((term) => isSoft(term) || isFiller(term) || NOT_WORDS.has(term.text));
  if (!nouns.length || !isPlain || !canTake(last, new Set(nouns.map((term) => familyOf(term)!)))) return null;
  const had = last.clause.terms.filter((term) => familyOf(term)).flatMap(({ concepts }) => concepts);
  const isAll =
    had.length > 0 && had.every((concept) => nouns.some(({ concepts }) => concepts.includes(concept)));
  const heaters = last.clause.terms.filter((term) => familyOf(term) === 'heater');
  const isOther =
    heaters.length > 0 && !nouns.some((term) => heaters.some((had) => sharesConcept(had, term)));
  if (isAll || isOther) return { ...frame, role: 'negated', intent: last.intent };
  if (!['heaters_off', 'heater_off', 'preheat', 'set_temperature'].includes(last.intent?.id ?? ''))
    return null;
  const except = readTerms('except', 'en', EMPTY_NAMES).terms;
  const found = rebuilt(frame, last, [...last.clause.terms, ...except, ...nouns], reading);
  return { ...found, role: 'do', intent: intentOf(last.intent!.id) };
}

const sharesConcept = (a: Term, b: Term): boolean =>
  a.concepts.some((concept) => concept === 'heatersoff' || b.concepts.includes(concept));

const NOT_WORDS: ReadonlySet<string> = new Set('not except leave without keep out but'.split(' '));
