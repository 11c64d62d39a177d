import type { Fit, Trial } from './fit.ts';

export interface Choice {
  recommended: { fit: Fit; trial: Trial };
  /** What each shaper reports, in the order they were tried. */
  reported: { fit: Fit; trial: Trial }[];
}

/** Picks the shaper to recommend from fits in their order: specification 1.8. Needs at least one fit. */
export function chooseShaper(fits: Fit[], maxVibrations: number | undefined): Choice {
  let champion: { fit: Fit; trial: Trial } | null = null;
  const reported: { fit: Fit; trial: Trial }[] = [];
  for (const fit of fits) {
    let own = { fit, trial: fit.selected };
    if (champion === null || replaces(own.trial, champion.trial, maxVibrations)) champion = own;
    for (const trial of fit.trials) {
      if (trial.vibrations < champion.trial.vibrations && trial.smoothing < champion.trial.smoothing) {
        own = { fit, trial };
        champion = own;
      }
    }
    reported.push(own);
  }
  return { recommended: preferMoreThanZv(champion!, reported), reported };
}

function replaces(next: Trial, champion: Trial, maxVibrations: number | undefined): boolean {
  return (
    1.2 * next.score < champion.score ||
    (1.05 * next.score < champion.score && 1.1 * next.smoothing < champion.smoothing) ||
    (maxVibrations !== undefined &&
      champion.vibrations > maxVibrations &&
      next.vibrations < champion.vibrations)
  );
}

/** ZV is sensitive to a shifting resonance: anything that leaves clearly less vibration goes before it. */
function preferMoreThanZv(
  champion: Choice['recommended'],
  reported: Choice['reported'],
): Choice['recommended'] {
  if (champion.fit.definition.name !== 'zv') return champion;
  const other = reported.find(
    ({ fit, trial }) => fit.definition.name !== 'zv' && trial.vibrations * 1.1 < champion.trial.vibrations,
  );
  return other ?? champion;
}
