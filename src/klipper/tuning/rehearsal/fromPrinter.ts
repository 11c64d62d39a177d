import { plannerSettings } from '../printtime/fromConfig.ts';
import type { HeaterLimits, RehearsalPrinter } from './types.ts';

type Section = Readonly<Record<string, unknown>>;
type Sections = Readonly<Record<string, Section | undefined>>;

const HEATER = /^(?:extruder\d*|heater_bed|heater_generic .+)$/;
const MACRO = /^gcode_macro (\S+)$/;
const DEFAULT_MIN_EXTRUDE_CELSIUS = 170;
const HELD_WITHIN_CELSIUS = 5;

/**
 * A printer for a rehearsal, from what Klipper reports: `configfile.settings`, its live objects (`toolhead`), and the
 * names of its commands (empty where they are not known yet).
 */
export function rehearsalPrinter(
  settings: Sections,
  objects: Sections = {},
  commands: Iterable<string> = [],
): RehearsalPrinter {
  const toolhead = objects['toolhead'] ?? {};
  const { limits, printer } = plannerSettings(settings, toolhead);
  const names = new Set([...commands].map((name) => name.toUpperCase()));
  const macros = Object.keys(settings).flatMap((section) => MACRO.exec(section)?.[1]?.toUpperCase() ?? []);
  return {
    limits,
    model: printer,
    axisMinimum: triple(toolhead['axis_minimum']) ?? configured(settings, 'position_min', 0),
    axisMaximum: triple(toolhead['axis_maximum']) ?? configured(settings, 'position_max', null),
    homePosition: homeOf(settings, toolhead),
    homedAxes: typeof toolhead['homed_axes'] === 'string' ? toolhead['homed_axes'] : '',
    minExtrudeCelsius: figure(settings['extruder'], 'min_extrude_temp') ?? DEFAULT_MIN_EXTRUDE_CELSIUS,
    heaters: Object.fromEntries(
      Object.entries(settings).flatMap(([name, section]) =>
        HEATER.test(name) ? [[name, heaterLimits(section)]] : [],
      ),
    ),
    heldCelsius: heldTargets(settings, objects),
    commands: names.size > 0 ? new Set([...names, ...macros]) : null,
    macros: new Set(macros),
  };
}

/** A delta homes to the top of its middle. */
function homeOf(settings: Sections, toolhead: Section): [number, number, number] {
  if (settings['printer']?.['kinematics'] === 'delta')
    return [0, 0, triple(toolhead['axis_maximum'])?.[2] ?? 0];
  return configured(settings, 'position_endstop', 0) ?? [0, 0, 0];
}

/** Heaters that stand at their target now: a warm printer takes a file that does not heat. */
function heldTargets(settings: Sections, objects: Sections): Record<string, number> {
  const held = Object.keys(settings).flatMap((name) => {
    const target = HEATER.test(name) ? (figure(objects[name], 'target') ?? 0) : 0;
    const celsius = figure(objects[name], 'temperature') ?? 0;
    return target > 0 && celsius >= target - HELD_WITHIN_CELSIUS ? [[name, target] as const] : [];
  });
  return Object.fromEntries(held);
}

function heaterLimits(section: Section | undefined): HeaterLimits {
  return {
    minCelsius: figure(section, 'min_temp') ?? 0,
    maxCelsius: figure(section, 'max_temp') ?? Infinity,
  };
}

/** A figure of the three rails; null where one is missing that has no default (deltas have other rails). */
function configured(
  settings: Sections,
  key: string,
  fallback: number | null,
): [number, number, number] | null {
  const values = ['stepper_x', 'stepper_y', 'stepper_z'].map(
    (rail) => figure(settings[rail], key) ?? fallback,
  );
  return values.includes(null) ? null : (values as [number, number, number]);
}

function figure(section: Section | undefined, key: string): number | undefined {
  const value = section?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Klipper sends positions as four numbers, E last. */
function triple(value: unknown): [number, number, number] | null {
  if (!Array.isArray(value) || value.length < 3) return null;
  const [x, y, z]: unknown[] = value;
  return typeof x === 'number' && typeof y === 'number' && typeof z === 'number' ? [x, y, z] : null;
}
