import { list } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import { has, type Clause } from '../understand/clause.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { chooseAmong, isOther, mostOfAll } from './choose-among.ts';
import { mentioned } from './files/mentioned.ts';
import { filePaths, pointsBack, searchFiles } from './file-search.ts';
import { isBusy } from './guards.ts';
import { fileMissing } from './handlers/job.ts';
import { filesHere } from './files/here.ts';

/** The one file a clause means, or the question that settles it. */
export function chooseFile(desk: Desk, clause: Clause): string | Outcome {
  const paths = filePaths(desk);
  const search = searchFiles(clause, paths);
  const isSpelled = clause.terms.some(({ kind }) => kind === 'file' || kind === 'quoted');
  const told = isSpelled
    ? []
    : mentioned({ ...desk, frames: desk.frames.filter((frame) => frame.clause === clause) }, paths);
  if (told.length === 1) return told[0]!;
  if (search.found.length === 1) return search.found[0]!;
  if (search.found.length > 1)
    return said(say(desk.language, 'fileWhich', { names: list(search.found, desk.language, 'or') }));
  const among = chooseAmong(
    desk,
    clause,
    desk.memory.spokenFiles.filter((path) => paths.includes(path)),
  );
  if (among && (!search.named || !search.found.length)) return among;
  if (isOther(clause) && !search.found.length) return askWhichOther(desk, paths);
  const most = search.found.length ? null : mostOfAll(desk, clause, paths);
  if (most) return most;
  const beside = pointsBack(clause) || !search.named ? besideFile(desk, clause, paths) : null;
  if (beside) return beside;
  const attached = desk.exchange.attachments.find((item) => item.path)?.path;
  if (attached) return attached;
  if (has(clause, 'newest') && paths[0]) return paths[0];
  const recalled = recalledFiles(desk, clause, paths);
  if (recalled.length && (pointsBack(clause) || !search.named)) {
    return recalled.length === 1
      ? recalled[0]!
      : said(say(desk.language, 'fileWhich', { names: list(recalled.slice(0, 6), desk.language, 'or') }));
  }
  const current = snapshotOf(desk)?.job.path;
  if ((!search.named || has(clause, 'it')) && current && isBusy(snapshotOf(desk)!)) return current;
  return search.named
    ? fileMissing(desk, search.asked, paths)
    : said(
        say(desk.language, 'startNoFile', {
          names: filesHere(desk, paths),
        }).replace(
          /should I print|ska jag skriva ut|soll ich drucken|imprimo|dois-je imprimer/,
          'do you mean',
        ),
      );
}

/** Files of the last answers, or the one that the person spoke of: "benchy isn't being printed, is it?", "then delete it". */
export function recalledFiles(desk: Desk, clause: Clause, paths: readonly string[]): string[] {
  const told = desk.memory.files.filter((path) => paths.includes(path));
  if (told.length || !pointsBack(clause)) return told;
  const spoken = desk.memory.past
    .slice(0, MOST_BACK)
    .map(({ frames }) => frames.flatMap((frame) => searchFiles(frame.clause, paths).found));
  const newest = [...new Set(spoken.find(({ length }) => length > 0) ?? [])];
  return newest.length === 1 ? newest : [];
}
const MOST_BACK = 2;

/** "the other file", when it is not plain which: all but the one that was meant. */
export function askWhichOther(desk: Desk, paths: readonly string[]): Outcome {
  const others = paths.filter((path) => path !== desk.memory.files[0]).slice(0, 8);
  return said(say(desk.language, 'fileWhich', { names: list(others, desk.language, 'or') }));
}

/** "don't start benchy yet, how long would it take?": the file is named beside the question. */
function besideFile(desk: Desk, clause: Clause, paths: readonly string[]): string | null {
  for (const frame of desk.frames) {
    if (frame.clause === clause || frame.clause.text === clause.text) continue;
    const { found } = searchFiles(frame.clause, paths);
    if (found.length === 1) return found[0]!;
  }
  return null;
}
