import type { ResonanceAnalysis, ShaperResult, Spectrum } from './types.ts';

import { peakHertz } from './peak.ts';

/** What one shaper achieves, as it is told, kept and drawn. */
export interface ShaperFacts {
  type: string;
  hertz: number;
  /** Percent of the vibration that remains, worst case. */
  vibrations_pct: number;
  smoothing_mm: number;
  /** Highest acceleration without too much smoothing, rounded down to 100. */
  max_accel_mm_s2: number;
}

/** One axis: where it resonates, every shaper, the recommendation in words, and the spectrum for drawing. */
export interface AxisFacts {
  axis: 'x' | 'y' | null;
  peak_hz: number;
  recommended: ShaperFacts;
  shapers: ShaperFacts[];
  advice: string;
  warnings: string[];
  spectrum: SpectrumGrid;
}

/** Normalised spectrum on an even grid from 0 Hz: thousandths of its peak, or of the peak it is drawn beside. */
export interface SpectrumGrid {
  step_hz: number;
  thousandths: number[];
}

export const GRID_HERTZ = 1.5;
const GRID_POINTS = 134;

/** The analysis of one recording in the form in which it is told, kept and compared. */
export function factsOf(axis: 'x' | 'y' | null, analysis: ResonanceAnalysis): AxisFacts {
  const spectrum = analysis.spectra[0]!;
  return {
    axis,
    peak_hz: round(peakHertz(spectrum), 1),
    recommended: shaperFacts(analysis.recommended),
    shapers: analysis.shapers.map(shaperFacts),
    advice: adviceOf(axis, analysis),
    warnings: analysis.warnings,
    spectrum: gridOf(spectrum),
  };
}

function shaperFacts(shaper: ShaperResult): ShaperFacts {
  return {
    type: shaper.name,
    hertz: round(shaper.frequencyHertz, 1),
    vibrations_pct: round(shaper.vibrations * 100, 1),
    smoothing_mm: round(shaper.smoothingMillimetres, 3),
    max_accel_mm_s2: Math.floor(shaper.maxAccel / 100) * 100,
  };
}

/** For drawing and keeping. */
export function gridOf(spectrum: Spectrum, peakOf: readonly Spectrum[] = [spectrum]): SpectrumGrid {
  const peak = Math.max(...peakOf.flatMap(densities)) || 1;
  return {
    step_hz: GRID_HERTZ,
    thousandths: densities(spectrum).map((value) => Math.round((value / peak) * 1000)),
  };
}

/** Density at each point of the grid. */
export function densities({ frequencies, all }: Spectrum): number[] {
  const values: number[] = [];
  let right = 0;
  for (let point = 0; point < GRID_POINTS; point++) {
    const hertz = point * GRID_HERTZ;
    while (right < frequencies.length - 1 && frequencies[right]! < hertz) right++;
    const left = Math.max(0, right - 1);
    const [low, high] = [frequencies[left]!, frequencies[right]!];
    const share = high > low ? Math.min(1, Math.max(0, (hertz - low) / (high - low))) : 0;
    values.push(all[left]! + (all[right]! - all[left]!) * share);
  }
  return values;
}

/** The recommendation in plain words, with what it costs and the nearest other choice. */
export function adviceOf(axis: 'x' | 'y' | null, { recommended, shapers }: ResonanceAnalysis): string {
  const name = axis === null ? 'This axis' : axis.toUpperCase();
  const best = shaperFacts(recommended);
  const parts = [
    `${name}: take ${best.type} at ${best.hertz.toFixed(1)} Hz. It leaves ${best.vibrations_pct} % of the vibration and rounds corners by ${best.smoothing_mm} mm; max_accel at most ${accel(best)}.`,
    ...tradeOff(recommended, shapers),
  ];
  if (best.max_accel_mm_s2 < 1500) {
    parts.push('That is slow: stiffen the machine first (belts, screws, frame), then measure again.');
  } else if (best.vibrations_pct > 10) {
    parts.push('Much vibration remains: look for something loose, then measure again.');
  }
  return parts.join(' ');
}

function tradeOff(best: ShaperResult, shapers: ShaperResult[]): string[] {
  // One that is better in both is no trade-off: it would have been chosen, but for a hair.
  const rounder = shapers.filter((one) => one.smoothingMillimetres > best.smoothingMillimetres);
  const finer = shapers.filter((one) => one.smoothingMillimetres < best.smoothingMillimetres);
  const calmer = rounder
    .filter(({ vibrations }) => vibrations < best.vibrations - 0.001)
    .sort((a, b) => a.smoothingMillimetres - b.smoothingMillimetres)[0];
  const sharper = finer
    .filter(({ vibrations }) => vibrations > best.vibrations)
    .sort((a, b) => a.vibrations - b.vibrations)[0];
  const parts: string[] = [];
  if (calmer) {
    const facts = shaperFacts(calmer);
    parts.push(
      `Less would be left by ${facts.type} (${facts.vibrations_pct} %), but it rounds more (${facts.smoothing_mm} mm, at most ${accel(facts)}).`,
    );
  }
  if (sharper) {
    const facts = shaperFacts(sharper);
    parts.push(
      `Finer detail would be kept by ${facts.type} (${facts.smoothing_mm} mm, up to ${accel(facts)}), but ${facts.vibrations_pct} % of the vibration.`,
    );
  }
  return parts;
}

const accel = ({ max_accel_mm_s2 }: ShaperFacts) => `${max_accel_mm_s2} mm/s²`;

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
