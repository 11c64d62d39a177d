import { list } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { filePaths, wordsMatching } from './file-search.ts';
import { offline } from './guards.ts';
import { startFile } from './handlers/job.ts';
import { foldedOf } from '../understand/frames.ts';

/** Words by which something is wanted although no verb of printing is said: "the benchy please", "v3, go". */
const WANTS =
  /\b(please|go|rolling|going|make|want|now|let us|give me|next|do|pls|time for|fancy|need|start|print|tack|bitte|por favor|s il (?:te|vous) plait)\b/;
const LONGEST_WORDS = 14;
/** "let us have the vase, no wait, the cube": what stands behind counts. */
const PUT_RIGHT = /\bno wait\b/;

/** A message that names a file of this printer and wants something, but says not what: its print is proposed. */
export function wishForFile(desk: Desk): Outcome | null {
  const text = foldedOf(desk.frames);
  const isQuestion = desk.frames.some((frame) => frame.clause.asks || frame.clause.mood === 'question');
  const snapshot = snapshotOf(desk);
  if (isQuestion || !WANTS.test(text) || text.split(' ').length > LONGEST_WORDS) return null;
  if (!snapshot || offline(desk) || desk.frames.some((frame) => frame.role === 'negated')) return null;
  const meant = text.split(PUT_RIGHT).at(-1) ?? text;
  const found = wordsMatching(meant, filePaths(desk));
  if (found.length === 1) return startFile(desk, found[0]!);
  return found.length > 1 && found.length <= 4
    ? said(say(desk.language, 'fileWhich', { names: list(found, desk.language, 'or') }))
    : null;
}
