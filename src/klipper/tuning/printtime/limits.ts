import type { DeltaReach } from './delta.ts';
import { LimitsError } from './errors.ts';

/** Motion limits as in printer.cfg: mm/s and mm/s². */
export interface PlannerLimits {
  maxVelocity: number;
  maxAccel: number;
  squareCornerVelocity: number;
  /** Fraction of a move that is to be cruised, 0 to below 1. */
  minimumCruiseRatio: number;
  /** Where left out, Klipper derives it from maxVelocity, nozzle and filament. */
  maxExtrudeOnlyVelocity?: number;
  /** Where left out, Klipper derives it from maxAccel, nozzle and filament. */
  maxExtrudeOnlyAccel?: number;
  instantaneousCornerVelocity: number;
}

export interface FirmwareRetraction {
  retractLength: number;
  retractSpeed: number;
  unretractExtraLength: number;
  unretractSpeed: number;
}

/** What the planner must know about a printer: mm, mm/s, mm/s². */
export interface PrinterModel {
  /** Z has limits of its own on `cartesian`, `corexy` and `delta`; other kinds have rules that are not modelled. */
  kinematics: string;
  /** Where a delta slows down; left out for other kinds, and where its geometry is not known. */
  delta?: DeltaReach | null;
  /** Limits of the configuration, which a delta's slow reach goes by; where left out, those of now. */
  configuredVelocity?: number;
  configuredAccel?: number;
  /** Where left out, maxVelocity. */
  maxZVelocity?: number;
  /** Where left out, maxAccel. */
  maxZAccel?: number;
  nozzleDiameter: number;
  filamentDiameter: number;
  /** mm²; where left out, 4 × nozzle². */
  maxExtrudeCrossSection?: number;
  maxExtrudeOnlyDistance: number;
  /** Length of the pieces an arc is cut into; null for a printer without [gcode_arcs], which ignores arcs. */
  arcResolution: number | null;
  /** null for a printer without [firmware_retraction], which ignores G10 and G11. */
  firmwareRetraction: FirmwareRetraction | null;
}

export const DEFAULT_LIMITS: PlannerLimits = {
  maxVelocity: 300,
  maxAccel: 3000,
  squareCornerVelocity: 5,
  minimumCruiseRatio: 0.5,
  instantaneousCornerVelocity: 1,
};

/** The printer of the reference results: an Ender-3-like machine with arcs and firmware retraction switched on. */
export const DEFAULT_PRINTER: PrinterModel = {
  kinematics: 'cartesian',
  maxZVelocity: 5,
  maxZAccel: 100,
  nozzleDiameter: 0.4,
  filamentDiameter: 1.75,
  maxExtrudeCrossSection: 0.64,
  maxExtrudeOnlyDistance: 100,
  arcResolution: 1,
  firmwareRetraction: { retractLength: 5, retractSpeed: 45, unretractExtraLength: 0, unretractSpeed: 45 },
};

export type ResolvedLimits = Required<PlannerLimits>;

/** Fills in what Klipper derives. Throws LimitsError naming a figure that makes no sense. */
export function resolveLimits(limits: PlannerLimits, printer: PrinterModel): ResolvedLimits {
  const filamentArea = Math.PI * (printer.filamentDiameter / 2) ** 2;
  const share = (4 * printer.nozzleDiameter ** 2) / filamentArea;
  const resolved = {
    ...limits,
    maxExtrudeOnlyVelocity: limits.maxExtrudeOnlyVelocity ?? limits.maxVelocity * share,
    maxExtrudeOnlyAccel: limits.maxExtrudeOnlyAccel ?? limits.maxAccel * share,
  };
  const { squareCornerVelocity, minimumCruiseRatio, instantaneousCornerVelocity, ...aboveZero } = resolved;
  const { nozzleDiameter, filamentDiameter, maxExtrudeOnlyDistance } = printer;
  const { maxZVelocity = 1, maxZAccel = 1, maxExtrudeCrossSection = 1 } = printer;
  const arcResolution = printer.arcResolution ?? 1;
  requirePositive({ ...aboveZero, maxZVelocity, maxZAccel, nozzleDiameter, filamentDiameter, arcResolution });
  requirePositive({ maxExtrudeCrossSection, maxExtrudeOnlyDistance });
  if (!(squareCornerVelocity >= 0) || !(instantaneousCornerVelocity >= 0)) {
    throw new LimitsError('Corner velocities must not be negative.');
  }
  if (!(minimumCruiseRatio >= 0 && minimumCruiseRatio < 1)) {
    throw new LimitsError(
      `The minimum cruise ratio must be at least 0 and below 1, not ${minimumCruiseRatio}.`,
    );
  }
  return resolved;
}

function requirePositive(figures: Record<string, number>): void {
  for (const [name, value] of Object.entries(figures)) {
    if (value > 0 && Number.isFinite(value)) continue;
    const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    throw new LimitsError(`The ${words} must be above 0, not ${value}.`);
  }
}
