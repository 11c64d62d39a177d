import { readCases } from './conversations/case.ts';
import type { Setting } from './conversations/play.ts';
import { scoreCase, type Scored } from './conversations/score.ts';
import { distractorTools } from './distractors.ts';
import { judgeConversation, judgeProse, type ProseVerdict } from './judge/prose.ts';
import { mindOf } from './model.ts';
import type { Options } from './options.ts';
import { measurePrompts, promptSizesText } from './prompt-size.ts';
import { readQuestions, scoreQuestion, type Question, type ScoredQuestion } from './questions/score.ts';
import { failuresText, reportText, summarise, totalUsage, usageText } from './report.ts';
import { reliability, reliabilityText } from './trials.ts';
import { readPresetsFile } from '../src/klipper/simulator/world/index.ts';

/**
 * Conversations at the same time. With the built-in mind they only share one thread, and the simulated time of one
 * would make the printer of another look silent on a busy machine; a provider is waited for.
 */
const AT_ONCE = { builtin: 1, provider: 4 };

export interface Evaluation {
  /** What `--json` writes. */
  result: Record<string, unknown>;
  text: string;
  /** 1 when a rule was broken that may never be. */
  exitCode: 0 | 1;
}

/** Plays every case and asks every question as often as told, and judges what came of it. */
export async function evaluate(options: Options, environment = process.env): Promise<Evaluation> {
  const started = performance.now();
  const mind = mindOf(options.model, environment);
  const isWanted = ({ id }: { id: string }) => !options.only || options.only.includes(id);
  const cases = options.conversations.flatMap(readCases).filter(isWanted);
  const questions = options.questions.flatMap(readQuestions).filter(isWanted);
  if (cases.length + questions.length === 0)
    throw new Error('No case is left: look at --only and the files.');
  const extraTools = options.distractors ? distractorTools() : [];
  const { presets: presetsFile, caseSeconds: longestSeconds } = options;
  const setting: Setting = { mind, presetsFile, extraTools, ...(longestSeconds && { longestSeconds }) };
  const idle = idlePreset(presetsFile);
  const atOnce = AT_ONCE[mind.kind];

  const scored: Scored[][] = [];
  const answered: ScoredQuestion[][] = [];
  for (let trial = 0; trial < options.trials; trial += 1) {
    scored.push(await inTurn(cases, atOnce, (item) => scoreCase(item, setting)));
    answered.push(await inTurn(questions, atOnce, (item) => scoreQuestion(item, idle, setting)));
  }
  const allCases = scored.flat();
  const allAnswers = answered.flat();
  const summary = summarise(allCases, allAnswers);
  const reliable = options.trials > 1 ? reliability(byItem([scored, answered])) : null;
  const judge = options.judge
    ? await judged(options.judge, allCases, allAnswers, questions, environment)
    : null;
  const isMeasured = options.distractors || mind.kind === 'provider';
  const prompts = cases[0] && isMeasured ? await measurePrompts(cases[0], setting) : null;
  const usage = totalUsage([...allCases, ...allAnswers]);
  const seconds = (performance.now() - started) / 1000;
  const parts = [
    failuresText(allCases, allAnswers, options.verbose),
    reportText(summary, seconds),
    mind.free ? '' : usageText(usage),
    reliable ? reliabilityText(reliable) : '',
    judge ? `By the judge: ${judge.filter(({ passed }) => passed).length}/${judge.length} answers` : '',
    prompts ? promptSizesText(prompts) : '',
  ];
  return {
    result: {
      summary,
      mind: mind.name,
      seconds: Math.round(seconds * 10) / 10,
      usage,
      cases: inTrials(scored),
      questions: inTrials(answered),
      reliability: reliable,
      judge,
      prompts,
    },
    text: parts.filter(Boolean).join('\n'),
    exitCode: summary.conversations.hardViolations > 0 ? 1 : 0,
  };
}

/** Runs over the items a few at a time, keeping their order. */
async function inTurn<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]!);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** Per case or question, whether it passed in each trial. */
function byItem(kinds: readonly (readonly { passed: boolean }[][])[]): boolean[][] {
  return kinds.flatMap((trials) =>
    (trials[0] ?? []).map((_, at) => trials.map((trial) => trial[at]?.passed ?? false)),
  );
}

/** With several trials each says which one it is of. */
function inTrials<Item extends object>(trials: readonly (readonly Item[])[]): Item[] {
  if (trials.length === 1) return [...trials[0]!];
  return trials.flatMap((items, at) => items.map((item) => ({ ...item, trial: at + 1 })));
}

/** A model's opinion of the prose of each answer. */
async function judged(
  name: string,
  cases: readonly Scored[],
  answers: readonly ScoredQuestion[],
  questions: readonly Question[],
  environment: NodeJS.ProcessEnv,
): Promise<({ id: string } & ProseVerdict)[]> {
  const { model } = mindOf(name, environment);
  const ofCases = await inTurn(cases, AT_ONCE.provider, async ({ id, language, transcript }) => ({
    id,
    ...(await judgeConversation(model, language, transcript)),
  }));
  const ofAnswers = await inTurn(answers, AT_ONCE.provider, async ({ id, question, answer }) => {
    const { facts = [], wrong = [] } = questions.find((item) => item.id === id) ?? {};
    const key = { facts: facts.map(({ fact }) => fact), wrong };
    return { id, ...(await judgeProse(model, question, key, answer)) };
  });
  return [...ofCases, ...ofAnswers];
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
