/** One measurement against a baseline of the same run; `bar` is what the ratio must not exceed (or reach). */
export interface BenchResult {
  value: number;
  baseline: number;
  ratio: number;
  /** Such as "≤ 0.05"; "goal 200 MB" where it is reported and not held. */
  bar: string;
  ok: boolean;
}

export type Benchmarks = Record<string, BenchResult>;

/** The ratio must be at most `bar`. */
export const atMost = (value: number, baseline: number, bar: number): BenchResult => ({
  value,
  baseline,
  ratio: value / baseline,
  bar: `≤ ${bar}`,
  ok: value / baseline <= bar,
});

/** The ratio must be at least `bar`. */
export const atLeast = (value: number, baseline: number, bar: number): BenchResult => ({
  value,
  baseline,
  ratio: value / baseline,
  bar: `≥ ${bar}`,
  ok: value / baseline >= bar,
});

/** An absolute figure against its goal: reported, never failed, since machines differ. */
export const goal = (value: number, wanted: number, unit: string): BenchResult => ({
  value,
  baseline: wanted,
  ratio: value / wanted,
  bar: `goal ${wanted} ${unit}`,
  ok: true,
});

/** The value below which the share `p` of the samples lies. */
export function percentile(samples: number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
}
