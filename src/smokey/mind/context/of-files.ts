import type { Frame } from '../understand/frames.ts';
import { EMPTY_NAMES } from '../understand/names.ts';
import { readTerms } from '../understand/terms.ts';
import type { Situation } from './follow-up.ts';
import { intentOf } from './merge.ts';

const ABOUT_FILES: ReadonlySet<string> = new Set(
  'file_facts compare_files find_file list_files preflight last_job upload'.split(' '),
);
/** Asked of a file, when the answer names one. */
const OF_EITHER: ReadonlySet<string> = new Set(['totals', 'filament_used', 'eta', 'layer']);
const FRONT = String.raw`^(?:(?:ok|okay|perfect|great|good|nice|right|then|so|and|yes|well|cool|lovely|fine|please|let us|could you|can you)[, ]+)*`;
const ONE = String.raw`(?:it|that|this|them|(?:that|this|the \w+) one)`;
const STARTS = new RegExp(
  String.raw`${FRONT}(?:(?:set|get|fire|kick|send|put|fling|chuck|whack|stick) ${ONE} (?:off|going|up|on|started|away|under ?way|rolling)|(?:go|go ahead) (?:for|with) ${ONE}|let (?:it|that one) (?:rip|roll|go)|(?:run|do|start|print|make|launch|begin) ${ONE}|(?:ok |yes |right |good )?(?:go|go ahead|go for it|start|print|let us go|off we go))(?: (?:then|please|now|for me))*$`,
);

/** "run the quick one": which of them is said. */
const OF_CHOICE = /\bthe \w+ one\b/;
/** "do it" says no more than this. */
const PRINT_IT = readTerms('print it', 'en', EMPTY_NAMES).terms;

/** "perfect, set that one off": the file that was just told of. */
export function ofFiles(frame: Frame, { before, memory }: Situation): Frame | null {
  const id = before.intent?.id ?? '';
  const isOfOne = OF_EITHER.has(id) && memory.files.length === 1 && before.role === 'answer';
  if (!(ABOUT_FILES.has(id) || isOfOne) || frame.clause.asks) return null;
  if (frame.role === 'negated' || !STARTS.test(frame.clause.folded)) return null;
  const terms = OF_CHOICE.test(frame.clause.folded) ? frame.clause.terms : PRINT_IT;
  return { ...frame, role: 'do', intent: intentOf('start_print'), clause: { ...frame.clause, terms } };
}
