import {
  analyseResonances,
  ResonanceError,
  SampleCollector,
  type ResonanceAnalysis,
} from '../../tuning/resonance/index.ts';
import { createSampler } from '../machine/accelerometer.ts';
import type { Shaken, Sweep } from '../machine/parts.ts';
import {
  GcodeError,
  respondInfo,
  type CommandSpec,
  type Machine,
  type Wait,
  type Work,
} from '../machine/machine.ts';
import { numberParameter, textParameter, type GcodeCommand } from './parse.ts';
import { shake } from './calibration.ts';

const shaperNames = ['zv', 'mzv', 'ei', '2hump_ei', '3hump_ei'] as const;

function axesOf(command: GcodeCommand): ('x' | 'y')[] {
  const axis = command.parameters.AXIS?.toLowerCase();
  if (axis === undefined) return ['x', 'y'];
  if (axis !== 'x' && axis !== 'y') throw new GcodeError(`Unsupported axis '${axis}'`);
  return [axis];
}

function requireHomedAxes(machine: Machine): void {
  if (machine.toolhead.homedAxes !== 'xyz')
    throw new GcodeError('Must home axis first: 0.000 0.000 0.000 [0.000]');
}

/** The sweep, one message each five hertz, as Klipper reports it. */
function* sweep(machine: Machine, command: GcodeCommand, axis: Shaken): Generator<Wait, Sweep> {
  const section = machine.config.sections.get('resonance_tester') ?? {};
  const option = (name: string, otherwise: number): number => Number(section[name] ?? otherwise);
  const above = { above: 0 };
  const fromHertz = numberParameter(command, 'FREQ_START', option('min_freq', 5), above);
  const toHertz = numberParameter(command, 'FREQ_END', option('max_freq', 135), above);
  const hertzPerSecond = numberParameter(command, 'HZ_PER_SEC', option('hz_per_sec', 1), above);
  respondInfo(machine, `Testing axis ${axis.toUpperCase()}`);
  yield* shake(machine, 0.5);
  const test: Sweep = {
    axis,
    fromHertz,
    hertzPerSecond,
    startSeconds: machine.now,
    endSeconds: machine.now + (toHertz - fromHertz) / hertzPerSecond,
    accelPerHertz: numberParameter(command, 'ACCEL_PER_HZ', option('accel_per_hz', 60), above),
  };
  machine.sweeps = [...machine.sweeps.slice(-3), test];
  for (let hertz = fromHertz; hertz < toHertz; hertz += 1) {
    if (Math.round(hertz) % 5 === 0) respondInfo(machine, `Testing frequency ${Math.round(hertz)} Hz`);
    yield* shake(machine, Math.min(1, toHertz - hertz) / hertzPerSecond);
  }
  return test;
}

/** What the accelerometer saw of a test, analysed as Klipper does at its end. */
function analysed(machine: Machine, test: Sweep): ResonanceAnalysis {
  const collector = new SampleCollector(`calibration_data_${test.axis}`);
  createSampler(machine, test.startSeconds).run(test.endSeconds, (...sample) => collector.add(...sample));
  try {
    return analyseResonances([collector.recording()], {
      squareCornerVelocity: machine.toolhead.squareCornerVelocity,
    });
  } catch (error) {
    if (error instanceof ResonanceError) throw new GcodeError(error.message);
    throw error;
  }
}

/** SHAPER_CALIBRATE: sweeps, then a table of shapers and the one to take. */
function* shaperCalibrate(machine: Machine, command: GcodeCommand): Work {
  requireHomedAxes(machine);
  for (const axis of axesOf(command)) {
    const test = yield* sweep(machine, command, axis);
    respondInfo(machine, `Calculating the best input shaper parameters for ${axis} axis`);
    const { shapers, recommended } = analysed(machine, test);
    for (const { name, frequencyHertz, vibrations, smoothingMillimetres, maxAccel } of shapers) {
      respondInfo(
        machine,
        `Fitted shaper '${name}' frequency = ${frequencyHertz.toFixed(1)} Hz (vibrations = ${(vibrations * 100).toFixed(1)}%, smoothing ~= ${smoothingMillimetres.toFixed(3)})\nTo avoid too much smoothing with '${name}', suggested max_accel <= ${Math.round(maxAccel / 100) * 100} mm/sec^2`,
      );
    }
    const best = recommended.frequencyHertz.toFixed(1);
    respondInfo(
      machine,
      `Recommended shaper_type_${axis} = ${recommended.name}, shaper_freq_${axis} = ${best} Hz`,
    );
    respondInfo(
      machine,
      `Shaper calibration data written to /tmp/calibration_data_${axis}_${stamp(machine)}.csv file`,
    );
    if (machine.config.sections.has('input_shaper')) {
      machine.inputShaper[`shaper_type_${axis}`] = recommended.name;
      machine.inputShaper[`shaper_freq_${axis}`] = Number(best);
    }
    const section = machine.pendingConfig.get('input_shaper') ?? {};
    machine.pendingConfig.set('input_shaper', {
      ...section,
      [`shaper_type_${axis}`]: recommended.name,
      [`shaper_freq_${axis}`]: best,
    });
  }
  respondInfo(
    machine,
    'The SAVE_CONFIG command will update the printer config file\nwith these parameters and restart the printer.',
  );
}

/** Klipper takes any direction as two numbers; of these the practice machine knows its belts. */
const DIAGONALS: Readonly<Record<string, Shaken>> = { '1,1': 'a', '1,-1': 'b' };

function* testResonances(machine: Machine, command: GcodeCommand): Work {
  requireHomedAxes(machine);
  const diagonal = DIAGONALS[textParameter(command, 'AXIS').replaceAll(' ', '')];
  for (const axis of diagonal ? [diagonal] : axesOf(command)) {
    yield* sweep(machine, command, axis);
    respondInfo(
      machine,
      `Writing raw accelerometer data to /tmp/raw_data_${axis}_${stamp(machine)}.csv file`,
    );
    respondInfo(machine, `Resonances data written to /tmp/resonances_${axis}_${stamp(machine)}.csv file`);
  }
}

function stamp(machine: Machine): string {
  const date = new Date((machine.wallOffsetSeconds + machine.now) * 1000).toISOString();
  return `${date.slice(0, 10).replaceAll('-', '')}_${date.slice(11, 19).replaceAll(':', '')}`;
}

function* accelerometerQuery(machine: Machine): Work {
  if (machine.faults.has('accelerometer-absent'))
    throw new GcodeError(
      'Invalid adxl345 id (got 0 vs e5).\nThis is generally indicative of connection problems\n(e.g. faulty wiring) or a faulty adxl345 chip.',
    );
  yield* shake(machine, 0.2);
  const value = (center: number): string => (center + (machine.random() - 0.5) * 40).toFixed(6);
  respondInfo(machine, `accelerometer values (x, y, z): ${value(60)}, ${value(-110)}, ${value(9790)}`);
}

function* axesNoise(machine: Machine): Work {
  yield* shake(machine, 2);
  const noise = (): string => (8 + machine.random() * 8).toFixed(6);
  respondInfo(
    machine,
    `Axes noise for xy-axis accelerometer: ${noise()} (x), ${noise()} (y), ${noise()} (z)`,
  );
}

export const accelerometerCommands: Record<string, CommandSpec> = {
  ACCELEROMETER_QUERY: { help: 'Query accelerometer for the current values', run: accelerometerQuery },
  ACCELEROMETER_MEASURE: {
    help: 'Start/stop accelerometer',
    run: (machine) => respondInfo(machine, 'accelerometer measurements started'),
  },
};
export const resonanceCommands: Record<string, CommandSpec> = {
  TEST_RESONANCES: { help: 'Runs the resonance test for a specifed axis', run: testResonances },
  SHAPER_CALIBRATE: {
    help: 'Simular to TEST_RESONANCES but suggest input shaper config',
    run: shaperCalibrate,
  },
  MEASURE_AXES_NOISE: { help: 'Measures noise of all enabled accelerometer chips', run: axesNoise },
};
export const inputShaperCommands: Record<string, CommandSpec> = {
  SET_INPUT_SHAPER: {
    help: 'Set cartesian parameters for input shaper',
    run: (machine, command) => {
      const shaper = machine.inputShaper;
      for (const axis of ['x', 'y'] as const) {
        const upper = axis.toUpperCase();
        shaper[`shaper_freq_${axis}`] = numberParameter(
          command,
          `SHAPER_FREQ_${upper}`,
          Number(shaper[`shaper_freq_${axis}`] ?? 0),
          { minimum: 0 },
        );
        shaper[`shaper_type_${axis}`] =
          command.parameters[`SHAPER_TYPE_${upper}`] ??
          command.parameters.SHAPER_TYPE ??
          shaper[`shaper_type_${axis}`] ??
          shaper.shaper_type ??
          'mzv';
        const type = String(shaper[`shaper_type_${axis}`]).toLowerCase();
        if (!shaperNames.some((name) => name === type))
          throw new GcodeError(`Unsupported shaper type: ${type}`);
        respondInfo(
          machine,
          `shaper_type_${axis}:${type} shaper_freq_${axis}:${Number(shaper[`shaper_freq_${axis}`]).toFixed(3)} damping_ratio_${axis}:0.100000`,
        );
      }
    },
  },
};
