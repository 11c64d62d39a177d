import {
  GcodeError,
  respond,
  respondInfo,
  type CommandSpec,
  type Heater,
  type Machine,
  type Work,
} from '../machine/machine.ts';
import { setTarget } from '../machine/heaters.ts';
import { dwell, planMove, waitForMotion } from '../machine/toolhead.ts';
import { temperatureReport } from './heat.ts';
import { choiceParameter, numberParameter, textParameter, type GcodeCommand } from './parse.ts';
import { probeAt, probeName, probeOffsets, requireHomed, zOffsetAdvice } from './probing.ts';
import { syncGcodePosition } from './moves.ts';

/** PID_CALIBRATE: five swings around the target, then the numbers and what to do with them. */
function* pidCalibrate(machine: Machine, command: GcodeCommand): Work {
  const name = choiceParameter(command, 'HEATER', [...machine.heaters.keys()]);
  const heater = machine.heaters.get(name) as Heater;
  const target = numberParameter(command, 'TARGET');
  if (target < heater.minimumCelsius || target > heater.maximumCelsius) {
    throw new GcodeError(
      `Requested temperature (${target.toFixed(1)}) out of range (${heater.minimumCelsius.toFixed(1)}:${heater.maximumCelsius.toFixed(1)})`,
    );
  }
  let nextReport = machine.now;
  const reporting = (done: () => boolean) => () => {
    if (machine.now >= nextReport) {
      respond(machine, temperatureReport(machine));
      nextReport += 1;
    }
    return done();
  };
  for (let swing = 0; swing < 5; swing++) {
    setTarget(heater, target);
    yield { when: reporting(() => heater.readCelsius >= target) };
    setTarget(heater, 0);
    yield { when: reporting(() => heater.readCelsius <= target - 5) };
  }
  const share = (1 + (machine.random() - 0.5) * 0.06) * (name === 'heater_bed' ? 54 : 21.5);
  const values = { kp: share, ki: share / 20.2, kd: share * 5.06 };
  respondInfo(
    machine,
    `PID parameters: pid_Kp=${values.kp.toFixed(3)} pid_Ki=${values.ki.toFixed(3)} pid_Kd=${values.kd.toFixed(3)}\nThe SAVE_CONFIG command will update the printer config file\nwith these parameters and restart the printer.`,
  );
  machine.pendingConfig.set(name, {
    control: 'pid',
    pid_kp: values.kp.toFixed(3),
    pid_ki: values.ki.toFixed(3),
    pid_kd: values.kd.toFixed(3),
  });
}

interface Screw {
  key: string;
  x: number;
  y: number;
  name: string;
}

function screwsOf(machine: Machine): Screw[] {
  const options = machine.config.sections.get('screws_tilt_adjust') ?? {};
  const screws: Screw[] = [];
  for (let number = 1; options[`screw${number}`] !== undefined; number++) {
    const [x = 0, y = 0] = (options[`screw${number}`] ?? '').split(',').map(Number);
    screws.push({
      key: `screw${number}`,
      x,
      y,
      name: options[`screw${number}_name`] ?? `screw at ${x.toFixed(3)},${y.toFixed(3)}`,
    });
  }
  return screws;
}

const threadPitch: Record<string, number> = { M3: 0.5, M4: 0.7, M5: 0.8, M6: 1 };

/** SCREWS_TILT_CALCULATE: touches the bed over each screw and says how far to turn it, as a clock would. */
function* screwsTilt(machine: Machine, command: GcodeCommand): Work {
  requireHomed(machine);
  const options = machine.config.sections.get('screws_tilt_adjust') ?? {};
  const [direction = 'CW', thread = 'M3'] = (options.screw_thread ?? 'CW-M3').split('-');
  const wanted = command.parameters.DIRECTION;
  if (wanted !== undefined && wanted !== 'CW' && wanted !== 'CCW')
    throw new GcodeError(`Error on '${command.line}': DIRECTION must be either CW or CCW`);
  const screws = screwsOf(machine);
  const heights: number[] = [];
  const horizontal = Number(options.horizontal_move_z ?? 5);
  for (const screw of screws)
    yield* probeAt(machine, screw.x, screw.y, horizontal, Number(options.speed ?? 50), (z) =>
      heights.push(z),
    );
  respondInfo(machine, '01:20 means 1 full turn and 20 minutes, CW=clockwise, CCW=counter-clockwise');
  const base = heights[0] ?? 0;
  const offsets = probeOffsets(machine);
  const results: Record<string, unknown> = {};
  for (const [index, screw] of screws.entries()) {
    const z = heights[index] ?? 0;
    const where = `x=${(screw.x + offsets.x).toFixed(1)}, y=${(screw.y + offsets.y).toFixed(1)}, z=${z.toFixed(5)}`;
    if (index === 0) {
      respondInfo(machine, `${screw.name} (base) : ${where}`);
      results[screw.key] = { z, sign: direction, adjust: '00:00', is_base: true };
      continue;
    }
    const turns = Math.abs(base - z) < 0.001 ? 0 : (base - z) / (threadPitch[thread] ?? 0.5);
    const sign = turns >= 0 ? (direction === 'CW' ? 'CW' : 'CCW') : direction === 'CW' ? 'CCW' : 'CW';
    const minutes = Math.abs(turns) * 60;
    const adjust = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(Math.floor(minutes % 60)).padStart(2, '0')}`;
    respondInfo(machine, `${screw.name} : ${where} : adjust ${sign} ${adjust}`);
    results[screw.key] = { z, sign, adjust, is_base: false };
  }
  machine.screws = { error: false, maxDeviation: null, results };
}

/** PROBE_CALIBRATE and MANUAL_PROBE: the paper test, ended by ACCEPT or ABORT. */
function* probeCalibrate(machine: Machine): Work {
  requireHomed(machine);
  const [x, y] = machine.toolhead.position;
  yield* probeAt(machine, x, y, 5, 50, () => undefined);
  const offsets = probeOffsets(machine);
  planMove(machine, [x + offsets.x, y + offsets.y, 5, machine.toolhead.position[3]], 50);
  yield* waitForMotion(machine);
  startManualProbe(machine, (z) => {
    const offset = machine.probe.zOffset - z + machine.bedShape(x, y);
    const name = probeName(machine);
    respondInfo(machine, `${name}: z_offset: ${offset.toFixed(3)}${zOffsetAdvice}`);
    machine.pendingConfig.set(name, { z_offset: offset.toFixed(3) });
  });
}

function startManualProbe(machine: Machine, onAccept: (z: number) => void): void {
  if (machine.manualProbe.active) throw new GcodeError('Already in a manual Z probe. Use ABORT to abort it.');
  machine.manualProbe = { active: true, z: machine.toolhead.position[2], lower: null, upper: null, onAccept };
  respondInfo(
    machine,
    'Starting manual Z probe. Use TESTZ to adjust position.\nFinish with ACCEPT or ABORT command.',
  );
  reportManualProbe(machine);
}

function reportManualProbe(machine: Machine): void {
  const { z, lower, upper } = machine.manualProbe;
  const show = (value: number | null): string => (value === null ? '??????' : value.toFixed(3));
  respondInfo(machine, `Z position: ${show(lower)} --> ${show(z)} <-- ${show(upper)}`);
}

function* testZ(machine: Machine, command: GcodeCommand): Work {
  const state = machine.manualProbe;
  if (!state.active || state.z === null) return respondInfo(machine, 'Unknown command:"TESTZ"');
  const asked = textParameter(command, 'Z');
  const current = state.z;
  let to: number;
  if (asked === '+' || asked === '++')
    to = state.upper === null ? current + 0.2 : (current + state.upper) / (asked === '+' ? 2 : 1);
  else if (asked === '-' || asked === '--')
    to = state.lower === null ? current - 0.2 : (current + state.lower) / (asked === '-' ? 2 : 1);
  else to = current + numberParameter(command, 'Z');
  if (to < current) state.upper = current;
  else state.lower = current;
  const [x, y, , e] = machine.toolhead.position;
  planMove(machine, [x, y, to, e], 5);
  yield* waitForMotion(machine);
  syncGcodePosition(machine);
  state.z = to;
  if (state.lower !== null && state.lower >= to) state.lower = null;
  if (state.upper !== null && state.upper <= to) state.upper = null;
  reportManualProbe(machine);
}

function accept(machine: Machine): void {
  const { active, z, onAccept } = machine.manualProbe;
  if (!active || z === null) return respondInfo(machine, 'Unknown command:"ACCEPT"');
  machine.manualProbe = { active: false, z: null, lower: null, upper: null, onAccept: null };
  respondInfo(machine, `Z position is ${z.toFixed(3)}`);
  onAccept?.(z);
}

function abort(machine: Machine): void {
  if (!machine.manualProbe.active) return respondInfo(machine, 'Unknown command:"ABORT"');
  machine.manualProbe = { active: false, z: null, lower: null, upper: null, onAccept: null };
  respondInfo(machine, 'Manual probe failed! Use TESTZ to move the\nnozzle before starting the probe.');
}

function* levelling(machine: Machine, which: 'zTilt' | 'quadGantry'): Work {
  requireHomed(machine);
  const { axisMaximum } = machine.toolhead;
  const places = [0.2, 0.8].flatMap((v) =>
    [0.2, 0.8].map((u) => [u * axisMaximum[0], v * axisMaximum[1]] as const),
  );
  for (const [x, y] of places) yield* probeAt(machine, x, y, 5, 100, () => undefined);
  respondInfo(machine, 'Making the following Z adjustments:\nstepper_z = 0.001250\nstepper_z1 = -0.001250');
  respondInfo(machine, 'Retries: 0/5 Probed points range: 0.003750 tolerance: 0.007500');
  machine.leveling[which] = true;
}

export const calibrationCommands: Record<string, CommandSpec> = {
  PID_CALIBRATE: { help: 'Run PID calibration test', run: pidCalibrate },
};
export const screwsCommands: Record<string, CommandSpec> = {
  SCREWS_TILT_CALCULATE: {
    help: 'Tool to help adjust bed leveling screws by calculating the number of turns to level it.',
    run: screwsTilt,
  },
};
export const manualProbeCommands: Record<string, CommandSpec> = {
  MANUAL_PROBE: {
    help: 'Start manual probe helper script',
    run: (machine) => startManualProbe(machine, () => undefined),
  },
  TESTZ: { run: testZ },
  ACCEPT: { run: accept },
  ABORT: { run: abort },
};
export const probeCalibrateCommands: Record<string, CommandSpec> = {
  PROBE_CALIBRATE: { help: "Calibrate the probe's z_offset", run: probeCalibrate },
};
export const levellingCommands: Record<'z_tilt' | 'quad_gantry_level', Record<string, CommandSpec>> = {
  z_tilt: { Z_TILT_ADJUST: { help: 'Adjust the Z tilt', run: (machine) => levelling(machine, 'zTilt') } },
  quad_gantry_level: {
    QUAD_GANTRY_LEVEL: {
      help: 'Conform a moving, twistable gantry to the shape of a stationary bed',
      run: (machine) => levelling(machine, 'quadGantry'),
    },
  },
};

export function* shake(machine: Machine, seconds: number): Work {
  dwell(machine, seconds);
  yield* waitForMotion(machine);
}
