import type { MeshReport, PrinterLimits, ToolheadReport } from '../../snapshot.ts';
import { num, numbers, point, record, str } from '../read.ts';
import type { LiveState } from '../state.ts';
import { settingsOf } from './sensors.ts';

export function toolheadOf(state: LiveState): ToolheadReport {
  const toolhead = state.objects['toolhead'];
  const move = state.objects['gcode_move'];
  const activeExtruder = str(toolhead, 'extruder');
  return {
    homedAxes: str(toolhead, 'homed_axes') ?? '',
    positionMillimetres:
      point(state.objects['motion_report'], 'live_position') ?? point(toolhead, 'position'),
    axisMinimumMillimetres: point(toolhead, 'axis_minimum'),
    axisMaximumMillimetres: point(toolhead, 'axis_maximum'),
    maxVelocityMillimetresPerSecond: num(toolhead, 'max_velocity'),
    maxAccelMillimetresPerSecond2: num(toolhead, 'max_accel'),
    squareCornerVelocityMillimetresPerSecond: num(toolhead, 'square_corner_velocity'),
    activeExtruder,
    speedFactor: num(move, 'speed_factor'),
    flowFactor: num(move, 'extrude_factor'),
    zOffsetMillimetres: numbers(move, 'homing_origin')[2] ?? null,
    pressureAdvance: activeExtruder === null ? null : num(state.objects[activeExtruder], 'pressure_advance'),
  };
}

export function meshOf(state: LiveState): MeshReport {
  const mesh = state.objects['bed_mesh'];
  const rows: unknown = mesh?.['probed_matrix'];
  const values = Array.isArray(rows) ? rows.flat().filter((value) => typeof value === 'number') : [];
  const range = values.reduce(
    (limits, value) => ({ low: Math.min(limits.low, value), high: Math.max(limits.high, value) }),
    { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY },
  );
  return {
    profileName: str(mesh, 'profile_name') ?? '',
    profiles: Object.keys(record(mesh, 'profiles') ?? {}),
    rangeMillimetres: values.length > 0 ? range.high - range.low : null,
  };
}

export function limitsOf(state: LiveState): PrinterLimits {
  const extruder = settingsOf(state, 'extruder');
  const printer = settingsOf(state, 'printer');
  const sections = Object.keys(state.settings);
  return {
    nozzleDiameterMillimetres: num(extruder, 'nozzle_diameter'),
    filamentDiameterMillimetres: num(extruder, 'filament_diameter'),
    minExtrudeCelsius: num(extruder, 'min_extrude_temp'),
    maxExtrudeOnlyMillimetres: num(extruder, 'max_extrude_only_distance'),
    kinematics: str(printer, 'kinematics'),
    hasBedMesh: 'bed_mesh' in state.objects || sections.includes('bed_mesh'),
    hasProbe:
      'probe' in state.objects || sections.some((name) => /^(probe|bltouch|smart_effector)/.test(name)),
    hasAccelerometer: sections.some((name) => /^(adxl345|lis2dw|lis3dh|mpu9250|icm20948)/.test(name)),
  };
}
