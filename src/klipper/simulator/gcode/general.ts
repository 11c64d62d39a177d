import { respond, respondInfo, type CommandSpec, type Machine, type Work } from '../machine/machine.ts';
import { shutDown } from '../machine/klippy-state.ts';
import { literal } from '../machine/devices.ts';
import { waitForMotion } from '../machine/toolhead.ts';
import {
  choiceParameter,
  numberParameter,
  optionalNumber,
  textParameter,
  type GcodeCommand,
} from './parse.ts';

/** The command that asked is answered before the printer stops. */
function answerFirst(machine: Machine): void {
  const job = machine.script.current;
  if (!job || job.id === null || job.id === -1) return;
  machine.events.push({ type: 'script-done', id: job.id, error: null });
  job.id = null;
}

function* restart(machine: Machine, kind: 'host' | 'firmware'): Work {
  yield* waitForMotion(machine);
  machine.restart(kind);
}

function respondPrefixed(machine: Machine, command: GcodeCommand): void {
  const section = machine.config.sections.get('respond');
  const types: Record<string, string> = { echo: 'echo:', echo_no_space: 'echo:', command: '//', error: '!!' };
  const type = command.parameters.TYPE?.toLowerCase() ?? section?.default_type ?? 'echo';
  const prefix = command.parameters.PREFIX ?? types[type] ?? 'echo:';
  const separator = type === 'echo_no_space' ? '' : ' ';
  respond(machine, `${prefix}${separator}${command.parameters.MSG ?? ''}`);
}

function setPin(machine: Machine, command: GcodeCommand): void {
  const names = [...machine.pins.keys()].map((section) => section.replace(/^\S+ /, ''));
  const name = choiceParameter(command, 'PIN', names);
  const section = [...machine.pins.keys()].find((one) => one.replace(/^\S+ /, '') === name) ?? '';
  const options = machine.config.sections.get(section) ?? {};
  const scale = Number(options.scale ?? 1);
  const value = numberParameter(command, 'VALUE', undefined, { minimum: 0, maximum: scale }) / scale;
  const pwm = (options.pwm ?? 'false').toLowerCase() === 'true' || section.startsWith('pwm_tool');
  machine.pins.set(section, pwm ? value : value >= 0.5 ? 1 : 0);
}

function setLed(machine: Machine, command: GcodeCommand): void {
  const names = [...machine.leds.keys()].map((section) => section.replace(/^\S+ /, ''));
  const name = choiceParameter(command, 'LED', names);
  const section = [...machine.leds.keys()].find((one) => one.replace(/^\S+ /, '') === name) ?? '';
  const color = ['RED', 'GREEN', 'BLUE', 'WHITE'].map((part) =>
    numberParameter(command, part, 0, { minimum: 0, maximum: 1 }),
  );
  const index = optionalNumber(command, 'INDEX');
  const lights = machine.leds.get(section) ?? [];
  machine.leds.set(
    section,
    lights.map((light, at) => (index === undefined || at === index - 1 ? color : light)),
  );
}

function setPressureAdvance(machine: Machine, command: GcodeCommand): void {
  const name = command.parameters.EXTRUDER ?? machine.toolhead.activeExtruder;
  const value = machine.pressureAdvance.get(name);
  if (!value) {
    choiceParameter(command, 'EXTRUDER', [...machine.pressureAdvance.keys()]);
    return;
  }
  value.advance = numberParameter(command, 'ADVANCE', value.advance, { minimum: 0 });
  value.smoothTime = numberParameter(command, 'SMOOTH_TIME', value.smoothTime, { minimum: 0, maximum: 0.2 });
  respondInfo(
    machine,
    `pressure_advance: ${value.advance.toFixed(6)}\npressure_advance_smooth_time: ${value.smoothTime.toFixed(6)}`,
  );
}

/** Only taken and answered: a tower changes how a print looks, which nothing here shows. */
function startTuningTower(machine: Machine, command: GcodeCommand): void {
  for (const name of ['COMMAND', 'PARAMETER']) textParameter(command, name);
  const [start, factor] = ['START', 'FACTOR'].map((name) => numberParameter(command, name, 0).toFixed(6));
  respondInfo(machine, `Starting tuning test (start=${start} factor=${factor})`);
}

function activateExtruder(machine: Machine, name: string): void {
  if (!machine.heaters.has(name)) return;
  if (machine.toolhead.activeExtruder === name) respondInfo(machine, `Extruder ${name} already active`);
  else {
    respondInfo(machine, `Activating extruder ${name}`);
    machine.toolhead.activeExtruder = name;
  }
}

function filamentSensor(machine: Machine, command: GcodeCommand): string {
  const names = [...machine.filamentSensors.keys()];
  const name = choiceParameter(
    command,
    'SENSOR',
    names.map((one) => one.replace(/^\S+ /, '')),
  );
  return names.find((one) => one.endsWith(` ${name}`)) ?? '';
}

export const generalCommands: Record<string, CommandSpec> = {
  M110: { always: true, run: () => undefined },
  M112: {
    always: true,
    run: (machine) => {
      answerFirst(machine);
      shutDown(machine, 'Shutdown due to M112 command');
    },
  },
  M115: {
    always: true,
    run: (machine) =>
      respondInfo(machine, `FIRMWARE_NAME:Klipper FIRMWARE_VERSION:${machine.softwareVersion}`),
  },
  ECHO: { always: true, run: (machine, command) => respond(machine, command.line) },
  STATUS: {
    always: true,
    help: 'Report the printer status',
    run: (machine) => {
      const ready = machine.klippy.state === 'ready';
      respondInfo(
        machine,
        ready ? 'Klipper state: Ready' : `${machine.klippy.message}\nKlipper state: Not ready`,
      );
    },
  },
  HELP: {
    always: true,
    help: 'Report the list of available extended G-Code commands',
    run: (machine) => {
      const listed = [...machine.commands]
        .filter(([, spec]) => spec.help !== undefined)
        .map(([name, spec]) => `${name.padEnd(10)}: ${spec.help ?? ''}`);
      respondInfo(machine, `Available extended commands:\n${listed.sort().join('\n')}`);
    },
  },
  RESTART: {
    always: true,
    help: 'Reload config file and restart host software',
    run: (machine) => restart(machine, 'host'),
  },
  FIRMWARE_RESTART: {
    always: true,
    help: 'Restart firmware, host, and reload config',
    run: (machine) => restart(machine, 'firmware'),
  },
  SET_IDLE_TIMEOUT: {
    help: 'Set the idle timeout in seconds',
    run: (machine, command) => {
      const seconds = numberParameter(command, 'TIMEOUT', machine.idleTimeout.timeoutSeconds, { above: 0 });
      machine.idleTimeout.timeoutSeconds = seconds;
      respondInfo(machine, `idle_timeout: Timeout set to ${seconds.toFixed(2)} s`);
    },
  },
  M117: { run: (machine, command) => void (machine.display.message = command.rest || null) },
  M73: {
    run: (machine, command) => {
      const percent = optionalNumber(command, 'P');
      if (percent === undefined) return;
      machine.display.progress = Math.max(0, Math.min(1, percent / 100));
      machine.display.progressAt = machine.now;
    },
  },
  SET_DISPLAY_TEXT: {
    help: 'Set or clear the display message',
    run: (machine, command) => void (machine.display.message = command.parameters.MSG ?? null),
  },
  SET_PRESSURE_ADVANCE: { help: 'Set pressure advance parameters', run: setPressureAdvance },
  SET_EXTRUDER_ROTATION_DISTANCE: { help: 'Set extruder rotation distance', run: () => undefined },
  SYNC_EXTRUDER_MOTION: { help: 'Set extruder stepper motion queue', run: () => undefined },
  ACTIVATE_EXTRUDER: {
    help: 'Change the active extruder',
    run: (machine, command) =>
      activateExtruder(
        machine,
        choiceParameter(
          command,
          'EXTRUDER',
          [...machine.heaters.keys()].filter((name) => name.startsWith('extruder')),
        ),
      ),
  },
  QUERY_ADC: {
    help: 'Report the last value of an analog pin',
    run: (machine) => respondInfo(machine, 'Available ADC objects: "extruder"'),
  },
  TUNING_TOWER: {
    help: 'Tool to adjust a parameter at each Z height',
    run: startTuningTower,
  },
};

export const respondCommands: Record<string, CommandSpec> = {
  M118: { always: true, run: (machine, command) => respond(machine, `echo: ${command.rest}`) },
  RESPOND: { always: true, help: 'Echo the message prepended with a prefix', run: respondPrefixed },
};

export const pinCommands: Record<string, CommandSpec> = {
  SET_PIN: { help: 'Set the value of an output pin', run: setPin },
};
export const ledCommands: Record<string, CommandSpec> = {
  SET_LED: { help: 'Set the color of an LED', run: setLed },
};
export const servoCommands: Record<string, CommandSpec> = {
  SET_SERVO: {
    help: 'Set servo angle',
    run: (machine, command) => {
      const name = choiceParameter(command, 'SERVO', [...machine.servos.keys()]);
      machine.servos.set(name, numberParameter(command, 'ANGLE', 0) / 180);
    },
  },
};

export const filamentSensorCommands: Record<string, CommandSpec> = {
  QUERY_FILAMENT_SENSOR: {
    help: 'Query the status of the Filament Sensor',
    run: (machine, command) => {
      const section = filamentSensor(machine, command);
      const found = machine.filamentSensors.get(section)?.detected;
      respondInfo(
        machine,
        `Filament Sensor ${section.replace(/^\S+ /, '')}: filament ${found ? 'detected' : 'not detected'}`,
      );
    },
  },
  SET_FILAMENT_SENSOR: {
    help: 'Sets the filament sensor on/off',
    run: (machine, command) => {
      const sensor = machine.filamentSensors.get(filamentSensor(machine, command));
      if (sensor) sensor.enabled = numberParameter(command, 'ENABLE', 1) !== 0;
    },
  },
};

export const saveVariableCommands: Record<string, CommandSpec> = {
  SAVE_VARIABLE: {
    help: 'Save arbitrary variables to disk',
    run: (machine, command) => {
      const name = textParameter(command, 'VARIABLE').toLowerCase();
      machine.saveVariables = { ...machine.saveVariables, [name]: literal(textParameter(command, 'VALUE')) };
    },
  },
};

/** Tool change commands, one for each extruder. */
export function toolCommands(machine: Machine): Record<string, CommandSpec> {
  const extruders = [...machine.heaters.keys()].filter((name) => /^extruder\d*$/.test(name));
  if (extruders.length < 2) return {};
  return Object.fromEntries(
    extruders.map((name, index) => [
      `T${index}`,
      { run: (one: Machine) => activateExtruder(one, name) } satisfies CommandSpec,
    ]),
  );
}
