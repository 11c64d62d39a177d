import { toClause, type Clause } from '../understand/clause.ts';
import { frameOf, type Frame } from '../understand/frames.ts';
import { EMPTY_NAMES } from '../understand/names.ts';
import { readTerms } from '../understand/terms.ts';
import type { Situation } from './follow-up.ts';
import { intentOf } from './merge.ts';

const LISTS: ReadonlySet<string> = new Set([
  'list_files',
  'find_file',
  'compare_files',
  'start_print',
  'file_facts',
]);
const PLACES: Readonly<Record<string, number>> = {
  ...{ first: 0, '1st': 0, second: 1, '2nd': 1, third: 2, '3rd': 2, fourth: 3, '4th': 3, fifth: 4, '5th': 4 },
  ...{ sixth: 5, seventh: 6, eighth: 7 },
};
const NTH =
  /\b(first|second|third|fourth|fifth|sixth|seventh|eighth|1st|2nd|3rd|4th|5th) (?:one|file)\b|^(?:the )?(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)$|^(?:number |nr )?([1-8])$/;
const ONLY_NAMED =
  /^(?:(?:and|ok|so|then|no|what about|how about) )*(?:the |number |nr )*\w+(?: one| file)?(?: please)?$/;

/** "list my files" – "print the second one": that file of the answer. */
export function nthFile(frame: Frame, { before, memory, reading }: Situation): Frame | null {
  const { clause } = frame;
  const said = NTH.exec(clause.folded);
  if (!said || !LISTS.has(before.intent?.id ?? '') || memory.files.length < 2) return null;
  const word = said[1] ?? said[2];
  const path = memory.files[word === undefined ? Number(said[3]) - 1 : PLACES[word]!];
  if (path === undefined) return null;
  const file = readTerms(path, 'en', EMPTY_NAMES).terms;
  const isBare = ONLY_NAMED.test(clause.folded);
  const rest = isBare
    ? []
    : clause.terms.filter(({ text }) => !(text in PLACES) && !/^(?:one|the)$/.test(text));
  const whole = toClause([...rest, ...file], reading);
  const { mood, asks, polite, language } = clause;
  const named: Clause = { ...whole, mood, asks, polite, language, core: whole.folded };
  if (!isBare) return frameOf(named);
  return before.role === 'do'
    ? { ...frame, role: 'do', intent: before.intent, clause: named }
    : { ...frame, role: 'answer', intent: intentOf('file_facts'), clause: named };
}
