import { hashText, seededRandom } from './random.ts';
import { heatModelFor } from './heaters.ts';
import type { Fan, Heater, Machine, TemperatureSensor } from './machine.ts';
import type { ConfigSection } from './printer-config.ts';

/** Makes the parts of the printer from its configuration. What is warm stays warm. */
export function buildDevices(machine: Machine): void {
  const { sections } = machine.config;
  const heaters = new Map<string, Heater>();
  const sensors = new Map<string, TemperatureSensor>();
  machine.fans = new Map();
  machine.pins = new Map();
  machine.leds = new Map();
  machine.servos = new Map();
  machine.filamentSensors = new Map();
  machine.pressureAdvance = new Map();
  machine.macros = new Map();
  for (const [section, options] of sections) {
    const [kind = '', ...words] = section.split(/\s+/);
    const name = words.join(' ');
    if (/^extruder\d*$/.test(section) || section === 'heater_bed')
      heaters.set(section, heater(machine, section, options));
    else if (kind === 'heater_generic') heaters.set(name, heater(machine, name, options, section));
    else if (kind === 'temperature_sensor') sensors.set(section, sensor(machine, section, options));
    else if (kind === 'temperature_fan') sensors.set(section, sensor(machine, section, options));
    else if (kind === 'output_pin' || kind === 'pwm_tool')
      machine.pins.set(section, Number(options.value ?? 0) || 0);
    else if (kind === 'servo') machine.servos.set(name, 0);
    else if (['neopixel', 'led', 'dotstar', 'pca9533', 'pca9632'].includes(kind))
      machine.leds.set(section, lights(options));
    else if (kind === 'filament_switch_sensor' || kind === 'filament_motion_sensor')
      addFilamentSensor(machine, section, options);
    else if (kind === 'gcode_macro') addMacro(machine, name, options);
    const fan = fanOf(section, kind, options);
    if (fan) machine.fans.set(section, fan);
    if (/^extruder\d*$/.test(section)) {
      machine.pressureAdvance.set(section, {
        advance: Number(options.pressure_advance ?? 0) || 0,
        smoothTime: Number(options.pressure_advance_smooth_time ?? 0.04) || 0.04,
      });
    }
  }
  const extrudersLast = [...heaters].sort(
    ([one], [other]) => Number(/^extruder/.test(one)) - Number(/^extruder/.test(other)),
  );
  machine.heaters = new Map(extrudersLast);
  machine.sensors = sensors;
  buildProbeAndBed(machine);
}

function heater(machine: Machine, name: string, options: ConfigSection, section = name): Heater {
  const before = machine.heaters?.get(name);
  const start = before?.trueCelsius ?? 22.5 + machine.random();
  return {
    name,
    readCelsius: before?.readCelsius ?? Math.round(start * 100) / 100,
    trueCelsius: start,
    targetCelsius: 0,
    power: 0,
    minimumCelsius: Number(options.min_temp ?? 0),
    maximumCelsius: Number(options.max_temp ?? 260),
    minimumExtrudeCelsius: Number(options.min_extrude_temp ?? 170),
    integral: 0,
    model: heatModelFor(section),
    watch: null,
  };
}

function sensor(machine: Machine, section: string, options: ConfigSection): TemperatureSensor {
  const type = options.sensor_type ?? '';
  const kind = type === 'temperature_host' ? 'host' : type === 'temperature_mcu' ? 'mcu' : 'chamber';
  const before = machine.sensors?.get(section);
  const celsius = before?.celsius ?? (kind === 'host' ? 48.25 : kind === 'mcu' ? 36.4 : 23);
  return { name: section, kind, celsius, minimumMeasured: celsius, maximumMeasured: celsius };
}

function fanOf(section: string, kind: string, options: ConfigSection): Fan | null {
  const common = {
    name: section,
    speed: 0,
    heaters: (options.heater ?? 'extruder').split(',').map((one) => one.trim()),
    heaterCelsius: Number(options.heater_temp ?? 50),
    fanSpeed: Number(options.fan_speed ?? 1),
  };
  if (section === 'fan') return { ...common, kind: 'fan' };
  if (
    kind === 'heater_fan' ||
    kind === 'controller_fan' ||
    kind === 'fan_generic' ||
    kind === 'temperature_fan'
  )
    return { ...common, kind };
  return null;
}

function lights(options: ConfigSection): number[][] {
  const initial = ['initial_red', 'initial_green', 'initial_blue', 'initial_white'].map((name) =>
    Number(options[name] ?? 0),
  );
  return Array.from({ length: Number(options.chain_count ?? 1) || 1 }, () => [...initial]);
}

function addFilamentSensor(machine: Machine, section: string, options: ConfigSection): void {
  machine.filamentSensors.set(section, {
    detected: !machine.faults.has('filament-runout'),
    enabled: true,
    pauseOnRunout: (options.pause_on_runout ?? 'True').toLowerCase() !== 'false',
    runoutGcode: options.runout_gcode ?? '',
    insertGcode: options.insert_gcode ?? '',
  });
}

function addMacro(machine: Machine, name: string, options: ConfigSection): void {
  const variables: Record<string, unknown> = {};
  for (const [option, value] of Object.entries(options)) {
    if (option.startsWith('variable_')) variables[option.slice(9)] = literal(value);
  }
  machine.macros.set(name, {
    name,
    gcode: options.gcode ?? '',
    description: options.description ?? 'G-Code macro',
    variables,
  });
}

/** A Python literal as people write it in a configuration: numbers, quoted text, lists, True, None. */
export function literal(text: string): unknown {
  const value = text.trim();
  if (value === 'True') return true;
  if (value === 'False') return false;
  if (value === 'None') return null;
  if (value !== '' && Number.isFinite(Number(value))) return Number(value);
  if (/^'[^']*'$|^"[^"]*"$/.test(value)) return value.slice(1, -1);
  try {
    return JSON.parse(pythonToJson(value));
  } catch (error) {
    if (error instanceof SyntaxError) return value;
    throw error;
  }
}

function pythonToJson(value: string): string {
  return value
    .replace(/'/g, '"')
    .replace(/^\((.*)\)$/s, '[$1]')
    .replace(/\bTrue\b/g, 'true')
    .replace(/\bFalse\b/g, 'false')
    .replace(/\bNone\b/g, 'null');
}

function buildProbeAndBed(machine: Machine): void {
  const { sections } = machine.config;
  const probe =
    sections.get('bltouch') ??
    [...sections].find(([name]) => /^(probe|smart_effector|probe_eddy_current)/.test(name))?.[1];
  machine.probe = {
    lastQuery: false,
    lastZ: 0,
    lastPosition: [0, 0, 0, 0],
    zOffset: Number(probe?.z_offset ?? 0),
  };
  const random = seededRandom(machine.seed ^ hashText('bed'));
  const tilt = [(random() - 0.5) * 0.14, (random() - 0.5) * 0.2];
  const bow = 0.03 + random() * 0.05;
  machine.bedShape = (x, y) => {
    const { axisMinimum, axisMaximum } = machine.toolhead;
    const u = (x - axisMinimum[0]) / (axisMaximum[0] - axisMinimum[0]) - 0.5;
    const v = (y - axisMinimum[1]) / (axisMaximum[1] - axisMinimum[1]) - 0.5;
    return (tilt[0] ?? 0) * u + (tilt[1] ?? 0) * v + bow * (4 * u * u + 3 * v * v - 0.6);
  };
  machine.endstops = {};
  for (const name of sections.keys()) if (/^stepper_[a-z]$/.test(name)) machine.endstops[name] = 'open';
  const shaper = sections.get('input_shaper');
  machine.inputShaper = shaper ? { ...shaper } : {};
  const retraction = sections.get('firmware_retraction');
  machine.retraction = {
    retractLength: Number(retraction?.retract_length ?? 0),
    retractSpeed: Number(retraction?.retract_speed ?? 20),
    unretractExtra: Number(retraction?.unretract_extra_length ?? 0),
    unretractSpeed: Number(retraction?.unretract_speed ?? 10),
    retracted: false,
  };
  machine.bedMesh = {
    profileName: '',
    minimum: [0, 0],
    maximum: [0, 0],
    probed: [[]],
    mesh: [[]],
    profiles: savedMeshes(machine),
  };
}

function savedMeshes(machine: Machine): Machine['bedMesh']['profiles'] {
  const profiles: Machine['bedMesh']['profiles'] = {};
  for (const [section, options] of machine.config.sections) {
    if (!section.startsWith('bed_mesh ')) continue;
    const points = (options.points ?? '')
      .trim()
      .split('\n')
      .map((row) => row.split(',').map(Number));
    const { version: _version, points: _points, ...rest } = options;
    const parameters = Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [
        key,
        Number.isFinite(Number(value)) ? Number(value) : value,
      ]),
    );
    profiles[section.slice(9)] = { points, mesh_params: parameters };
  }
  return profiles;
}
