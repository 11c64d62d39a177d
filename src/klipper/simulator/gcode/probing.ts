import {
  GcodeError,
  respondInfo,
  type CommandSpec,
  type Machine,
  type Position,
  type Work,
} from '../machine/machine.ts';
import { planMove, waitForMotion } from '../machine/toolhead.ts';
import { numberParameter, type GcodeCommand } from './parse.ts';
import { syncGcodePosition } from './moves.ts';

/** The probe's section; bltouch, a plain probe or one of their relatives. */
export function probeSection(machine: Machine): Record<string, string> | null {
  for (const [name, options] of machine.config.sections) {
    if (/^(bltouch|probe|smart_effector|probe_eddy_current|beacon|cartographer)( |$)/.test(name))
      return options;
  }
  return null;
}

export function probeOffsets(machine: Machine): { x: number; y: number; z: number } {
  const options = probeSection(machine);
  return { x: Number(options?.x_offset ?? 0), y: Number(options?.y_offset ?? 0), z: machine.probe.zOffset };
}

export function requireHomed(machine: Machine, axes = 'xyz'): void {
  for (const axis of axes)
    if (!machine.toolhead.homedAxes.includes(axis)) throw new GcodeError('Must home before probe');
}

/** Where the bed is at a place, in steps of the Z drive (0.0025 mm), with the probe's own scatter. */
export function bedHeight(machine: Machine, x: number, y: number, scatter = 0.0025): number {
  const height = machine.bedShape(x, y) + (machine.random() - 0.5) * 2 * scatter;
  return Math.round(height / 0.0025) * 0.0025 || 0;
}

/** Moves the head over a bed place and touches it there. Gives the height found. */
export function* probeAt(
  machine: Machine,
  x: number,
  y: number,
  horizontal: number,
  speed: number,
  found: (z: number) => void,
): Work {
  const { toolhead } = machine;
  const lift = (z: number): Position => [toolhead.position[0], toolhead.position[1], z, toolhead.position[3]];
  planMove(machine, lift(horizontal), 10);
  planMove(machine, [x, y, horizontal, toolhead.position[3]], speed);
  yield* touch(machine, horizontal, found);
}

export function* touch(machine: Machine, horizontal: number, found: (z: number) => void): Work {
  const { toolhead } = machine;
  if (machine.faults.has('probe-dead')) {
    yield* waitForMotion(machine);
    throw new GcodeError('No trigger on probe after full movement');
  }
  refuseByFault(machine);
  const offsets = probeOffsets(machine);
  const [x, y] = toolhead.position;
  const bedX = x + offsets.x;
  const bedY = y + offsets.y;
  const z = bedHeight(machine, bedX, bedY);
  const low = Math.max(toolhead.axisMinimum[2], z + offsets.z);
  planMove(machine, [x, y, low, toolhead.position[3]], 5);
  planMove(machine, [x, y, Math.max(low, horizontal), toolhead.position[3]], 5);
  yield* waitForMotion(machine);
  machine.probe.lastZ = z;
  machine.probe.lastPosition = [bedX, bedY, z, 0];
  respondInfo(
    machine,
    `probe: at ${bedX.toFixed(3)},${bedY.toFixed(3)} bed will contact at z=${z.toFixed(6)}`,
  );
  syncGcodePosition(machine);
  found(z);
}

const refusals = {
  'homing-timeout': 'Error during homing probe: Communication timeout during homing',
  'probe-pressed': 'Probe triggered prior to movement',
  'probe-loose': 'Probe samples exceed samples_tolerance',
  'bltouch-stuck': 'BLTouch failed to raise probe',
};

function refuseByFault({ faults }: Machine): void {
  for (const [fault, message] of Object.entries(refusals)) {
    if (faults.has(fault)) throw new GcodeError(message);
  }
}

function* probeOnce(machine: Machine): Work {
  requireHomed(machine);
  yield* touch(machine, machine.toolhead.position[2], (z) =>
    respondInfo(machine, `Result is z=${z.toFixed(6)}`),
  );
}

function* probeAccuracy(machine: Machine, command: GcodeCommand): Work {
  requireHomed(machine);
  const samples = numberParameter(command, 'SAMPLES', 10, { minimum: 1 });
  const [x, y, z] = machine.toolhead.position;
  respondInfo(
    machine,
    `PROBE_ACCURACY at X:${x.toFixed(3)} Y:${y.toFixed(3)} Z:${z.toFixed(3)} (samples=${samples} retract=2.000 speed=5.0 lift_speed=5.0)`,
  );
  const heights: number[] = [];
  for (let sample = 0; sample < samples; sample++)
    yield* touch(machine, Math.max(z, 2), (height) => heights.push(height));
  const mean = heights.reduce((sum, one) => sum + one, 0) / heights.length;
  const sorted = [...heights].sort((one, other) => one - other);
  const middle =
    (sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) / 2 +
    (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0) / 2;
  const deviation = Math.sqrt(heights.reduce((sum, one) => sum + (one - mean) ** 2, 0) / heights.length);
  const most = Math.max(...heights);
  const least = Math.min(...heights);
  respondInfo(
    machine,
    `probe accuracy results: maximum ${most.toFixed(6)}, minimum ${least.toFixed(6)}, range ${(most - least).toFixed(6)}, average ${mean.toFixed(6)}, median ${middle.toFixed(6)}, standard deviation ${deviation.toFixed(6)}`,
  );
}

const zOffsetAdvice =
  '\nThe SAVE_CONFIG command will update the printer config file\nwith the above and restart the printer.';

export const probeCommands: Record<string, CommandSpec> = {
  QUERY_PROBE: {
    help: 'Return the status of the z-probe',
    run: (machine) => respondInfo(machine, `probe: ${machine.probe.lastQuery ? 'TRIGGERED' : 'open'}`),
  },
  PROBE: { help: 'Probe Z-height at current XY position', run: probeOnce },
  PROBE_ACCURACY: { help: 'Probe Z-height accuracy at current XY position', run: probeAccuracy },
  Z_OFFSET_APPLY_PROBE: {
    help: "Adjust the probe's z_offset",
    run: (machine) => {
      const offset = machine.gcodeMove.homing[2];
      if (offset === 0) {
        respondInfo(machine, 'Nothing to do: Z Offset is 0');
        return;
      }
      const now = machine.probe.zOffset - offset;
      respondInfo(machine, `${probeName(machine)}: z_offset: ${now.toFixed(3)}${zOffsetAdvice}`);
      machine.pendingConfig.set(probeName(machine), { z_offset: now.toFixed(3) });
    },
  },
};

export function probeName(machine: Machine): string {
  for (const name of machine.config.sections.keys())
    if (/^(bltouch|probe|smart_effector|probe_eddy_current)/.test(name)) return name;
  return 'probe';
}

export { zOffsetAdvice };
