import { isFiller } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import type { Term } from '../understand/terms.ts';
import { fold } from '../normalise/text.ts';
import type { Situation } from './follow-up.ts';
import { rebuilt } from './merge.ts';
import { isSoft } from './nouns.ts';

const OTHER_ONE =
  /^(?:ok |okay |so |now |then |and |or |what about |how about |same (?:on|for|with) |the same (?:on|for|with) |on |for )*(?:the |my )?(?:other|second) (?:one|printer|machine)(?: too| then| as well)?$/;
const WORDS = /^(?:what|about|same|other|second|one|printer|machine|too|also|as|well|ditto|likewise)$/;

const isPrinter = (term: Term): boolean => term.references.some(({ kind }) => kind === 'printer');

/** "and little red?", "same on the other one": what was asked or wished before, of another printer. */
export function ofOtherPrinter(frame: Frame, { before, memory, reading, count }: Situation): Frame | null {
  const { clause } = frame;
  if (count > 1) return null;
  const names = clause.terms.filter(isPrinter);
  const rest = clause.terms.filter((term) => !isPrinter(term));
  const isNamed =
    names.length > 0 && rest.every((term) => isSoft(term) || isFiller(term) || WORDS.test(term.text));
  const isOther = OTHER_ONE.test(clause.folded) && spokeOfPrinter(before, memory);
  if ((!isNamed && !isOther) || /^how (?:is|are|does)\b/.test(clause.folded)) return null;
  const said = fold(reading.text);
  if (isNamed && !JOINS.test(said) && !clause.asks) return null;
  const kept = before.clause.terms.filter((term) => !isPrinter(term) && !/^other$/.test(term.text));
  const found = rebuilt(frame, before, [...kept, ...(isNamed ? names : [])], reading);
  return isNamed
    ? found
    : { ...found, clause: { ...found.clause, folded: `${found.clause.folded} ${clause.folded}` } };
}

const JOINS =
  /^\P{L}*(?:and|or|what about|how about|same|the same|ditto|also|och|und|y|et|ok|okay|now)\b|\b(?:too|as well|also)\P{L}*$/u;

const spokeOfPrinter = (before: Frame, { past }: Situation['memory']): boolean =>
  [before, ...past.flatMap(({ frames }) => frames)].some(({ clause }) => clause.terms.some(isPrinter));
