import {
  GcodeError,
  respondInfo,
  type CommandSpec,
  type Machine,
  type Position,
  type Work,
} from '../machine/machine.ts';
import type { ConfigSection } from '../machine/printer-config.ts';
import { dwell, flushMotion, planMove, waitForMotion } from '../machine/toolhead.ts';
import { numberParameter, optionalNumber, textParameter, type GcodeCommand } from './parse.ts';
import { syncGcodePosition } from './moves.ts';

type Axis = 'x' | 'y' | 'z';
const axisIndex: Record<Axis, 0 | 1 | 2> = { x: 0, y: 1, z: 2 };

function place(machine: Machine, position: Position): void {
  flushMotion(machine);
  machine.toolhead.position = position;
  const { toolhead, now } = machine;
  toolhead.planned.push({ startSeconds: now, endSeconds: now, from: position, to: position });
}

function markHomed(machine: Machine, axis: Axis): void {
  const { toolhead } = machine;
  toolhead.homedAxes = ['x', 'y', 'z']
    .filter((one) => one === axis || toolhead.homedAxes.includes(one))
    .join('');
}

function stepper(machine: Machine, axis: Axis): ConfigSection {
  const { sections } = machine.config;
  return sections.get(`stepper_${axis}`) ?? sections.get('stepper_a') ?? {};
}

/** One axis: the way to the switch, back off, once more slowly. The switch can fail to close. */
function* homeAxis(machine: Machine, axis: Axis): Work {
  const options = stepper(machine, axis);
  const { toolhead } = machine;
  const index = axisIndex[axis];
  const low = toolhead.axisMinimum[index];
  const high = toolhead.axisMaximum[index];
  const speed = Number(options.homing_speed ?? 5);
  const retract = Number(options.homing_retract_dist ?? 5);
  const span = high - low;
  const homedBefore = toolhead.homedAxes.includes(axis);
  const distance = homedBefore
    ? Math.abs(toolhead.position[index] - endstopPosition(machine, axis))
    : span * (axis === 'z' ? 0.06 : 0.35);
  for (const name of Object.keys(toolhead.enabledSteppers))
    if (name.startsWith('stepper_')) toolhead.enabledSteppers[name] = true;
  if (machine.faults.has('endstop-dead') && axis === 'x') {
    dwell(machine, (span * 1.5) / speed);
    yield* waitForMotion(machine);
    throw new GcodeError('No trigger on stepper_x after full movement');
  }
  if (machine.faults.has('endstop-pressed')) {
    dwell(machine, (retract / speed) * 2);
    yield* waitForMotion(machine);
    throw new GcodeError(`Endstop stepper_${axis} still triggered after retract`);
  }
  dwell(machine, distance / speed + (retract / speed) * 3 + 0.15);
  yield* waitForMotion(machine);
  const position: Position = [...toolhead.position];
  position[index] = endstopPosition(machine, axis);
  place(machine, position);
  markHomed(machine, axis);
}

function endstopPosition(machine: Machine, axis: Axis): number {
  const options = stepper(machine, axis);
  if (axis === 'z' && (options.endstop_pin ?? '').includes('z_virtual_endstop')) return machine.probe.zOffset;
  return Number(options.position_endstop ?? 0);
}

function wantedAxes(command: GcodeCommand): Axis[] {
  const asked = (['x', 'y', 'z'] as const).filter(
    (axis) => command.parameters[axis.toUpperCase()] !== undefined,
  );
  return asked.length ? asked : ['x', 'y', 'z'];
}

function* home(machine: Machine, command: GcodeCommand): Work {
  const { sections } = machine.config;
  yield* waitForMotion(machine);
  const axes = wantedAxes(command);
  if (sections.get('printer')?.kinematics === 'delta') yield* homeDelta(machine);
  else {
    const safe = sections.get('safe_z_home');
    if (safe) yield* homeSafely(machine, axes, safe);
    else for (const axis of axes) yield* homeAxis(machine, axis);
  }
  syncGcodePosition(machine);
}

function* homeDelta(machine: Machine): Work {
  dwell(machine, 6);
  yield* waitForMotion(machine);
  place(machine, [0, 0, machine.toolhead.axisMaximum[2], machine.toolhead.position[3]]);
  machine.toolhead.homedAxes = 'xyz';
}

/** Lifts, homes X and Y, goes to the safe place and homes Z there. */
function* homeSafely(machine: Machine, axes: Axis[], safe: ConfigSection): Work {
  const { toolhead } = machine;
  const hop = Number(safe.z_hop ?? 0);
  if (hop > 0) {
    const [x, y, z, e] = toolhead.position;
    if (!toolhead.homedAxes.includes('z')) place(machine, [x, y, hop, e]);
    else if (z < hop) planMove(machine, [x, y, hop, e], Number(safe.z_hop_speed ?? 15));
    dwell(machine, 0.5);
    yield* waitForMotion(machine);
  }
  for (const axis of axes) if (axis !== 'z') yield* homeAxis(machine, axis);
  if (!axes.includes('z')) return;
  if (!toolhead.homedAxes.includes('x') || !toolhead.homedAxes.includes('y'))
    throw new GcodeError('Must home X and Y axes first');
  const [x = 0, y = 0] = (safe.home_xy_position ?? '0,0').split(',').map(Number);
  const before = toolhead.position;
  planMove(machine, [x, y, before[2], before[3]], Number(safe.speed ?? 50));
  yield* waitForMotion(machine);
  yield* homeAxis(machine, 'z');
  const [, , z, e] = toolhead.position;
  if (hop > z) planMove(machine, [x, y, hop, e], Number(safe.z_hop_speed ?? 15));
  yield* waitForMotion(machine);
}

function motorsOff(machine: Machine): void {
  const { toolhead } = machine;
  toolhead.homedAxes = '';
  machine.leveling = { zTilt: false, quadGantry: false };
  for (const name of Object.keys(toolhead.enabledSteppers)) toolhead.enabledSteppers[name] = false;
}

function queryEndstops(machine: Machine): Record<string, string> {
  const states: Record<string, string> = {};
  for (const name of Object.keys(machine.endstops))
    states[name] = machine.faults.has('endstop-pressed') ? 'TRIGGERED' : 'open';
  machine.lastEndstopQuery = Object.fromEntries(
    Object.entries(states).map(([name, value]) => [name, value === 'open' ? 0 : 1]),
  );
  return states;
}

/** Throws for a stepper that does not exist. */
function checkStepper(machine: Machine, command: GcodeCommand): void {
  const name = textParameter(command, 'STEPPER');
  if (!Object.hasOwn(machine.toolhead.enabledSteppers, name)) throw new GcodeError(`Unknown stepper ${name}`);
}

function* dwellWork(machine: Machine, seconds: number): Work {
  dwell(machine, seconds);
  yield* waitForMotion(machine);
}

export const homingCommands: Record<string, CommandSpec> = {
  G28: { run: home },
  M84: {
    run: function* (machine) {
      yield* waitForMotion(machine);
      motorsOff(machine);
    },
  },
  QUERY_ENDSTOPS: {
    help: 'Report on the status of each endstop',
    run: (machine) => {
      const states = queryEndstops(machine);
      machine.events.push({
        type: 'gcode-response',
        text: Object.entries(states)
          .map(([name, value]) => `${name.replace('stepper_', '')}:${value}`)
          .join(' '),
      });
    },
  },
  SET_KINEMATIC_POSITION: {
    help: 'Force a low-level kinematic position',
    run: (machine, command) => {
      const { toolhead } = machine;
      const [x, y, z, e] = toolhead.position;
      place(machine, [
        optionalNumber(command, 'X') ?? x,
        optionalNumber(command, 'Y') ?? y,
        optionalNumber(command, 'Z') ?? z,
        e,
      ]);
      const homed = textParameter(command, 'SET_HOMED', 'xyz').toLowerCase();
      toolhead.homedAxes = ['x', 'y', 'z'].filter((axis) => homed.includes(axis)).join('');
      syncGcodePosition(machine);
    },
  },
  SET_STEPPER_ENABLE: {
    help: 'Enable/disable individual stepper by name',
    run: (machine, command) => {
      const name = textParameter(command, 'STEPPER');
      if (!(name in machine.toolhead.enabledSteppers)) {
        respondInfo(machine, `SET_STEPPER_ENABLE: Invalid stepper "${name}"`);
        return;
      }
      machine.toolhead.enabledSteppers[name] = numberParameter(command, 'ENABLE', 1) !== 0;
    },
  },
  STEPPER_BUZZ: {
    help: 'Oscillate a given stepper to help id it',
    run: (machine, command) => {
      checkStepper(machine, command);
      return dwellWork(machine, 12);
    },
  },
  FORCE_MOVE: {
    help: 'Manually move a stepper; invalidates kinematics',
    run: (machine, command) => {
      checkStepper(machine, command);
      const distance = numberParameter(command, 'DISTANCE');
      const velocity = numberParameter(command, 'VELOCITY', undefined, { above: 0 });
      numberParameter(command, 'ACCEL', 0, { minimum: 0 });
      return dwellWork(machine, Math.abs(distance) / velocity);
    },
  },
};
homingCommands.M119 = { run: (machine, command) => homingCommands.QUERY_ENDSTOPS?.run(machine, command) };
homingCommands.M18 = { run: (machine, command) => homingCommands.M84?.run(machine, command) };

export { queryEndstops };
