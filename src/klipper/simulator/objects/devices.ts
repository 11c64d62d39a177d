import type { Heater, Machine } from '../machine/machine.ts';
import type { PrinterObject } from './types.ts';

function heaterStatus(heater: Heater): PrinterObject {
  return { temperature: heater.readCelsius, target: heater.targetCelsius, power: heater.power };
}

function extruderStatus(machine: Machine, name: string, heater: Heater): PrinterObject {
  const pressure = machine.pressureAdvance.get(name);
  return {
    ...heaterStatus(heater),
    can_extrude: heater.readCelsius >= heater.minimumExtrudeCelsius,
    pressure_advance: pressure?.advance ?? 0,
    smooth_time: pressure?.smoothTime ?? 0.04,
    motion_queue: null,
  };
}

const round2 = (value: number): number => Math.round(value * 100) / 100;

function bySection(machine: Machine, name: string): PrinterObject | null {
  const fan = machine.fans.get(name);
  const sensor = machine.sensors.get(name);
  if (sensor) {
    const reading = { temperature: round2(sensor.celsius) };
    if (fan) return { ...reading, speed: fan.speed, rpm: null, target: 0 };
    return {
      ...reading,
      measured_min_temp: round2(sensor.minimumMeasured),
      measured_max_temp: round2(sensor.maximumMeasured),
    };
  }
  if (fan) return { speed: fan.speed, rpm: null };
  const pin = machine.pins.get(name);
  if (pin !== undefined) return { value: pin };
  const lights = machine.leds.get(name);
  if (lights) return { color_data: lights.map((light) => [...light]) };
  const filament = machine.filamentSensors.get(name);
  if (filament) return { filament_detected: filament.detected, enabled: filament.enabled };
  return null;
}

export function deviceStatus(machine: Machine, name: string): PrinterObject | null {
  const heater =
    machine.heaters.get(name) ??
    (name.startsWith('heater_generic ') ? machine.heaters.get(name.slice(15)) : undefined);
  if (heater)
    return /^extruder\d*$/.test(name) ? extruderStatus(machine, name, heater) : heaterStatus(heater);
  const found = bySection(machine, name);
  if (found) return found;
  if (name === 'heaters') return heatersStatus(machine);
  if (name.startsWith('temperature_host ')) {
    const sensor = machine.sensors.get(`temperature_sensor ${name.slice(17)}`);
    return sensor ? { temperature: round2(sensor.celsius) } : null;
  }
  if (name.startsWith('servo ')) return { value: machine.servos.get(name.slice(6)) ?? 0 };
  const section = machine.config.sections.get(name);
  if (!section) return null;
  switch (name.split(' ')[0]) {
    case 'probe':
    case 'bltouch':
      return {
        name,
        last_query: machine.probe.lastQuery,
        last_probe_position: [...machine.probe.lastPosition],
        last_z_result: machine.probe.lastZ,
      };
    case 'firmware_retraction': {
      const { retractLength, retractSpeed, unretractExtra, unretractSpeed } = machine.retraction;
      return {
        retract_length: retractLength,
        retract_speed: retractSpeed,
        unretract_extra_length: unretractExtra,
        unretract_speed: unretractSpeed,
      };
    }
    case 'z_tilt':
      return { applied: machine.leveling.zTilt };
    case 'quad_gantry_level':
      return { applied: machine.leveling.quadGantry };
    case 'input_shaper':
    case 'safe_z_home':
      return {};
    default:
      return null;
  }
}

/** Heaters' full names: `heater_generic x` keeps its first word here. */
function fullName(machine: Machine, name: string): string {
  return machine.config.sections.has(`heater_generic ${name}`) ? `heater_generic ${name}` : name;
}

function heatersStatus(machine: Machine): PrinterObject {
  const names = [...machine.heaters.keys()].map((name) => fullName(machine, name));
  const extruders = names.filter((name) => name.startsWith('extruder'));
  const others = names.filter((name) => !name.startsWith('extruder'));
  return {
    available_heaters: [...others, ...extruders],
    available_sensors: [...others, ...machine.sensors.keys(), ...extruders],
    available_monitors: [],
  };
}
