import {
  GcodeError,
  respond,
  respondInfo,
  type CommandSpec,
  type Machine,
  type Position,
  type Work,
} from '../machine/machine.ts';
import { dwell, liveMotion, planMove, waitForMotion, waitForRoom } from '../machine/toolhead.ts';
import { numberParameter, optionalNumber, readNumber, textParameter, type GcodeCommand } from './parse.ts';

const axes = ['X', 'Y', 'Z'] as const;

function parseNumber(command: GcodeCommand, letter: string): number | undefined {
  const raw = command.parameters[letter];
  if (raw === undefined) return undefined;
  const value = readNumber(raw);
  if (value === null) throw new GcodeError(`Unable to parse move '${command.line}'`);
  return value;
}

/** Where a G0/G1 line leads, in printer coordinates; also takes over its F. */
export function targetOf(machine: Machine, command: GcodeCommand): Position {
  const state = machine.gcodeMove;
  const target: Position = [...state.last];
  for (const [index, letter] of axes.entries()) {
    const value = parseNumber(command, letter);
    if (value === undefined) continue;
    target[index] = state.absoluteCoordinates
      ? value + (state.base[index] ?? 0)
      : (target[index] ?? 0) + value;
  }
  const e = parseNumber(command, 'E');
  if (e !== undefined) {
    const scaled = e * state.extrudeFactor;
    target[3] =
      state.absoluteCoordinates && state.absoluteExtrude ? scaled + state.base[3] : target[3] + scaled;
  }
  const feed = parseNumber(command, 'F');
  if (feed !== undefined) {
    if (feed <= 0) throw new GcodeError(`Invalid speed in '${command.line}'`);
    state.speed = feed / 60;
  }
  return target;
}

/** Moves to a place; planned in the printer, or not at all for an object that is left out. */
export function moveTo(machine: Machine, target: Position): Work | void {
  const state = machine.gcodeMove;
  const { current, excluded } = machine.excludeObject;
  if (current !== null && excluded.includes(current)) {
    state.last = [target[0], target[1], target[2], state.last[3]];
    state.base[3] += state.last[3] - target[3];
    return;
  }
  planMove(machine, target, state.speed * state.speedFactor);
  state.last = target;
  return waitForRoom(machine);
}

function setPosition(machine: Machine, command: GcodeCommand): void {
  const state = machine.gcodeMove;
  const given = [...axes, 'E'].map((letter) => optionalNumber(command, letter));
  if (given.every((value) => value === undefined)) {
    state.base = [...state.last];
    return;
  }
  for (const [index, value] of given.entries()) {
    if (value === undefined) continue;
    state.base[index] = (state.last[index] ?? 0) - value * (index === 3 ? state.extrudeFactor : 1);
  }
}

/** The position as the G-code sees it. */
export function gcodePosition(machine: Machine): Position {
  const { last, base, extrudeFactor } = machine.gcodeMove;
  return [last[0] - base[0], last[1] - base[1], last[2] - base[2], (last[3] - base[3]) / extrudeFactor];
}

function letters(values: readonly number[]): string {
  return ['X', 'Y', 'Z', 'E']
    .map((letter, index) => `${letter}:${(values[index] ?? 0).toFixed(3)}`)
    .join(' ');
}

function setExtrudeFactor(machine: Machine, factor: number): void {
  const state = machine.gcodeMove;
  const position = gcodePosition(machine)[3];
  state.extrudeFactor = factor;
  state.base[3] = state.last[3] - position * factor;
}

/** The head was put somewhere by other means than a G-code move (homing, probing). */
export function syncGcodePosition(machine: Machine): void {
  machine.gcodeMove.last = [...machine.toolhead.position];
}

function* moveTimeless(machine: Machine, target: Position): Work {
  const work = moveTo(machine, target);
  if (work) yield* work;
}

export const moveCommands: Record<string, CommandSpec> = {
  G0: { run: (machine, command) => moveTo(machine, targetOf(machine, command)) },
  G1: { run: (machine, command) => moveTo(machine, targetOf(machine, command)) },
  G4: {
    run: function* (machine, command) {
      dwell(machine, numberParameter(command, 'P', 0, { minimum: 0 }) / 1000);
      yield* waitForMotion(machine);
    },
  },
  G20: {
    run: () => {
      throw new GcodeError('Machine does not support G20 (inches) command');
    },
  },
  G21: { run: () => undefined },
  G90: { run: (machine) => void (machine.gcodeMove.absoluteCoordinates = true) },
  G91: { run: (machine) => void (machine.gcodeMove.absoluteCoordinates = false) },
  M82: { run: (machine) => void (machine.gcodeMove.absoluteExtrude = true) },
  M83: { run: (machine) => void (machine.gcodeMove.absoluteExtrude = false) },
  G92: { run: setPosition },
  M114: { always: true, run: (machine) => respond(machine, letters(gcodePosition(machine))) },
  GET_POSITION: {
    help: 'Return information on the current location of the toolhead',
    always: true,
    run: (machine) => {
      const live = liveMotion(machine).position;
      const state = machine.gcodeMove;
      respondInfo(
        machine,
        [
          `mcu: ${Object.keys(machine.endstops)
            .map((name, index) => `${name}:${Math.round((live[index] ?? 0) * 80)}`)
            .join(' ')}`,
          `stepper: ${Object.keys(machine.endstops)
            .map((name, index) => `${name}:${(live[index] ?? 0).toFixed(6)}`)
            .join(' ')}`,
          `kinematic: ${letters(live).replace(/ E:.*/, '')}`,
          `toolhead: ${letters(machine.toolhead.position)}`,
          `gcode: ${letters(state.last)}`,
          `gcode base: ${letters(state.base)}`,
          `gcode homing: ${letters(state.homing).replace(/ E:.*/, '')}`,
        ].join('\n'),
      );
    },
  },
  M220: {
    run: (machine, command) =>
      void (machine.gcodeMove.speedFactor = numberParameter(command, 'S', 100, { above: 0 }) / 100),
  },
  M221: {
    run: (machine, command) =>
      setExtrudeFactor(machine, numberParameter(command, 'S', 100, { above: 0 }) / 100),
  },
  M400: { run: (machine) => waitForMotion(machine) },
  M204: {
    run: (machine, command) => {
      const single = optionalNumber(command, 'S');
      const print = optionalNumber(command, 'P');
      const travel = optionalNumber(command, 'T');
      const value =
        single ?? (print !== undefined && travel !== undefined ? Math.min(print, travel) : undefined);
      if (value === undefined || value <= 0) respondInfo(machine, `Invalid M204 command "${command.line}"`);
      else machine.toolhead.maxAcceleration = value;
    },
  },
  SET_VELOCITY_LIMIT: {
    help: 'Set printer velocity limits',
    run: (machine, command) => {
      const { toolhead } = machine;
      toolhead.maxVelocity = numberParameter(command, 'VELOCITY', toolhead.maxVelocity, { above: 0 });
      toolhead.maxAcceleration = numberParameter(command, 'ACCEL', toolhead.maxAcceleration, { above: 0 });
      toolhead.squareCornerVelocity = numberParameter(
        command,
        'SQUARE_CORNER_VELOCITY',
        toolhead.squareCornerVelocity,
        { minimum: 0 },
      );
      toolhead.minimumCruiseRatio = numberParameter(
        command,
        'MINIMUM_CRUISE_RATIO',
        toolhead.minimumCruiseRatio,
        { minimum: 0 },
      );
      respondInfo(
        machine,
        `max_velocity: ${toolhead.maxVelocity.toFixed(6)}\nmax_accel: ${toolhead.maxAcceleration.toFixed(6)}\nminimum_cruise_ratio: ${toolhead.minimumCruiseRatio.toFixed(6)}\nsquare_corner_velocity: ${toolhead.squareCornerVelocity.toFixed(6)}`,
      );
    },
  },
  SET_GCODE_OFFSET: {
    help: 'Set a virtual offset to g-code positions',
    run: (machine, command) => {
      const state = machine.gcodeMove;
      const delta: Position = [0, 0, 0, 0];
      for (const [index, letter] of axes.entries()) {
        const adjust = optionalNumber(command, `${letter}_ADJUST`);
        const set = optionalNumber(command, letter);
        const before = state.homing[index] ?? 0;
        const now = set ?? (adjust === undefined ? before : before + adjust);
        delta[index] = now - before;
        state.base[index] = (state.base[index] ?? 0) + now - before;
        state.homing[index] = Math.round(now * 1e6) / 1e6;
      }
      if (textParameter(command, 'MOVE', '0') !== '1') return;
      const speed = numberParameter(command, 'MOVE_SPEED', state.speed, { above: 0 });
      const target: Position = [
        state.last[0] + delta[0],
        state.last[1] + delta[1],
        state.last[2] + delta[2],
        state.last[3],
      ];
      planMove(machine, target, speed);
      state.last = target;
    },
  },
  SAVE_GCODE_STATE: {
    help: 'Save G-Code coordinate state',
    run: (machine, command) => {
      const { saved, ...state } = machine.gcodeMove;
      saved.set(textParameter(command, 'NAME', 'default'), structuredClone(state));
    },
  },
  RESTORE_GCODE_STATE: { help: 'Restore a previously saved G-Code state', run: restoreGcodeState },
};

export function restoreGcodeState(machine: Machine, command: GcodeCommand): Work | void {
  const name = textParameter(command, 'NAME', 'default');
  const state = machine.gcodeMove.saved.get(name);
  if (!state) throw new GcodeError(`Unknown g-code state: ${name}`);
  const { last: wanted, ...rest } = structuredClone(state);
  const current = machine.gcodeMove;
  const e = current.last[3];
  Object.assign(current, rest);
  current.base[3] += e - wanted[3];
  if (textParameter(command, 'MOVE', '0') !== '1') return;
  const speed = numberParameter(command, 'MOVE_SPEED', current.speed, { above: 0 });
  const target: Position = [wanted[0], wanted[1], wanted[2], e];
  planMove(machine, target, speed);
  current.last = target;
  return moveTimeless(machine, target);
}
