import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { builtinMind, chooseModel, type Mind } from '../src/smokey/index.ts';
import { createBuiltinModel } from '../src/smokey/mind/index.ts';
import { readCases } from './conversations/case.ts';
import { scoreCase, type Scored } from './conversations/score.ts';
import { readQuestions, scoreQuestion, type ScoredQuestion } from './questions/score.ts';
import { reportText, summarise } from './report.ts';
import { readPresetsFile } from '../src/klipper/simulator/world/index.ts';

const USAGE =
  'npm run eval -- [--conversations FILE] [--presets FILE] [--questions FILE] [--model builtin|NAME] [--json OUT] [--only ID,…] [--verbose]';

const fixtures = join(import.meta.dirname, 'fixtures');

function readOptions() {
  return parseArgs({
    options: {
      conversations: { type: 'string', multiple: true },
      presets: { type: 'string' },
      questions: { type: 'string', multiple: true },
      model: { type: 'string', default: 'builtin' },
      json: { type: 'string' },
      only: { type: 'string' },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

function mindOf(name: string): Mind {
  if (name === 'builtin') return builtinMind(createBuiltinModel());
  return chooseModel(
    { apiKey: process.env.OPENAI_API_KEY, baseUrl: process.env.OPENAI_BASE_URL, model: name },
    { builtin: createBuiltinModel },
  );
}

const AT_ONCE = 3;

/** Runs over the items a few at a time, keeping their order. */
async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]!);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

function failures(cases: readonly Scored[], questions: readonly ScoredQuestion[], verbose: boolean): string {
  const lines = cases
    .filter((item) => !item.passed)
    .flatMap((item) => [
      `${item.id} [${item.category}] ${item.transcript.map((turn) => JSON.stringify(turn.person)).join(' → ')}`,
      ...item.hardViolations.map((text) => `    HARD ${text}`),
      ...item.complaints.map((text) => `    ${text}`),
      ...(verbose
        ? item.transcript.map(
            (turn) =>
              `    > ${turn.smokey.slice(0, 400).replace(/\n/g, ' / ')}\n      ${turn.calls.map((call) => `${call.tool} ${JSON.stringify(call.args)} ⇒ ${call.result.slice(0, 140)}`).join('\n      ')}`,
          )
        : []),
    ]);
  const missed = questions
    .filter((item) => !item.passed)
    .map(
      (item) =>
        `${item.id} ${item.question}: missing ${item.missing.join('; ')}${item.changed ? ' (proposed a change)' : ''}`,
    );
  return [...lines, ...missed].join('\n');
}

async function main(): Promise<number> {
  const options = readOptions();
  const files =
    options.conversations ?? (options.questions ? [] : [join(fixtures, 'conversations-dev.jsonl')]);
  const questionFiles =
    options.questions ?? (options.conversations ? [] : [join(fixtures, 'questions-dev.jsonl')]);
  const presets = options.presets ?? join(fixtures, 'presets.json');
  if (options.help) return (console.log(USAGE), 0);
  const mind = mindOf(options.model);
  const started = performance.now();
  const only = options.only?.split(',');
  const cases = files.flatMap(readCases).filter((item) => !only || only.includes(item.id));
  const questions = questionFiles.flatMap(readQuestions).filter((item) => !only || only.includes(item.id));
  const idle = idlePreset(presets);
  const scored = await inTurn(cases, (item) => scoreCase(item, presets, mind));
  const answered = await inTurn(questions, (item) => scoreQuestion(item, presets, idle, mind));
  const summary = summarise(scored, answered);
  const details = failures(scored, answered, options.verbose);
  if (details) console.log(`${details}\n`);
  console.log(reportText(summary, (performance.now() - started) / 1000));
  if (options.json)
    writeFileSync(options.json, JSON.stringify({ summary, cases: scored, questions: answered }, null, 1));
  return summary.conversations.hardViolations > 0 ? 1 : 0;
}

/** The preset in which a question is asked: an idle one. */
function idlePreset(path: string): string {
  const names = Object.keys(readPresetsFile(path).presets);
  return (
    names.find((name) => /idle.*cold|cold/.test(name)) ??
    names.find((name) => /idle/.test(name)) ??
    names[0] ??
    'practice'
  );
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    process.exit(2);
  },
);
