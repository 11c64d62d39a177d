import type { Impulses, Spectrum } from './types.ts';

/** Share of a spectrum's peak below which vibration is not counted: 1/20. */
const THRESHOLD_SHARE = 20;

/**
 * Ratio of vibration a shaper leaves at `hertz` for a system of the given damping ratio: 1 is as without a shaper.
 * Formula of the specification, 1.4.
 */
export function residualRatio({ amplitudes, times }: Impulses, hertz: number, dampingRatio: number): number {
  const omega = 2 * Math.PI * hertz;
  const damped = omega * Math.sqrt(1 - dampingRatio * dampingRatio);
  const last = times[times.length - 1]!;
  let sine = 0;
  let cosine = 0;
  let total = 0;
  amplitudes.forEach((amplitude, i) => {
    const weight = amplitude * Math.exp(-dampingRatio * omega * (last - times[i]!));
    sine += weight * Math.sin(damped * times[i]!);
    cosine += weight * Math.cos(damped * times[i]!);
    total += amplitude;
  });
  return Math.sqrt(sine * sine + cosine * cosine) / total;
}

/** The part of a spectrum that counts for the vibrations of a shaper: bins up to a frequency, above the threshold. */
export class VibrationMeter {
  private readonly frequencies: Float64Array;
  private readonly density: Float64Array;
  private readonly threshold: number;
  private readonly unshaped: number;
  private readonly binHertz: number;
  private readonly firstBin: number;
  private readonly real: Float64Array;
  private readonly imaginary: Float64Array;

  constructor(spectrum: Spectrum, highestHertz: number) {
    const count = spectrum.frequencies.findIndex((hertz) => hertz > highestHertz);
    const end = count < 0 ? spectrum.frequencies.length : count;
    const density = spectrum.all.subarray(0, end);
    this.threshold = density.reduce((peak, value) => Math.max(peak, value), 0) / THRESHOLD_SHARE;
    this.unshaped = density.reduce((sum, value) => sum + Math.max(value - this.threshold, 0), 0);
    // A shaper never amplifies, so a bin below the threshold stays below it: only the span above it is visited.
    const first = density.findIndex((value) => value > this.threshold);
    const last = density.findLastIndex((value) => value > this.threshold);
    this.firstBin = Math.max(first, 0);
    this.density = density.subarray(this.firstBin, last + 1);
    this.frequencies = spectrum.frequencies.subarray(this.firstBin, last + 1);
    this.binHertz = spectrum.binHertz;
    this.real = new Float64Array(this.density.length);
    this.imaginary = new Float64Array(this.density.length);
  }

  /** Fraction of the vibration above the threshold that a shaper leaves. */
  remaining(impulses: Impulses, dampingRatio: number): number {
    if (this.binHertz === 0) return this.remainingIrregular(impulses, dampingRatio);
    const { real, imaginary, density, threshold } = this;
    this.addImpulses(impulses, dampingRatio);
    let sum = 0;
    let total = 0;
    for (const amplitude of impulses.amplitudes) total += amplitude;
    for (let k = 0; k < density.length; k++) {
      const ratio = Math.sqrt(real[k]! * real[k]! + imaginary[k]! * imaginary[k]!) / total;
      const excess = ratio * density[k]! - threshold;
      if (excess > 0) sum += excess;
    }
    return sum / this.unshaped;
  }

  /** On evenly spaced bins each impulse is a geometric series: one complex multiplication per bin, no sine. */
  private addImpulses({ amplitudes, times }: Impulses, dampingRatio: number): void {
    const { real, imaginary, firstBin } = this;
    const step = 2 * Math.PI * this.binHertz;
    const dampedStep = step * Math.sqrt(1 - dampingRatio * dampingRatio);
    const last = times[times.length - 1]!;
    real.fill(0);
    imaginary.fill(0);
    for (let i = 0; i < amplitudes.length; i++) {
      const decay = dampingRatio * step * (last - times[i]!);
      const angle = dampedStep * times[i]!;
      const start = amplitudes[i]! * Math.exp(-decay * firstBin);
      let re = start * Math.cos(angle * firstBin);
      let im = start * Math.sin(angle * firstBin);
      const factorRe = Math.exp(-decay) * Math.cos(angle);
      const factorIm = Math.exp(-decay) * Math.sin(angle);
      for (let k = 0; k < real.length; k++) {
        real[k] = real[k]! + re;
        imaginary[k] = imaginary[k]! + im;
        const next = re * factorRe - im * factorIm;
        im = re * factorIm + im * factorRe;
        re = next;
      }
    }
  }

  private remainingIrregular(impulses: Impulses, dampingRatio: number): number {
    let sum = 0;
    this.density.forEach((value, k) => {
      if (value <= this.threshold) return;
      const ratio = residualRatio(impulses, this.frequencies[k]!, dampingRatio);
      sum += Math.max(ratio * value - this.threshold, 0);
    });
    return sum / this.unshaped;
  }
}
