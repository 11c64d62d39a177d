import { describe, expect, it } from 'vitest';
import { adviceOf } from './facts.ts';
import type { ResonanceAnalysis, ShaperResult } from './types.ts';

const shaper = (name: ShaperResult['name'], vibrations: number, smoothingMillimetres: number) =>
  ({ name, frequencyHertz: 50, vibrations, smoothingMillimetres, maxAccel: 5000, score: 1 }) as ShaperResult;

function advice(best: ShaperResult, ...others: ShaperResult[]): string {
  const analysis = { recommended: best, shapers: [best, ...others] };
  return adviceOf('x', analysis as unknown as ResonanceAnalysis);
}

describe('the recommendation in words', () => {
  it('names what would leave less and what would round less, each with its price', () => {
    const text = advice(shaper('mzv', 0.03, 0.1), shaper('ei', 0.01, 0.15), shaper('zv', 0.09, 0.07));
    expect(text).toContain('Less would be left by ei (1 %), but it rounds more (0.15 mm');
    expect(text).toContain('Finer detail would be kept by zv (0.07 mm');
  });

  it('calls nothing a trade-off that is better in both', () => {
    const text = advice(shaper('mzv', 0.03, 0.1), shaper('ei', 0.01, 0.09));
    expect(text).not.toMatch(/rounds more|Finer detail/);
  });
});
