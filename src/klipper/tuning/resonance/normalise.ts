import type { Spectrum } from './types.ts';

const LOW_HERTZ = 10;

/**
 * Divides the density by frequency and damps the bins below 10 Hz, so that the growing force of the test does not
 * count as resonance. Does nothing to a spectrum that is normalised already.
 */
export function normalised(spectrum: Spectrum): Spectrum {
  if (spectrum.normalised) return spectrum;
  const scale = spectrum.frequencies.map(frequencyWeight);
  const apply = (density: Float64Array) => density.map((value, k) => value * scale[k]!);
  return {
    ...spectrum,
    x: spectrum.x && apply(spectrum.x),
    y: spectrum.y && apply(spectrum.y),
    z: spectrum.z && apply(spectrum.z),
    all: apply(spectrum.all),
    normalised: true,
  };
}

function frequencyWeight(hertz: number): number {
  const shifted = hertz + 0.1;
  const damping = hertz < LOW_HERTZ ? Math.exp(1 - (LOW_HERTZ / shifted) ** 2) : 1;
  return damping / shifted;
}
