import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { noUsage, type Usage } from '../../src/smokey/index.ts';
import { playCase, type Setting } from '../conversations/play.ts';
import type { Case } from '../conversations/case.ts';

const questionSchema = z.looseObject({
  id: z.string(),
  topic: z.string(),
  question: z.string(),
  facts: z.array(z.looseObject({ fact: z.string(), match: z.string() })),
  /** Claims that fail an answer; only a judge can tell a claim from its denial. */
  wrong: z.array(z.string()).default([]),
});
export type Question = z.infer<typeof questionSchema>;

export interface ScoredQuestion {
  id: string;
  topic: string;
  passed: boolean;
  found: number;
  facts: number;
  missing: string[];
  changed: boolean;
  question: string;
  answer: string;
  milliseconds: number;
  usage: Usage;
  /** Why there is no answer, null where there is one. */
  failure: string | null;
}

export function readQuestions(path: string): Question[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => questionSchema.parse(JSON.parse(line)));
}

const ENOUGH = 2 / 3;

/** Asks one question of an idle printer's Smokey; passed with two thirds of the facts by `match`, and nothing changed. */
export async function scoreQuestion(
  item: Question,
  preset: string,
  setting: Setting,
): Promise<ScoredQuestion> {
  const expect = {
    effects: [],
    gate: 'none',
    may: [],
    never: [],
    answer_mentions: [],
    answer_avoids: [],
    refuse_or_clarify: null,
    shows: [],
  } as Case['expect'];
  const asCase: Case = {
    id: item.id,
    category: 'question',
    register: 'casual',
    language: 'en',
    preset,
    turns: [{ text: item.question }],
    expect,
  };
  const started = performance.now();
  let failure: string | null = null;
  const [played] = await playCase(asCase, asCase.turns, setting).catch((error: unknown) => {
    failure = error instanceof Error ? error.message : String(error);
    return [];
  });
  const answer = played?.reply ?? '';
  const missing = item.facts
    .filter((fact) => !new RegExp(fact.match, 'i').test(answer))
    .map((fact) => fact.fact);
  const found = item.facts.length - missing.length;
  const changed = (played?.proposed ?? 0) > 0 || (played?.early.length ?? 0) > 0;
  return {
    id: item.id,
    topic: item.topic,
    passed: found / item.facts.length >= ENOUGH - 1e-9 && !changed,
    found,
    facts: item.facts.length,
    missing,
    changed,
    question: item.question,
    answer,
    milliseconds: Math.round(performance.now() - started),
    usage: played?.usage ?? noUsage,
    failure: played?.failure ?? failure,
  };
}
