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

/** What a shaper leaves at each frequency, 0 to 1; empty for a shaper that is not known here. */
export function residualOf(shaper: Pick<ShaperView, 'type' | 'hertz'>, stepHertz: number): number[] {
  try {
    const count = Math.floor(WIDEST_HERTZ / stepHertz) + 1;
    const hertz = Array.from({ length: count }, (_, index) => index * stepHertz);
    return [...residualCurve({ name: shaper.type, frequencyHertz: shaper.hertz }, hertz)];
  } catch (error) {
    // A result of a later version may name a shaper that this page cannot draw; the table still tells it.
    if (error instanceof Error && error.name === 'ResonanceError') return [];
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

/** One line of a graph over frequency; values of 0 to 1, `stepHertz` apart. */
export interface Curve {
  label: string;
  values: number[];
  /** A filled spectrum, the line that counts, or one of the others. */
  kind: 'spectrum' | 'other-spectrum' | 'best' | 'other';
}

/** The graph of an axis: its vibration, and what every shaper lets through. */
export function curvesOfAxis({ spectrum, shapers, best, stepHertz }: AxisView, chosen = best): Curve[] {
  const count = Math.floor(WIDEST_HERTZ / stepHertz) + 1;
  return [
    { label: m.resonance_vibration(), values: spectrum.slice(0, count), kind: 'spectrum' },
    ...shapers.map((shaper): Curve => ({
      label: shaper.type,
      values: residualOf(shaper, stepHertz),
      kind: shaper.type === chosen ? 'best' : 'other',
    })),
  ];
}

export interface BeltsView {
  stepHertz: number;
  belts: { name: string; peakHertz: number; spectrum: number[] }[];
  similarityPercent: number;
  even: boolean;
  advice: string;
}

/** Finds compared belts in a calibration's result or a kept record; null where there are none. */
export function beltsIn(result: unknown): BeltsView | null {
  const inner = fields(fields(result).result);
  const found = [fields(result), fields(fields(result).belts), inner, fields(inner.result)].find((one) =>
    Array.isArray(one.belts),
  );
  const belts = list(found?.belts).flatMap((entry) => {
    const belt = fields(entry);
    const peakHertz = figure(belt.peak_hz);
    if (peakHertz === null) return [];
    return [{ name: text(belt.belt).toUpperCase(), peakHertz, ...gridIn(belt.spectrum) }];
  });
  if (!found || belts.length !== 2) return null;
  return {
    stepHertz: belts[0]!.stepHertz,
    belts,
    similarityPercent: figure(found.similarity_pct) ?? 0,
    even: found.even === true,
    advice: text(found.advice),
  };
}

function gridIn(grid: unknown): { stepHertz: number; spectrum: number[] } {
  const values = list(fields(grid).thousandths).map((value) => (figure(value) ?? 0) / 1000);
  return { stepHertz: figure(fields(grid).step_hz) || 1, spectrum: values };
}

export const curvesOfBelts = ({ belts }: BeltsView): Curve[] =>
  belts.map(({ name, spectrum }, index) => ({
    label: m.belt_name({ name }),
    values: spectrum,
    kind: index === 0 ? 'spectrum' : 'other-spectrum',
  }));

/** The spectrum that grows while an axis or a belt is shaken; null before the first. */
export function growingIn(detail: unknown) {
  const { axis, hertz, spectrum } = fields(detail);
  const grid = gridIn(spectrum);
  if (grid.spectrum.length < 2) return null;
  const direction = text(axis);
  const name =
    direction === 'a' || direction === 'b'
      ? m.belt_name({ name: direction.toUpperCase() })
      : direction.toUpperCase();
  return { name, hertz: figure(hertz) ?? 0, ...grid };
}
