import type { Frame } from '../understand/frames.ts';
import { EMPTY_NAMES } from '../understand/names.ts';
import { readTerms } from '../understand/terms.ts';
import type { Situation } from './follow-up.ts';
import { intentOf } from './merge.ts';

const ABOUT_FILES: ReadonlySet<string> = new Set(
  'file_facts compare_files find_file list_files preflight last_job'.split(' '),
);
const FRONT = String.raw`^(?:(?:ok|okay|perfect|great|good|nice|right|then|so|and|yes|well|cool|lovely|fine|please|let us|could you|can you)[, ]+)*`;
const ONE = String.raw`(?:it|that|this|them|(?:that|this|the \w+) one)`;
const STARTS = new RegExp(
  String.raw`${FRONT}(?:(?:set|get|fire|kick|send|put|fling|chuck|whack|stick) ${ONE} (?:off|going|up|on|started|away|under ?way|rolling)|(?:go|go ahead) (?:for|with) ${ONE}|let (?:it|that one) (?:rip|roll|go)|(?:run|do|start|print|make|launch|begin) ${ONE})(?: (?:then|please|now|for me))*$`,
);

/** "run the quick one": which of them is said. */
const OF_CHOICE = /\bthe \w+ one\b/;
/** "do it" says no more than this. */
const PRINT_IT = readTerms('print it', 'en', EMPTY_NAMES).terms;

/** "perfect, set that one off": the file that was just told of. */
export function ofFiles(frame: Frame, { before }: Situation): Frame | null {
  if (!ABOUT_FILES.has(before.intent?.id ?? '') || frame.clause.asks) return null;
  if (frame.role === 'negated' || !STARTS.test(frame.clause.folded)) return null;
  const terms = OF_CHOICE.test(frame.clause.folded) ? frame.clause.terms : PRINT_IT;
  return { ...frame, role: 'do', intent: intentOf('start_print'), clause: { ...frame.clause, terms } };
}
