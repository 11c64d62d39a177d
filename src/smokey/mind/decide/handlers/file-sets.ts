import { duration, list } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { has, type Clause } from '../../understand/clause.ts';
import { seconds } from '../choose-among.ts';
import { CHANGES } from '../deeds.ts';
import { said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { factsOf, searchFiles, wordsMatching, type FileFacts } from '../file-search.ts';
import { isBusy } from '../guards.ts';
import { factsText } from './files.ts';

const MOST_AT_ONCE = 12;

/** Files that are named together: "both phone stands", "everything with spool in the name", "all chess pieces". */
export function namedTogether(clause: Clause, paths: readonly string[]): string[] {
  if (!has(clause, 'both', 'all') && !/\b(?:two|three|together|each|every)\b/.test(clause.folded)) return [];
  const words = clause.folded.replace(
    /\b(?:everything|all|both|every|each|together|name|names|called|with|in|the)\b/g,
    ' ',
  );
  const { found } = searchFiles(clause, paths);
  const matching = found.length > 1 ? found : wordsMatching(singular(words), paths);
  return matching.length > 1 && matching.length <= MOST_AT_ONCE ? matching : [];
}

const singular = (text: string): string =>
  text.replace(/\b(\p{L}{4,}?)(?:es|s)\b/gu, (whole, stem: string) => `${whole} ${stem}`);

/** Several files deleted by one wish, each by its own step; not the one that prints. */
export function deleteTogether(desk: Desk, paths: readonly string[]): Outcome {
  const snapshot = snapshotOf(desk)!;
  const running = isBusy(snapshot) ? snapshot.job.path : null;
  const gone = paths.filter((path) => path !== running);
  return {
    say: [
      ...gone.map((path) => say(desk.language, 'deleteFile', { file: path })),
      ...(gone.length < paths.length ? [say(desk.language, 'deleteRunning', { file: running ?? '' })] : []),
    ],
    deeds: gone.map((path) => CHANGES.deleteFile(path)),
  };
}

/** Facts of several files, with their time together. */
export function factsTogether(desk: Desk, paths: readonly string[]): Outcome {
  const known = factsOf(desk, paths).filter((facts): facts is FileFacts => facts !== null);
  if (!known.length) return said(say(desk.language, 'noFacts', { file: list([...paths], desk.language) }));
  const times = known.map(seconds);
  const lines = known.map((facts) =>
    say(desk.language, 'fileFacts', { file: facts.path, facts: factsText(facts, desk) }),
  );
  const total = times.every((time) => time !== null)
    ? [
        say(desk.language, 'timeTogether', {
          time: duration(times.reduce<number>((sum, time) => sum + (time ?? 0), 0)),
        }),
      ]
    : [];
  return said(...lines, ...total);
}

/** "the knight or the rook": files that are named side by side, to be compared with each other only. */
export function namedSideBySide(clause: Clause, paths: readonly string[]): string[] {
  const parts: Clause[] = [];
  let from = 0;
  for (const [index, term] of clause.terms.entries())
    if (
      /^(?:or|and|vs|versus|than|eller|och|oder|und|o|y|ou|et)$/.test(term.text) ||
      term.kind === 'punctuation'
    ) {
      parts.push({ ...clause, terms: clause.terms.slice(from, index) });
      from = index + 1;
    }
  parts.push({ ...clause, terms: clause.terms.slice(from) });
  const found = parts.map((part) => searchFiles(part, paths).found);
  const single = found.filter((item) => item.length === 1).map((item) => item[0]!);
  return parts.length > 1 && new Set(single).size > 1 ? [...new Set(single)] : [];
}
