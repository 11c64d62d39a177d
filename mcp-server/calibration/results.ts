import type { KlippyObjects } from '../facts/fresh.ts';
import { visible } from '../text.ts';
import { meshOf } from './mesh.ts';
import { TOWER, type CalibrateArgs } from './routines.ts';
import { screwsOf, screwsText, type MeasuredScrew } from './screws.ts';

const PID = /pid_kp=([\d.]+)\s+pid_ki=([\d.]+)\s+pid_kd=([\d.]+)/i;
const SHAPER = /recommended shaper(?:_type)?(?:_([xy]))?[^\n]*?(?:=|is)\s*([a-z0-9_]+)[^\n]*?([\d.]+)\s*hz/gi;
const ACCURACY =
  /maximum\s+(-?[\d.]+).*?minimum\s+(-?[\d.]+).*?range\s+([\d.]+).*?average\s+(-?[\d.]+).*?median\s+(-?[\d.]+).*?deviation\s+([\d.]+)/is;

/** The objects of Klipper that tell what a routine has found. */
export function objectsOf({ routine }: CalibrateArgs): string[] {
  const own = {
    bed_mesh: 'bed_mesh',
    screws_tilt: 'screws_tilt_adjust',
    z_offset: 'manual_probe',
    z_tilt: 'z_tilt',
    quad_gantry_level: 'quad_gantry_level',
  }[routine as string];
  return ['configfile', ...(own === undefined ? [] : [own])];
}

/** What a finished routine has found, from the printer's objects where they tell, else from its answer lines. */
export function resultOf(
  objects: KlippyObjects,
  args: CalibrateArgs,
  responses: string[],
): Record<string, unknown> {
  const text = responses.join('\n');
  switch (args.routine) {
    case 'bed_mesh':
      return { ...meshOf(objects) };
    case 'screws_tilt':
      return {
        screws: screwsOf(objects),
        max_deviation_mm: objects['screws_tilt_adjust']?.max_deviation ?? null,
      };
    case 'pid_extruder':
    case 'pid_bed':
      return pidOf(text);
    case 'probe_accuracy':
      return accuracyOf(text);
    case 'input_shaper':
      return {
        shapers: [...text.matchAll(SHAPER)].map(([, axis, type, hertz]) => ({
          axis: axis ?? null,
          type,
          hertz: Number(hertz),
        })),
      };
    case 'z_offset':
      return manualProbeOf(objects);
    case 'z_tilt':
    case 'quad_gantry_level':
      return { applied: objects[args.routine]?.applied === true, said: said(responses) };
    case 'pressure_advance':
      return { ...TOWER, said: said(responses) };
  }
}

function said(responses: readonly string[]): string[] {
  return responses.map((line) => visible(line, 200)).slice(-10);
}

function pidOf(text: string): Record<string, unknown> {
  const found = PID.exec(text);
  if (!found) return {};
  return { kp: Number(found[1]), ki: Number(found[2]), kd: Number(found[3]) };
}

function accuracyOf(text: string): Record<string, unknown> {
  const found = ACCURACY.exec(text);
  if (!found) return {};
  const [maximum, minimum, range, average, median, deviation] = found.slice(1).map(Number);
  return {
    maximum_mm: maximum,
    minimum_mm: minimum,
    range_mm: range,
    average_mm: average,
    median_mm: median,
    standard_deviation_mm: deviation,
  };
}

/** The running paper test: where the nozzle is between the tried heights. */
function manualProbeOf(objects: KlippyObjects): Record<string, unknown> {
  const probe = objects['manual_probe'];
  return {
    active: probe?.is_active === true,
    z_mm: probe?.z_position ?? null,
    lower_mm: probe?.z_position_lower ?? null,
    upper_mm: probe?.z_position_upper ?? null,
  };
}

/** In words: what was found, or where the session stands. */
export function resultText(args: CalibrateArgs, result: Record<string, unknown>): string {
  if (args.routine === 'z_offset') {
    if (result.active === true) return 'The paper test is open: adjust in small steps, then accept or abort.';
    return args.step === 'abort'
      ? 'The calibration was aborted.'
      : 'The Z offset is taken; save it to keep it.';
  }
  if (args.routine === 'screws_tilt') {
    const screws = result.screws as Record<string, MeasuredScrew> | null;
    return screws === null ? 'Finished.' : screwsText(screws);
  }
  if (args.routine === 'bed_mesh' && typeof result.range_mm === 'number')
    return `The bed is measured: ${Number(result.range_mm.toFixed(3))} mm from its lowest to its highest point.`;
  if (args.routine === 'probe_accuracy' && typeof result.range_mm === 'number') return probeText(result);
  const parts = Object.entries(result)
    .filter(([, value]) => typeof value === 'number' || typeof value === 'string')
    .map(([key, value]) => `${key} ${value}`);
  return parts.length > 0 ? `Finished: ${parts.join(', ')}.` : 'Finished.';
}

/** Above this a probe is not good enough for a mesh (Klipper's documentation, "Probe calibration"). */
const WIDEST_RANGE_MILLIMETRES = 0.025;

function probeText({ range_mm, average_mm, standard_deviation_mm }: Record<string, unknown>): string {
  const range = Number(range_mm);
  const verdict =
    range <= WIDEST_RANGE_MILLIMETRES
      ? `good, up to ${WIDEST_RANGE_MILLIMETRES} mm is`
      : `too much, it should be ${WIDEST_RANGE_MILLIMETRES} mm at most`;
  const round = (value: unknown): number => Number(Number(value).toFixed(4));
  return `The probe repeats within ${round(range)} mm: ${verdict}. Average ${round(average_mm)} mm, standard deviation ${round(standard_deviation_mm)} mm.`;
}
