import type { KeptRecord } from '#lib/server/resonance/records.ts';
import { m } from '#lib/paraglide/messages.js';
import { clock, measure, shortDay } from './format.ts';
import { axesIn, type AxisView } from './resonance.ts';

export type { KeptRecord };
/** Axis → `mzv@53.2` or `none`. */
export type Shapers = Readonly<Record<string, string>>;

/** `mzv@53.2` as people read it. */
export function shaperText(shaper: string): string {
  const [type, hertz] = shaper.split('@');
  return hertz === undefined ? m.shaper_none() : `${type} ${measure(Number(hertz), 'Hz', 1)}`;
}

/** `X mzv 53.2 Hz, Y ei 40.0 Hz`. */
export function shapersText(shapers: Shapers): string {
  return Object.entries(shapers)
    .map(([axis, shaper]) => `${axis.toUpperCase()} ${shaperText(shaper)}`)
    .join(', ');
}

/** When it was: `22 Nov, 16:12`. */
export function whenOf({ measured_at }: KeptRecord): string {
  const atMs = Date.parse(measured_at);
  return `${shortDay(atMs)}, ${clock(atMs)}`;
}

/** As the calibration takes them: `shaper_x`, `shaper_y`. */
export const wishOf = (shapers: Shapers): Record<string, string> =>
  Object.fromEntries(Object.entries(shapers).map(([axis, shaper]) => [`shaper_${axis}`, shaper]));

export interface NewestAxes {
  axes: AxisView[];
  /** What held before each was measured. */
  previous: Shapers;
  atMs: number | null;
}

/** The newest measurement of each axis: axes may have been measured one by one. */
export function newestAxes(kept: readonly KeptRecord[]): NewestAxes {
  const axes = new Map<string, AxisView>();
  const previous: Record<string, string> = {};
  const measured = kept.filter((record) => record.kind === 'measured');
  for (const record of measured) {
    for (const axis of axesIn(record)) {
      if (axes.has(axis.key)) continue;
      axes.set(axis.key, axis);
      const before = record.previous?.[axis.key];
      if (before !== undefined) previous[axis.key] = before;
    }
  }
  return {
    axes: [...axes.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    previous,
    atMs: measured[0] ? Date.parse(measured[0].measured_at) : null,
  };
}
