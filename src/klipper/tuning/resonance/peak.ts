import type { Spectrum } from './types.ts';

const LOWEST_HERTZ = 10;
const HIGHEST_HERTZ = 200;

/** The frequency at which the machine vibrates most, Hz: between the bins by a parabola through the logarithms. */
export function peakHertz({ frequencies, all }: Spectrum): number {
  let best = -1;
  for (let k = 0; k < all.length; k++) {
    const hertz = frequencies[k]!;
    if (hertz < LOWEST_HERTZ || hertz > HIGHEST_HERTZ) continue;
    if (best < 0 || all[k]! > all[best]!) best = k;
  }
  const [left, middle, right] = [all[best - 1], all[best], all[best + 1]].map((value) =>
    Math.log(value ?? 0),
  );
  const bend = left! - 2 * middle! + right!;
  const shift = Number.isFinite(bend) && bend < 0 ? (left! - right!) / (2 * bend) : 0;
  const bin = (frequencies[best + 1] ?? frequencies[best]!) - frequencies[best]!;
  return frequencies[best]! + shift * bin;
}
