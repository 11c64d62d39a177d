import { residualCurve } from '../../../src/klipper/tuning/resonance/curves.ts';
import { m } from '#lib/paraglide/messages.js';
import { number } from './format.ts';
import { fields, figure, list, text } from './shape.ts';

/** Measured axes as the card shows them; what is not of the known form is left out. */
export interface AxisView {
  key: string;
  name: string;
  peakHertz: number;
  advice: string;
  warnings: string[];
  best: string;
  shapers: ShaperView[];
  stepHertz: number;
  /** The spectrum, 0 to 1 of its peak. */
  spectrum: number[];
}

export interface ShaperView {
  type: string;
  hertz: number;
  vibrationsPercent: number;
  smoothingMillimetres: number;
  maxAccel: number;
}

export const WIDEST_HERTZ = 150;

/** Finds the axes in a calibration's result, an analysed recording or a kept measurement. */
export function axesIn(result: unknown): AxisView[] {
  const inner = fields(fields(result).result);
  const axes = [fields(result).axes, inner.axes, fields(inner.result).axes].find(Array.isArray);
  return list(axes).flatMap((entry, index) => axisView(entry, index) ?? []);
}

function axisView(entry: unknown, index: number): AxisView | null {
  const axis = fields(entry);
  const [peakHertz, stepHertz] = [figure(axis.peak_hz), figure(fields(axis.spectrum).step_hz)];
  const spectrum = list(fields(axis.spectrum).thousandths).map((value) => (figure(value) ?? 0) / 1000);
  const best = fields(axis.recommended);
  if (peakHertz === null || stepHertz === null || !(stepHertz > 0) || spectrum.length < 2) return null;
  return {
    key: text(axis.axis) || String(index),
    name: text(axis.axis).toUpperCase() || m.resonance_recording(),
    peakHertz,
    advice: text(axis.advice),
    warnings: list(axis.warnings).map(text).filter(Boolean),
    best: text(best.type),
    shapers: list(axis.shapers).flatMap(shaperView),
    stepHertz,
    spectrum,
  };
}

function shaperView(entry: unknown): ShaperView[] {
  const shaper = fields(entry);
  const values = ['hertz', 'vibrations_pct', 'smoothing_mm', 'max_accel_mm_s2'].map((key) =>
    figure(shaper[key]),
  );
  const [hertz, vibrationsPercent, smoothingMillimetres, maxAccel] = values;
  if (values.includes(null) || !text(shaper.type)) return [];
  return [
    {
      type: text(shaper.type),
      hertz: hertz!,
      vibrationsPercent: vibrationsPercent!,
      smoothingMillimetres: smoothingMillimetres!,
      maxAccel: maxAccel!,
    },
  ];
}

/** A path through values of 0 to 1 that lie `stepHertz` apart, in a frame of pixels. */
export function curvePath(
  values: ArrayLike<number>,
  stepHertz: number,
  width: number,
  height: number,
): string {
  let path = '';
  for (let index = 0; index < values.length && index * stepHertz <= WIDEST_HERTZ; index++) {
    const x = ((index * stepHertz) / WIDEST_HERTZ) * width;
    const y = height - Math.min(1, Math.max(0, values[index]!)) * height;
    path += `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  }
  return path;
}

/** What a shaper leaves at each frequency, as a path; empty for a shaper that is not known here. */
export function residualPath(shaper: ShaperView, width: number, height: number): string {
  try {
    const hertz = Array.from({ length: WIDEST_HERTZ + 1 }, (_, index) => index);
    const curve = residualCurve({ name: shaper.type, frequencyHertz: shaper.hertz }, hertz);
    return curvePath(curve, 1, width, height);
  } catch (error) {
    // A result of a later version may name a shaper that this page cannot draw; the table still tells it.
    if (error instanceof Error && error.name === 'ResonanceError') return '';
    throw error;
  }
}

/** What the graph shows, as a sentence. */
export function sentenceOfAxis({ name, peakHertz, best, shapers }: AxisView): string {
  const shaper = shapers.find(({ type }) => type === best);
  return m.resonance_words({
    name,
    peak: number(peakHertz, 1),
    shaper: best,
    hertz: number(shaper?.hertz ?? 0, 1),
    left: number(shaper?.vibrationsPercent ?? 0, 1),
  });
}
