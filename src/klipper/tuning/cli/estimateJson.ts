import type { PlannerLimits, PrinterModel, PrintTimeEstimate, ResolvedLimits } from '../printtime/index.ts';

/** Our names of the motion limits and Klipper's, which the options and files use. */
export const LIMIT_NAMES = {
  maxVelocity: 'max_velocity',
  maxAccel: 'max_accel',
  squareCornerVelocity: 'square_corner_velocity',
  minimumCruiseRatio: 'minimum_cruise_ratio',
  maxExtrudeOnlyVelocity: 'max_extrude_only_velocity',
  maxExtrudeOnlyAccel: 'max_extrude_only_accel',
  instantaneousCornerVelocity: 'instantaneous_corner_velocity',
} as const satisfies Record<keyof ResolvedLimits, string>;

/** The object other programs read: fields as in `ground-truth/print-time/expected.json`. */
export function estimateJson(estimate: PrintTimeEstimate) {
  return {
    limits: limitsJson(estimate.limits),
    printer: printerJson(estimate.printer),
    total_s: rounded(estimate.totalSeconds),
    motion_s: rounded(estimate.motionSeconds),
    dwell_s: rounded(estimate.dwellSeconds),
    extruding_s: rounded(estimate.extrudingSeconds),
    travel_s: rounded(estimate.travelSeconds),
    extrude_only_s: rounded(estimate.extrudeOnlySeconds),
    z_only_s: rounded(estimate.zOnlySeconds),
    accel_s: rounded(estimate.accelSeconds),
    cruise_s: rounded(estimate.cruiseSeconds),
    decel_s: rounded(estimate.decelSeconds),
    moves: estimate.moves,
    distance_mm: rounded(estimate.distanceMillimetres),
    bytes: estimate.bytes,
    lines: estimate.lines,
    not_included: estimate.notIncluded,
    warnings: estimate.warnings,
  };
}

function limitsJson(limits: PlannerLimits): Record<string, number> {
  return Object.fromEntries(
    Object.entries(LIMIT_NAMES).map(([ours, theirs]) => [
      theirs,
      rounded(limits[ours as keyof PlannerLimits]!),
    ]),
  );
}

function printerJson(printer: PrinterModel) {
  const retraction = printer.firmwareRetraction;
  return {
    kinematics: printer.kinematics,
    max_z_velocity: printer.maxZVelocity,
    max_z_accel: printer.maxZAccel,
    nozzle_diameter: printer.nozzleDiameter,
    filament_diameter: printer.filamentDiameter,
    max_extrude_cross_section: printer.maxExtrudeCrossSection,
    max_extrude_only_distance: printer.maxExtrudeOnlyDistance,
    arc_resolution: printer.arcResolution,
    firmware_retraction: retraction && {
      retract_length: retraction.retractLength,
      retract_speed: retraction.retractSpeed,
      unretract_extra_length: retraction.unretractExtraLength,
      unretract_speed: retraction.unretractSpeed,
    },
  };
}

/** Microseconds and micrometres, as the reference results are written. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
