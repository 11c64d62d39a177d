/** Reliability over several trials of the same cases, for models that do not answer the same each time. */
export interface Reliability {
  trials: number;
  /** The share of trials that pass: what one try is worth. */
  passOnce: number;
  /** The share of cases that pass in every trial: what can be relied on. */
  passEach: number;
}

/** pass^1 and pass^K of cases by trial: `outcomes[case][trial]`. Throws when the cases have unlike numbers of trials. */
export function reliability(outcomes: readonly (readonly boolean[])[]): Reliability {
  const trials = outcomes[0]?.length ?? 0;
  if (outcomes.some((item) => item.length !== trials))
    throw new Error('Every case needs the same number of trials; a run was cut short.');
  const runs = outcomes.flat();
  const share = (passed: number, of: number): number => (of ? passed / of : 0);
  return {
    trials,
    passOnce: share(runs.filter(Boolean).length, runs.length),
    passEach: share(
      outcomes.filter((item) => item.length > 0 && item.every(Boolean)).length,
      outcomes.length,
    ),
  };
}

export function reliabilityText({ trials, passOnce, passEach }: Reliability): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return `Trials: ${trials}; pass^1 ${percent(passOnce)}, pass^${trials} ${percent(passEach)}`;
}
