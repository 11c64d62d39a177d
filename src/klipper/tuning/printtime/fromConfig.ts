import { deltaReach } from './delta.ts';
import type { FirmwareRetraction, PlannerLimits, PrinterModel } from './limits.ts';
import { DEFAULT_LIMITS, DEFAULT_PRINTER } from './limits.ts';

type Section = Readonly<Record<string, unknown>>;

/**
 * Limits and printer model from what Klipper reports: `configfile.settings`, and the live `toolhead` object, whose
 * limits go before the configured ones. Whatever is missing or is no number takes Klipper's default.
 */
export function plannerSettings(
  settings: Readonly<Record<string, unknown>>,
  toolhead: Section = {},
): { limits: PlannerLimits; printer: PrinterModel } {
  const motion = section(settings, 'printer') ?? {};
  const extruder = section(settings, 'extruder') ?? {};
  const configured = {
    maxVelocity: positive(motion, 'max_velocity') ?? DEFAULT_LIMITS.maxVelocity,
    maxAccel: positive(motion, 'max_accel') ?? DEFAULT_LIMITS.maxAccel,
    squareCornerVelocity: number(motion, 'square_corner_velocity') ?? DEFAULT_LIMITS.squareCornerVelocity,
    minimumCruiseRatio: number(motion, 'minimum_cruise_ratio') ?? DEFAULT_LIMITS.minimumCruiseRatio,
  };
  const printer = printerModel(settings, motion, extruder, configured);
  const share = (16 * printer.nozzleDiameter ** 2) / (Math.PI * printer.filamentDiameter ** 2);
  return {
    printer,
    limits: {
      maxVelocity: positive(toolhead, 'max_velocity') ?? configured.maxVelocity,
      maxAccel: positive(toolhead, 'max_accel') ?? configured.maxAccel,
      squareCornerVelocity: number(toolhead, 'square_corner_velocity') ?? configured.squareCornerVelocity,
      minimumCruiseRatio: number(toolhead, 'minimum_cruise_ratio') ?? configured.minimumCruiseRatio,
      // Klipper derives these from the configuration once, whatever the limits are changed to later.
      maxExtrudeOnlyVelocity:
        positive(extruder, 'max_extrude_only_velocity') ?? configured.maxVelocity * share,
      maxExtrudeOnlyAccel: positive(extruder, 'max_extrude_only_accel') ?? configured.maxAccel * share,
      instantaneousCornerVelocity:
        number(extruder, 'instantaneous_corner_velocity') ?? DEFAULT_LIMITS.instantaneousCornerVelocity,
    },
  };
}

function printerModel(
  settings: Section,
  motion: Section,
  extruder: Section,
  configured: { maxVelocity: number; maxAccel: number },
): PrinterModel {
  const arcs = section(settings, 'gcode_arcs');
  const retraction = section(settings, 'firmware_retraction');
  const kinematics = motion['kinematics'];
  return {
    kinematics: typeof kinematics === 'string' ? kinematics : DEFAULT_PRINTER.kinematics,
    ...(kinematics === 'delta' && {
      delta: deltaReach(
        motion,
        ['stepper_a', 'stepper_b', 'stepper_c'].map((tower) => section(settings, tower)),
      ),
      configuredVelocity: configured.maxVelocity,
      configuredAccel: configured.maxAccel,
    }),
    maxZVelocity: positive(motion, 'max_z_velocity') ?? configured.maxVelocity,
    maxZAccel: positive(motion, 'max_z_accel') ?? configured.maxAccel,
    nozzleDiameter: positive(extruder, 'nozzle_diameter') ?? DEFAULT_PRINTER.nozzleDiameter,
    filamentDiameter: positive(extruder, 'filament_diameter') ?? DEFAULT_PRINTER.filamentDiameter,
    maxExtrudeCrossSection: positive(extruder, 'max_extrude_cross_section'),
    maxExtrudeOnlyDistance: positive(extruder, 'max_extrude_only_distance') ?? 50,
    arcResolution: arcs ? (positive(arcs, 'resolution') ?? 1) : null,
    firmwareRetraction: retraction ? retractionOf(retraction) : null,
  };
}

function retractionOf(retraction: Section): FirmwareRetraction {
  return {
    retractLength: number(retraction, 'retract_length') ?? 0,
    retractSpeed: positive(retraction, 'retract_speed') ?? 20,
    unretractExtraLength: number(retraction, 'unretract_extra_length') ?? 0,
    unretractSpeed: positive(retraction, 'unretract_speed') ?? 10,
  };
}

function section(settings: Section, name: string): Section | null {
  const value = Object.hasOwn(settings, name) ? settings[name] : null;
  return typeof value === 'object' && value !== null ? (value as Section) : null;
}

function number(values: Section, key: string): number | undefined {
  const value = values[key];
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function positive(values: Section, key: string): number | undefined {
  return number(values, key) || undefined;
}
