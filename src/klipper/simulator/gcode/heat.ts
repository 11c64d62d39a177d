import {
  GcodeError,
  respond,
  type CommandSpec,
  type Heater,
  type Machine,
  type Work,
} from '../machine/machine.ts';
import { setTarget, turnOffHeaters } from '../machine/heaters.ts';
import { waitForMotion } from '../machine/toolhead.ts';
import {
  choiceParameter,
  numberParameter,
  optionalNumber,
  textParameter,
  type GcodeCommand,
} from './parse.ts';

function pythonFloat(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

function heatTo(heater: Heater, celsius: number): void {
  if (celsius !== 0 && (celsius < heater.minimumCelsius || celsius > heater.maximumCelsius)) {
    const range = `${pythonFloat(heater.minimumCelsius)}:${pythonFloat(heater.maximumCelsius)}`;
    throw new GcodeError(`Requested temperature (${pythonFloat(celsius)}) out of range (${range})`);
  }
  setTarget(heater, celsius);
}

/** The line of M105: bed, then each extruder. */
export function temperatureReport(machine: Machine): string {
  const parts: string[] = [];
  const bed = machine.heaters.get('heater_bed');
  if (bed) parts.push(`B:${bed.readCelsius.toFixed(1)} /${bed.targetCelsius.toFixed(1)}`);
  let tool = 0;
  for (const heater of machine.heaters.values()) {
    if (heater.name.startsWith('extruder'))
      parts.push(`T${tool++}:${heater.readCelsius.toFixed(1)} /${heater.targetCelsius.toFixed(1)}`);
  }
  return parts.length ? parts.join(' ') : 'T:0';
}

/** Waits until the heater is warm and steady; says the temperatures once a second, as Klipper does. */
function* waitWarm(machine: Machine, heater: Heater): Work {
  let nextReport = machine.now;
  const busy = (): boolean => {
    if (machine.now >= nextReport) {
      respond(machine, temperatureReport(machine));
      nextReport += 1;
    }
    return Math.abs(heater.readCelsius - heater.targetCelsius) > 1;
  };
  if (heater.targetCelsius > 0) yield { when: () => !busy() };
}

function extruderOf(machine: Machine, command: GcodeCommand): Heater {
  const tool = optionalNumber(command, 'T');
  const name =
    tool === undefined ? machine.toolhead.activeExtruder : tool === 0 ? 'extruder' : `extruder${tool}`;
  const heater = machine.heaters.get(name);
  if (!heater) throw new GcodeError('Extruder not configured');
  return heater;
}

function bedOf(machine: Machine): Heater {
  const bed = machine.heaters.get('heater_bed');
  if (!bed) throw new GcodeError('Heater bed not configured');
  return bed;
}

function* heatAndWait(machine: Machine, heater: Heater, command: GcodeCommand): Work {
  heatTo(heater, numberParameter(command, 'S', 0));
  yield* waitForMotion(machine);
  yield* waitWarm(machine, heater);
}

function* waitBetween(machine: Machine, command: GcodeCommand): Work {
  const sensors = [...machine.heaters.keys(), ...machine.sensors.keys()];
  const name = choiceParameter(command, 'SENSOR', sensors);
  const low = numberParameter(command, 'MINIMUM', -Infinity);
  const high = numberParameter(command, 'MAXIMUM', Infinity);
  if (low === -Infinity && high === Infinity)
    throw new GcodeError("Error on 'TEMPERATURE_WAIT': missing MINIMUM or MAXIMUM.");
  const celsius = (): number =>
    machine.heaters.get(name)?.readCelsius ?? machine.sensors.get(name)?.celsius ?? 0;
  yield { when: () => celsius() >= low && celsius() <= high };
}

function fanByName(machine: Machine, command: GcodeCommand): void {
  const generic = [...machine.fans.values()].filter((fan) => fan.kind === 'fan_generic');
  const name = choiceParameter(
    command,
    'FAN',
    generic.map((fan) => fan.name.slice('fan_generic '.length)),
  );
  const fan = machine.fans.get(`fan_generic ${name}`);
  if (fan) fan.speed = clamp(numberParameter(command, 'SPEED', 0));
}

function clamp(share: number): number {
  return Math.max(0, Math.min(1, share));
}

export const heatCommands: Record<string, CommandSpec> = {
  M104: { run: (machine, command) => heatTo(extruderOf(machine, command), numberParameter(command, 'S', 0)) },
  M109: { run: (machine, command) => heatAndWait(machine, extruderOf(machine, command), command) },
  M140: { run: (machine, command) => heatTo(bedOf(machine), numberParameter(command, 'S', 0)) },
  M190: { run: (machine, command) => heatAndWait(machine, bedOf(machine), command) },
  M105: { always: true, run: (machine) => respond(machine, temperatureReport(machine)) },
  TURN_OFF_HEATERS: { help: 'Turn off all heaters', run: turnOffHeaters },
  SET_HEATER_TEMPERATURE: {
    help: 'Sets a heater temperature',
    run: (machine, command) => {
      const heater = machine.heaters.get(choiceParameter(command, 'HEATER', [...machine.heaters.keys()]));
      if (heater) heatTo(heater, numberParameter(command, 'TARGET', 0));
    },
  },
  TEMPERATURE_WAIT: { help: 'Wait for a temperature on a sensor', run: waitBetween },
  M106: {
    run: (machine, command) => {
      const fan = machine.fans.get('fan');
      if (fan) fan.speed = clamp(numberParameter(command, 'S', 255, { minimum: 0 }) / 255);
    },
  },
  M107: {
    run: (machine) => {
      const fan = machine.fans.get('fan');
      if (fan) fan.speed = 0;
    },
  },
  SET_FAN_SPEED: { help: 'Sets the speed of a fan', run: fanByName },
  SET_TEMPERATURE_FAN_TARGET: {
    help: 'Sets a temperature fan target',
    run: (machine, command) => {
      const names = [...machine.fans.values()]
        .filter((fan) => fan.kind === 'temperature_fan')
        .map((fan) => fan.name.slice(16));
      choiceParameter(command, 'TEMPERATURE_FAN', names);
      textParameter(command, 'TARGET', '0');
    },
  },
};
