import { fold } from '../normalise/text.ts';
import { has, references, type Clause } from '../understand/clause.ts';
import type { Term } from '../understand/terms.ts';
import type { Desk } from './desk.ts';

type Printer = Desk['state']['printers'][number];

/** Words of a name that tell nothing of it, or that everybody uses for other things too. */
const NO_NAME = /^(?:the|my|our|of|and|printer|machine|3d|mk?\d*|v?\d+|.{1,2})$/;
/** What may stand behind a part of a name that is a common word besides: "slow red down", "the red one". */
const BEHIND =
  /^(?:one|ones|printer|machine|s|getting|coming|going|looking|and|is|has|can|should|will|was|down|up|to|at|now|too|please|still|alone|be|free|busy|done|doing|printing|finish\w*|ready|yet|again|as|for|in|by|over|off|goes|stays)$/;
const COLOURED: readonly string[] = ['light', 'filament', 'spool', 'materialname', 'file'];

/** The printers a clause names, by the whole name or by a word that only one of them has: "the red one". */
export function printersNamed(printers: readonly Printer[], clause: Clause): Printer[] {
  const whole = printers.filter(({ id }) =>
    references(clause, 'printer').some((reference) => reference.id === id),
  );
  const parts = printers.filter(
    (printer) => !whole.includes(printer) && namesPart(printers, printer, clause),
  );
  return printers.filter((printer) => whole.includes(printer) || parts.includes(printer));
}

/** The words by which a printer is called beside its whole name: those in no other printer's name. */
const telltaleWords = (printers: readonly Printer[], printer: Printer): string[] =>
  wordsOf(printer).filter(
    (word) =>
      !NO_NAME.test(word) && !printers.some((other) => other !== printer && wordsOf(other).includes(word)),
  );

const wordsOf = ({ name }: Printer): string[] =>
  fold(name)
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean);

function namesPart(printers: readonly Printer[], printer: Printer, clause: Clause): boolean {
  const own = telltaleWords(printers, printer);
  return clause.terms.some((term, index) => {
    const text = fold(term.raw).replace(/'s$/, '');
    if (!own.includes(text) || term.references.length) return false;
    return term.unknown || (!has(clause, ...COLOURED) && standsAlone(clause.terms, index));
  });
}

/** Nothing follows that the word could belong to: "on red", "the red one", "red is done". */
function standsAlone(terms: readonly Term[], index: number): boolean {
  const next = terms[index + 1];
  const isAdjective = ADJECTIVES.has(terms[index]!.text);
  if (isAdjective) return next !== undefined && /^(?:one|printer|machine)$/.test(next.text);
  return next === undefined || next.kind === 'punctuation' || BEHIND.test(next.text);
}

/** Of these only "the little one" names a printer, never "a little". */
const ADJECTIVES: ReadonlySet<string> = new Set(
  'little big small old new large tall mini slow fast left right upper lower front back first second main spare'.split(
    ' ',
  ),
);
