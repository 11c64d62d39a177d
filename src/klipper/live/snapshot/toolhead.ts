import type { FilamentSensorReading, MeshReport, OutputReading, ToolheadReport } from '../../snapshot.ts';
import { bool, num, numbers, point, record, str } from '../read.ts';
import type { LiveState } from '../state.ts';
import { prettyName, settingsOf } from './sensors.ts';

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

const OUTPUTS: { match: RegExp; kind: OutputReading['kind']; canSet: boolean }[] = [
  { match: /^fan$/, kind: 'part-fan', canSet: true },
  { match: /^fan_generic /, kind: 'fan', canSet: true },
  { match: /^heater_fan /, kind: 'heater-fan', canSet: false },
  { match: /^controller_fan /, kind: 'controller-fan', canSet: false },
  { match: /^temperature_fan /, kind: 'fan', canSet: false },
  { match: /^(output_pin|pwm_tool|pwm_cycle_time) /, kind: 'pin', canSet: true },
  { match: /^(neopixel|dotstar|led|pca9533|pca9632) /, kind: 'led', canSet: true },
  { match: /^servo /, kind: 'servo', canSet: true },
];

export function outputsOf(state: LiveState): OutputReading[] {
  const readings: OutputReading[] = [];
  for (const [id, fields] of Object.entries(state.objects)) {
    const type = OUTPUTS.find((output) => output.match.test(id));
    if (!type || !fields) continue;
    readings.push({
      id,
      label: id === 'fan' ? 'Part fan' : prettyName(id),
      kind: type.kind,
      value: num(fields, 'speed') ?? num(fields, 'value') ?? brightnessOf(fields['color_data']),
      rpm: num(fields, 'rpm'),
      canSet: type.canSet,
    });
  }
  return readings;
}

/** The brightest channel of the first LED. */
function brightnessOf(colorData: unknown): number | null {
  const first: unknown = Array.isArray(colorData) ? colorData[0] : undefined;
  if (!Array.isArray(first)) return null;
  const channels = first.filter((value) => typeof value === 'number');
  return channels.length > 0 ? Math.max(...channels) : null;
}

export function filamentSensorsOf(state: LiveState): FilamentSensorReading[] {
  return Object.entries(state.objects)
    .filter(([id]) => /^filament_(switch|motion)_sensor /.test(id))
    .map(([id, fields]) => ({
      id,
      label: prettyName(id),
      enabled: bool(fields, 'enabled') ?? false,
      detected: bool(fields, 'filament_detected') ?? false,
    }));
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

export function limitsOf(state: LiveState) {
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
