import { list } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import { isFiller, type Clause } from '../understand/clause.ts';
import { withCounts } from './copies.ts';
import { CHANGES } from './deeds.ts';
import { offered, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { searchFiles } from './file-search.ts';
import { isBusy } from './guards.ts';
import { startFile } from './handlers/job.ts';
import { parts } from './handlers/queue.ts';

/** "the vase after the cube": the second goes first. */
const BEHIND = /\bafter (?!that\b|this\b|it\b|which\b)/;

const JOINED = /,|\b(?:and|then|followed by|plus)\b/;

const oneEach = (clauses: readonly Clause[], paths: readonly string[]): string[] => [
  ...new Set(
    clauses
      .map((clause) => searchFiles(clause, paths).found)
      .filter((found) => found.length === 1)
      .map((found) => found[0]!),
  ),
];

/** The files that are to be printed one after the other, in their order: "the cube and then the benchy". */
export function inTurn(clause: Clause, said: string, paths: readonly string[]): string[] {
  const found = oneEach(parts(clause), paths);
  const words = clause.terms.filter((term) => !isFiller(term)).map((term) => ({ ...clause, terms: [term] }));
  const single = found.length < 2 && JOINED.test(said) ? oneEach(words, paths) : found;
  return BEHIND.test(clause.folded) ? single.reverse() : single;
}

/** The first is started, the others wait in the queue; while a print runs all of them could. */
export function startInTurn(desk: Desk, paths: readonly string[]): Outcome {
  const [first, ...rest] = paths;
  const hasQueue = desk.tools.has(CHANGES.queue('add').tool);
  const start = startFile(desk, first!);
  if (!hasQueue) return start;
  if (isBusy(snapshotOf(desk)!)) return offered(start.say.join(' '), CHANGES.queue('add', [...paths]));
  const wait = say(desk.language, 'queueAdd', { names: list(withCounts(rest), desk.language) });
  return start.deeds.length
    ? { say: [...start.say, wait], deeds: [...start.deeds, CHANGES.queue('add', rest)] }
    : start;
}
