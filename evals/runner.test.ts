import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCases } from './conversations/case.ts';
import { distractorTools } from './distractors.ts';
import { readVerdict } from './judge/prose.ts';
import { mindOf } from './model.ts';
import { measurePrompts, PROMPT_GOAL_TOKENS } from './prompt-size.ts';
import { wilson } from './report.ts';
import { reliability, reliabilityText } from './trials.ts';

describe('trials', () => {
  it('pass^1 counts tries, pass^K cases that never fail', () => {
    const told = reliability([
      [true, true, true],
      [true, false, true],
      [false, false, false],
      [true, true, true],
    ]);
    expect(told).toEqual({ trials: 3, passOnce: 8 / 12, passEach: 0.5 });
    expect(reliabilityText(told)).toBe('Trials: 3; pass^1 66.7 %, pass^3 50.0 %');
  });

  it('a run that was cut short is no result', () => {
    expect(() => reliability([[true, true], [true]])).toThrow(/cut short/);
  });
});

it('intervals after Wilson: 8 of 10 is 49-94 %', () => {
  const [low, high] = wilson(8, 10);
  expect(low).toBeCloseTo(0.49, 2);
  expect(high).toBeCloseTo(0.943, 2);
});

it('a model without a server is an error, never silently the built-in one', () => {
  expect(() => mindOf('gpt-5-mini', {})).toThrow(/OPENAI_API_KEY/);
  expect(mindOf('qwen3', { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }).name).toBe('qwen3 at 127.0.0.1:9');
  expect(mindOf('builtin', {}).kind).toBe('builtin');
});

it.each([
  ['```json\n{"passed": true, "why": "all said"}\n```', true],
  ['{"passed": "yes"}', false],
  ['I like it', false],
])('reads a verdict out of %j', (text, passed) => expect(readVerdict(text).passed).toBe(passed));

it('the prompt fits: below 9,000 tokens with all tools, and an unrelated server of 40 tools adds only its own', async () => {
  const root = join(import.meta.dirname, 'fixtures');
  const [item] = readCases(join(root, 'conversations-dev.jsonl'));
  const distractors = distractorTools();
  expect(new Set(distractors.map(({ name }) => name)).size).toBe(40);
  const mind = mindOf('builtin');
  const setting = { mind, presetsFile: join(root, 'presets.json'), extraTools: distractors };
  const { alone, beside } = await measurePrompts(item!, setting);
  expect(alone.totalTokens).toBeLessThan(PROMPT_GOAL_TOKENS);
  expect(beside!.toolsTokens - alone.toolsTokens).toBeLessThan(9_000);
  expect(beside!.totalTokens).toBeLessThan(32_000);
}, 20_000);
