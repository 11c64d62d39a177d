import { has } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { familyOf } from './families.ts';
import type { Situation } from './follow-up.ts';
import { intentOf } from './merge.ts';

/** Questions that can be asked of a file as well as of the running print. */
const OF_EITHER: ReadonlySet<string> = new Set('filament_used filament_left eta layer elapsed'.split(' '));
const ABOUT_FILES: ReadonlySet<string> = new Set(
  'file_facts find_file compare_files preflight start_print'.split(' '),
);
const LEANS = /^(?:and|och|und|y|et|also)\b|\b(?:it|that|that one|this one|den|det|es|das|eso|ca)\b/;
const MOST_WORDS = 12;

/** "and how much filament?" after "how long does the vase take": another fact of that file. */
export function aspectOfFile(frame: Frame, { before, memory, reading }: Situation): Frame | null {
  const { clause } = frame;
  const [file] = memory.files;
  if (!file || memory.files.length > 1 || !ABOUT_FILES.has(before.intent?.id ?? '')) return null;
  if (frame.role === 'do' || !OF_EITHER.has(frame.intent?.id ?? '')) return null;
  const text = reading.text.toLowerCase().replace(/^\P{L}+/u, '');
  if (/\b(?:paused?|stay|wait)\b/.test(clause.folded)) return null;
  const names = clause.terms.some((term) => familyOf(term) === 'thing') || has(clause, 'nozzle', 'bed');
  if (names || !LEANS.test(text) || clause.terms.length > MOST_WORDS) return null;
  return { ...frame, role: 'answer', intent: intentOf('file_facts') };
}
