import { CHANGES } from '../deeds.ts';
import { say } from '../../answer/say.ts';
import { proposed, type Desk, type Outcome } from '../desk.ts';
import type { Clause } from '../../understand/clause.ts';
import { filePaths, wordsOf } from '../file-search.ts';
import { startFile } from '../handlers/job.ts';
import { chooseAmong } from '../choose-among.ts';
import { mentioned } from './mentioned.ts';
import { wishedOfFiles } from './wished.ts';

const ASKED = /^Which one do you mean: .+\.\w+(?:, | or ).+\?$/m;
const MOST_WORDS = 10;
const PRINTS: ReadonlySet<string> = new Set(['start_print', 'reprint']);

/** "left", of hook_left.gcode and hook_right.gcode: a word that stands in one of the names only. */
function byOneWord({ folded }: Clause, offered: readonly string[]): string | null {
  const words = folded
    .split(' ')
    .filter((word) => word.length > 2 && !/^(?:the|one|please|and|version)$/.test(word));
  const fitting = offered.filter((path) => wordsOf(path).some((own) => words.includes(own)));
  return words.length <= MOST_TELLING && fitting.length === 1 ? fitting[0]! : null;
}
const MOST_TELLING = 2;

/** "the heavy one", in answer to the question which file is meant: the wish of before, for that one. */
export function chosenFile(desk: Desk, previous: () => Desk | null): Outcome | null {
  const before = desk.memory.past[0];
  const [clause] = desk.frames.map((frame) => frame.clause);
  if (!before || !clause || desk.language !== 'en' || !ASKED.test(before.exchange.reply)) return null;
  if (desk.frames.length > 1 || clause.folded.split(' ').length > MOST_WORDS || clause.asks) return null;
  if (desk.frames.some(({ role }) => role === 'negated' || role === 'deferred')) return null;
  const offered = desk.memory.files;
  const own = mentioned(desk, offered);
  const chosen =
    chooseAmong(desk, clause, offered) ?? (own.length === 1 ? own[0]! : byOneWord(clause, offered));
  const old = chosen ? previous() : null;
  if (!chosen || !old || !filePaths(desk).includes(chosen)) return null;
  const earlier = { ...old, exchange: { ...desk.exchange, text: old.exchange.text } };
  if (wishedOfFiles(earlier)?.say.some((text) => ASKED.test(text)))
    return proposed(say(desk.language, 'deleteFile', { file: chosen }), CHANGES.deleteFile(chosen));
  return old.frames.some(({ role, intent }) => role === 'do' && PRINTS.has(intent?.id ?? ''))
    ? startFile(desk, chosen)
    : null;
}
