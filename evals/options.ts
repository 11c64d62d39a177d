import { join } from 'node:path';
import { parseArgs } from 'node:util';

export const USAGE =
  'npm run eval -- [--conversations FILE] [--presets FILE] [--questions FILE] [--model builtin|NAME] [--json OUT] [--trials K] [--judge [--judge-model NAME]] [--distractors] [--case-seconds N] [--only ID,…] [--verbose]';

const fixtures = join(import.meta.dirname, 'fixtures');

export interface Options {
  conversations: string[];
  questions: string[];
  presets: string;
  model: string;
  json: string | null;
  trials: number;
  /** The model that judges prose, null for none. */
  judge: string | null;
  distractors: boolean;
  /** The longest one conversation may take; by the mind when left out. */
  caseSeconds: number | undefined;
  only: string[] | null;
  verbose: boolean;
  help: boolean;
}

/** The command line as options. Several files of a kind are one set; without any it is the development sets. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      conversations: { type: 'string', multiple: true },
      presets: { type: 'string' },
      questions: { type: 'string', multiple: true },
      model: { type: 'string', default: 'builtin' },
      json: { type: 'string' },
      trials: { type: 'string', default: '1' },
      judge: { type: 'boolean', default: false },
      'judge-model': { type: 'string' },
      distractors: { type: 'boolean', default: false },
      'case-seconds': { type: 'string' },
      only: { type: 'string' },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { conversations, questions, model } = values;
  const judge = values['judge-model'] ?? model;
  if (values.judge && judge === 'builtin')
    throw new Error('--judge needs a language model: name one with --judge-model NAME.');
  const caseSeconds = values['case-seconds'];
  return {
    conversations: conversations ?? (questions ? [] : [join(fixtures, 'conversations-dev.jsonl')]),
    questions: questions ?? (conversations ? [] : [join(fixtures, 'questions-dev.jsonl')]),
    presets: values.presets ?? join(fixtures, 'presets.json'),
    model,
    json: values.json ?? null,
    trials: wholeNumber('--trials', values.trials, 100),
    judge: values.judge ? judge : null,
    distractors: values.distractors,
    caseSeconds: caseSeconds === undefined ? undefined : wholeNumber('--case-seconds', caseSeconds, 86_400),
    only: values.only?.split(',') ?? null,
    verbose: values.verbose,
    help: values.help,
  };
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new Error(`${name} is "${text}"; it takes a whole number from 1 to ${most.toLocaleString('en')}.`);
}
