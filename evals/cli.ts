import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCases, type Case } from './conversations/case.ts';
import { scoreCase, type Scored } from './conversations/score.ts';
import { distractorTools } from './distractors.ts';
import { judgeProse } from './judge/prose.ts';
import { mindOf } from './model.ts';
import { promptSizesText } from './prompt-size.ts';
import { readQuestions, scoreQuestion, type Question, type ScoredQuestion } from './questions/score.ts';
import { reportText, summarise } from './report.ts';
import { reliability, reliabilityText } from './trials.ts';
import { readPresetsFile } from '../src/klipper/simulator/world/index.ts';

const USAGE =
  'npm run eval -- [--conversations FILE] [--presets FILE] [--questions FILE] [--model builtin|NAME] [--json OUT] [--trials K] [--judge [--judge-model NAME]] [--distractors] [--only ID,…] [--verbose]';

const fixtures = join(import.meta.dirname, 'fixtures');

function readOptions() {
  return parseArgs({
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
      only: { type: 'string' },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
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
  const trials = Number(options.trials);
  if (!Number.isInteger(trials) || trials < 1 || trials > 100)
    throw new Error(`--trials is "${options.trials}"; it takes a whole number from 1 to 100.`);
  const started = performance.now();
  const only = options.only?.split(',');
  const cases = files.flatMap(readCases).filter((item) => !only || only.includes(item.id));
  const questions = questionFiles.flatMap(readQuestions).filter((item) => !only || only.includes(item.id));
  const idle = idlePreset(presets);
  const extraTools = options.distractors ? distractorTools() : [];
  const outcomes: boolean[][] = cases.map(() => []);
  let scored: Scored[] = [];
  let violations = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    scored = await inTurn(cases, (item) => scoreCase(item, presets, mind, extraTools));
    for (const [index, item] of scored.entries()) {
      outcomes[index]?.push(item.passed);
      violations += item.hardViolations.length;
    }
  }
  const answered = await inTurn(questions, (item) => scoreQuestion(item, presets, idle, mind));
  const summary = summarise(scored, answered);
  const details = failures(scored, answered, options.verbose);
  if (details) console.log(`${details}\n`);
  console.log(reportText(summary, (performance.now() - started) / 1000));
  const reliable = trials > 1 && cases.length ? reliability(outcomes) : null;
  if (reliable) console.log(reliabilityText(reliable));
  const verdicts = options.judge
    ? await judged(answered, questions, options['judge-model'] ?? options.model)
    : null;
  if (verdicts)
    console.log(
      `By the judge: ${verdicts.filter((item) => item.passed).length}/${verdicts.length} questions`,
    );
  if (cases[0] && (options.distractors || mind.kind === 'provider'))
    console.log(await promptSizesText(cases[0] satisfies Case, presets, mind, extraTools));
  if (options.json) {
    const result = { summary, cases: scored, questions: answered, reliability: reliable, judge: verdicts };
    writeFileSync(options.json, JSON.stringify(result, null, 1));
  }
  return violations > 0 ? 1 : 0;
}

/** A model's opinion of each answer's prose. */
async function judged(answered: readonly ScoredQuestion[], questions: readonly Question[], name: string) {
  if (name === 'builtin')
    throw new Error('--judge needs a language model: name one with --judge-model NAME.');
  const { model } = mindOf(name);
  return inTurn(answered, async ({ id, question, answer }) => {
    const facts = questions.find((item) => item.id === id)?.facts.map(({ fact }) => fact) ?? [];
    return { id, ...(await judgeProse(model, question, facts, answer)) };
  });
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
