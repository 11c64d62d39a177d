import type { Language } from '../language/lexicon/types.ts';
import type { Reading, Term } from './terms.ts';
import { isPredicate } from './word-groups.ts';

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

/** Words behind which a reason stands, never a wish. */
const REASONS = new Set(
  'because cause cuz since weil sonst porque sino car parce sinon for eftersom annars'.split(' '),
);

/** "för den lossnade" says why; "för PLA", "för munstycket" do not. */
const SUBJECT = /^(?:jag|den|det|vi|han|hon|de|dom|att|min|mitt|allt|har)$/;

/** "so slow": how much, and no new clause. */
const DEGREES =
  /^(?:slow\w*|long|hot|cold|warm|loud|noisy|fast|bad\w*|much|many|quiet|high|low|big|small|far|late|often|weird)$/;

/** A run of words between two marks or joining words. */
export interface Segment {
  terms: Term[];
  /** Only says why. */
  reason: boolean;
  /** Divided from the one before by a full stop, not by a comma or "and". */
  strong: boolean;
}

/** Cuts a message at its marks and joining words. */
export function divide(reading: Reading): Segment[] {
  const joiners = JOINERS[reading.language];
  const segments: Segment[] = [{ terms: [], strong: true, reason: false }];
  for (const [index, term] of reading.terms.entries()) {
    const strong = term.kind === 'punctuation' && /[.;!?\n]/.test(term.text);
    const weak =
      term.kind === 'punctuation'
        ? /^[,:(){}]/.test(term.text) && !(term.text === ':' && isHeading(segments.at(-1)!.terms))
        : joiners.has(term.text) &&
          !(
            term.text === 'y' &&
            (/^[xz]$/.test(reading.terms[index - 1]?.text ?? '') || reading.terms[index + 1]?.quantity)
          ) &&
          !(term.text === 'for' && !SUBJECT.test(reading.terms[index + 1]?.text ?? '')) &&
          !(term.text === 'so' && DEGREES.test(reading.terms[index + 1]?.text ?? '')) &&
          (!followsQuote(reading.terms, index) || isPredicate(reading.terms[index + 1] ?? term));
    if (strong || weak) {
      const open = segments.at(-1);
      if (open && strong) open.terms.push(term);
      const last = segments.at(-1)!;
      // "thank you. and the bed?": the joining word behind a full stop takes nothing of its strength
      if (last.terms.length > 0 || segments.length === 1)
        segments.push({ terms: [], strong, reason: REASONS.has(term.text) });
      else
        segments[segments.length - 1] = {
          ...last,
          strong: last.strong || strong,
          reason: REASONS.has(term.text),
        };
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
