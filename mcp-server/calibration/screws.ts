import type { KlippyObjects } from '../facts/fresh.ts';
import { visible } from '../text.ts';

/** One screw as Klipper's answer has it, with the name and the place that the configuration gives it. */
export interface MeasuredScrew {
  name: string;
  /** Where the nozzle stands over it; null where the configuration does not tell. */
  x_mm: number | null;
  y_mm: number | null;
  /** `CW` or `CCW`, and turns:minutes of a clock. */
  sign: string;
  adjust: string;
  is_base: boolean;
  z: number | null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const figure = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** What SCREWS_TILT_CALCULATE has found, screw by screw; null before it has run. */
export function screwsOf(objects: KlippyObjects): Record<string, MeasuredScrew> | null {
  const results = objects['screws_tilt_adjust']?.results;
  if (!isRecord(results)) return null;
  const { settings } = objects['configfile'] ?? {};
  const section = isRecord(settings) ? settings['screws_tilt_adjust'] : undefined;
  const options = isRecord(section) ? section : {};
  return Object.fromEntries(
    Object.entries(results).map(([key, found]) => [key, screwOf(key, isRecord(found) ? found : {}, options)]),
  );
}

function screwOf(
  key: string,
  found: Record<string, unknown>,
  options: Record<string, unknown>,
): MeasuredScrew {
  const place = options[key];
  const [x, y]: unknown[] = Array.isArray(place)
    ? place
    : String(place ?? '')
        .split(',')
        .map(Number.parseFloat);
  const name = options[`${key}_name`];
  return {
    name: visible(typeof name === 'string' && name !== '' ? name : key, 40),
    x_mm: figure(x),
    y_mm: figure(y),
    sign: visible(String(found.sign), 4),
    adjust: visible(String(found.adjust), 8),
    is_base: found.is_base === true,
    z: figure(found.z),
  };
}

/** "front left: CW 00:15" for each screw, the base one first. */
export function screwsText(screws: Record<string, MeasuredScrew>): string {
  const told = Object.values(screws).map(({ name, sign, adjust, is_base }) =>
    is_base ? `${name}: base` : `${name}: ${sign} ${adjust}`,
  );
  return `Turn the screws (CW is clockwise, turns:minutes): ${told.join(', ')}.`;
}
