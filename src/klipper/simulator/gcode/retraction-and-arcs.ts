import {
  GcodeError,
  respondInfo,
  type CommandSpec,
  type Machine,
  type Position,
  type Work,
} from '../machine/machine.ts';
import { moveTo, targetOf } from './moves.ts';
import { numberParameter, optionalNumber, type GcodeCommand } from './parse.ts';

function* retractBy(machine: Machine, millimetres: number, speed: number): Work {
  const state = machine.gcodeMove;
  const before = state.speed;
  state.speed = speed / state.speedFactor;
  const target: Position = [state.last[0], state.last[1], state.last[2], state.last[3] + millimetres];
  state.base[3] += millimetres;
  const work = moveTo(machine, target);
  state.speed = before;
  if (work) yield* work;
}

export const retractionCommands: Record<string, CommandSpec> = {
  G10: {
    run: (machine) => {
      const { retraction } = machine;
      if (retraction.retracted) return;
      const work = retractBy(machine, -retraction.retractLength, retraction.retractSpeed);
      retraction.retracted = true;
      return work;
    },
  },
  G11: {
    run: (machine) => {
      const { retraction } = machine;
      if (!retraction.retracted) return;
      retraction.retracted = false;
      return retractBy(
        machine,
        retraction.retractLength + retraction.unretractExtra,
        retraction.unretractSpeed,
      );
    },
  },
  SET_RETRACTION: {
    help: 'Set firmware retraction parameters',
    run: (machine, command) => {
      const { retraction } = machine;
      retraction.retractLength = numberParameter(command, 'RETRACT_LENGTH', retraction.retractLength, {
        minimum: 0,
      });
      retraction.retractSpeed = numberParameter(command, 'RETRACT_SPEED', retraction.retractSpeed, {
        minimum: 1,
      });
      retraction.unretractExtra = numberParameter(
        command,
        'UNRETRACT_EXTRA_LENGTH',
        retraction.unretractExtra,
        { minimum: 0 },
      );
      retraction.unretractSpeed = numberParameter(command, 'UNRETRACT_SPEED', retraction.unretractSpeed, {
        minimum: 1,
      });
    },
  },
  GET_RETRACTION: {
    help: 'Report firmware retraction parameters',
    run: (machine) => {
      const { retractLength, retractSpeed, unretractExtra, unretractSpeed } = machine.retraction;
      respondInfo(
        machine,
        `RETRACT_LENGTH=${retractLength.toFixed(5)} RETRACT_SPEED=${retractSpeed.toFixed(5)} UNRETRACT_EXTRA_LENGTH=${unretractExtra.toFixed(5)} UNRETRACT_SPEED=${unretractSpeed.toFixed(5)}`,
      );
    },
  },
};

/** G2 and G3: an arc in the XY plane as straight pieces of `resolution` millimetres. */
function* arc(machine: Machine, command: GcodeCommand, clockwise: boolean): Work {
  const state = machine.gcodeMove;
  if (!state.absoluteCoordinates) throw new GcodeError('G2/G3 does not support relative move mode');
  if (command.parameters.R !== undefined) throw new GcodeError('G2/G3 does not support R moves');
  const i = optionalNumber(command, 'I');
  const j = optionalNumber(command, 'J');
  if (!i && !j) throw new GcodeError('G2/G3 requires IJ, IK or JK parameters');
  const start: Position = [...state.last];
  const end = targetOf(machine, command);
  const centerX = start[0] + (i ?? 0);
  const centerY = start[1] + (j ?? 0);
  const radius = Math.hypot(start[0] - centerX, start[1] - centerY);
  const from = Math.atan2(start[1] - centerY, start[0] - centerX);
  const to = Math.atan2(end[1] - centerY, end[0] - centerX);
  let angle = to - from;
  if (clockwise ? angle >= -1e-9 : angle <= 1e-9) angle += clockwise ? -2 * Math.PI : 2 * Math.PI;
  const resolution = Number(machine.config.sections.get('gcode_arcs')?.resolution ?? 1);
  const pieces = Math.max(1, Math.floor((Math.abs(angle) * radius) / resolution));
  for (let piece = 1; piece <= pieces; piece++) {
    const share = piece / pieces;
    const at = from + angle * share;
    const z = start[2] + (end[2] - start[2]) * share;
    const e = start[3] + (end[3] - start[3]) * share;
    const target: Position =
      piece === pieces ? end : [centerX + Math.cos(at) * radius, centerY + Math.sin(at) * radius, z, e];
    const work = moveTo(machine, target);
    if (work) yield* work;
  }
}

export const arcCommands: Record<string, CommandSpec> = {
  G2: { run: (machine, command) => arc(machine, command, true) },
  G3: { run: (machine, command) => arc(machine, command, false) },
  G17: { run: () => undefined },
  G18: { run: () => undefined },
  G19: { run: () => undefined },
};
