import type { Machine, Position } from '../machine/machine.ts';
import { queryObject } from '../objects/index.ts';

type Fields = Record<string, unknown>;

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const numbers = (value: unknown): number[] | null =>
  Array.isArray(value) && value.every(isNumber) ? value : null;

/** Takes over the objects of a preset as the machine's state. What it has no part for is shown as given. */
export function applyObjects(machine: Machine, objects: Record<string, Fields>): void {
  for (const [name, fields] of Object.entries(objects)) {
    if (name === 'toolhead') applyToolhead(machine, fields);
    else if (name === 'gcode_move') applyGcodeMove(machine, fields);
    else if (
      !applyHeat(machine, name, fields) &&
      !applyDevice(machine, name, fields) &&
      !applyPrinting(machine, name, fields)
    ) {
      if (queryObject(machine, name) === null) machine.givenObjects.set(name, fields);
    }
  }
}

function applyHeat(machine: Machine, name: string, fields: Fields): boolean {
  const heater = machine.heaters.get(name) ?? machine.heaters.get(name.replace('heater_generic ', ''));
  if (heater) {
    if (isNumber(fields.temperature)) heater.trueCelsius = heater.readCelsius = fields.temperature;
    if (isNumber(fields.target)) heater.targetCelsius = fields.target;
    const pressure = machine.pressureAdvance.get(name);
    if (pressure && isNumber(fields.pressure_advance)) pressure.advance = fields.pressure_advance;
    if (pressure && isNumber(fields.smooth_time)) pressure.smoothTime = fields.smooth_time;
    return true;
  }
  const sensor = machine.sensors.get(name);
  if (!sensor) return false;
  if (isNumber(fields.temperature))
    sensor.celsius = sensor.minimumMeasured = sensor.maximumMeasured = fields.temperature;
  return true;
}

function applyDevice(machine: Machine, name: string, fields: Fields): boolean {
  const fan = machine.fans.get(name);
  const filament = machine.filamentSensors.get(name);
  if (fan) {
    if (isNumber(fields.speed)) fan.speed = fields.speed;
  } else if (machine.pins.has(name)) {
    if (isNumber(fields.value)) machine.pins.set(name, fields.value);
  } else if (machine.leds.has(name)) {
    if (Array.isArray(fields.color_data)) machine.leds.set(name, fields.color_data as number[][]);
  } else if (filament) {
    if (typeof fields.enabled === 'boolean') filament.enabled = fields.enabled;
    if (typeof fields.filament_detected === 'boolean') filament.detected = fields.filament_detected;
  } else if (name === 'z_tilt' || name === 'quad_gantry_level') {
    machine.leveling[name === 'z_tilt' ? 'zTilt' : 'quadGantry'] = fields.applied === true;
  } else return false;
  return true;
}

function applyPrinting(machine: Machine, name: string, fields: Fields): boolean {
  switch (name) {
    case 'bed_mesh':
      applyMesh(machine, fields);
      return true;
    case 'pause_resume':
      machine.pauseResume.paused = fields.is_paused === true;
      return true;
    case 'display_status':
      machine.display.message = typeof fields.message === 'string' ? fields.message : null;
      return true;
    case 'idle_timeout':
      if (fields.state === 'Idle' || fields.state === 'Ready' || fields.state === 'Printing')
        machine.idleTimeout.state = fields.state;
      return true;
    case 'exclude_object':
      if (Array.isArray(fields.objects)) machine.excludeObject.objects = fields.objects as Fields[];
      if (Array.isArray(fields.excluded_objects))
        machine.excludeObject.excluded = fields.excluded_objects.map(String);
      if (typeof fields.current_object === 'string') machine.excludeObject.current = fields.current_object;
      return true;
    default:
      return (
        name === 'print_stats' || name === 'virtual_sdcard' || name === 'webhooks' || name === 'configfile'
      );
  }
}

function applyMesh(machine: Machine, fields: Fields): void {
  const mesh = machine.bedMesh;
  const names = Array.isArray(fields.profiles)
    ? fields.profiles.map(String)
    : Object.keys((fields.profiles as object | undefined) ?? {});
  const { axisMinimum, axisMaximum } = machine.toolhead;
  const minimum: [number, number] = [axisMinimum[0] + 10, axisMinimum[1] + 10];
  const maximum: [number, number] = [axisMaximum[0] - 10, axisMaximum[1] - 10];
  const points = [0, 1, 2, 3, 4].map((row) =>
    [0, 1, 2, 3, 4].map((column) => {
      const x = minimum[0] + ((maximum[0] - minimum[0]) * column) / 4;
      const y = minimum[1] + ((maximum[1] - minimum[1]) * row) / 4;
      return Math.round(machine.bedShape(x, y) / 0.0025) * 0.0025;
    }),
  );
  const parameters = {
    min_x: minimum[0],
    max_x: maximum[0],
    min_y: minimum[1],
    max_y: maximum[1],
    x_count: 5,
    y_count: 5,
    mesh_x_pps: 2,
    mesh_y_pps: 2,
    algo: 'lagrange',
    tension: 0.2,
  };
  for (const name of names) mesh.profiles[name] = { points, mesh_params: parameters };
  if (typeof fields.profile_name === 'string') mesh.profileName = fields.profile_name;
  if (!mesh.profileName) return;
  Object.assign(mesh, { minimum, maximum, probed: points, mesh: points });
}

function applyToolhead(machine: Machine, fields: Fields): void {
  const { toolhead } = machine;
  const position = numbers(fields.position);
  if (position) {
    toolhead.position = [position[0] ?? 0, position[1] ?? 0, position[2] ?? 0, position[3] ?? 0];
    machine.gcodeMove.last = [...toolhead.position];
  }
  if (typeof fields.homed_axes === 'string') toolhead.homedAxes = fields.homed_axes;
  if (toolhead.homedAxes)
    for (const name of Object.keys(toolhead.enabledSteppers))
      if (name.startsWith('stepper_')) toolhead.enabledSteppers[name] = true;
  if (isNumber(fields.max_velocity)) toolhead.maxVelocity = fields.max_velocity;
  if (isNumber(fields.max_accel)) toolhead.maxAcceleration = fields.max_accel;
  if (isNumber(fields.square_corner_velocity)) toolhead.squareCornerVelocity = fields.square_corner_velocity;
  if (isNumber(fields.minimum_cruise_ratio)) toolhead.minimumCruiseRatio = fields.minimum_cruise_ratio;
  if (typeof fields.extruder === 'string') toolhead.activeExtruder = fields.extruder;
  const low = numbers(fields.axis_minimum);
  const high = numbers(fields.axis_maximum);
  if (low) toolhead.axisMinimum = [low[0] ?? 0, low[1] ?? 0, low[2] ?? 0];
  if (high) toolhead.axisMaximum = [high[0] ?? 0, high[1] ?? 0, high[2] ?? 0];
}

function applyGcodeMove(machine: Machine, fields: Fields): void {
  const move = machine.gcodeMove;
  if (isNumber(fields.speed_factor)) move.speedFactor = fields.speed_factor;
  if (isNumber(fields.extrude_factor)) move.extrudeFactor = fields.extrude_factor;
  if (isNumber(fields.speed)) move.speed = fields.speed / 60;
  const origin = numbers(fields.homing_origin);
  if (!origin) return;
  move.homing = [origin[0] ?? 0, origin[1] ?? 0, origin[2] ?? 0, 0];
  move.base = [...move.homing] as Position;
}
