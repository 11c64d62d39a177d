import { GcodeError, respondInfo, type CommandSpec, type Machine, type Work } from '../machine/machine.ts';
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

/** The sweep from 5 to 133 Hz, one message each five steps, as Klipper reports it. */
function* sweep(machine: Machine, axis: 'x' | 'y'): Work {
  respondInfo(machine, `Testing axis ${axis.toUpperCase()}`);
  for (let frequency = 5; frequency <= 133; frequency += 1) {
    if (frequency % 5 === 0) respondInfo(machine, `Testing frequency ${frequency} Hz`);
    yield* shake(machine, 1);
  }
}

/** SHAPER_CALIBRATE: sweeps, then a table of shapers and the one to take. */
function* shaperCalibrate(machine: Machine, command: GcodeCommand): Work {
  requireHomedAxes(machine);
  for (const axis of axesOf(command)) {
    yield* sweep(machine, axis);
    respondInfo(machine, `Calculating the best input shaper parameters for ${axis} axis`);
    const frequency = (axis === 'x' ? 52 : 38) + machine.random() * 4;
    for (const [index, name] of shaperNames.entries()) {
      const fitted = frequency * (1 + index * 0.11);
      const vibrations = Math.max(0, 9 - index * 4.2);
      const smoothing = 0.06 * (1 + index * 0.55);
      respondInfo(
        machine,
        `Fitted shaper '${name}' frequency = ${fitted.toFixed(1)} Hz (vibrations = ${vibrations.toFixed(1)}%, smoothing ~= ${smoothing.toFixed(3)})\nTo avoid too much smoothing with '${name}', suggested max_accel <= ${Math.round(8000 / (1 + index) / 100) * 100} mm/sec^2`,
      );
    }
    const best = frequency * 1.11;
    respondInfo(
      machine,
      `Recommended shaper_type_${axis} = mzv, shaper_freq_${axis} = ${best.toFixed(1)} Hz`,
    );
    respondInfo(
      machine,
      `Shaper calibration data written to /tmp/calibration_data_${axis}_${stamp(machine)}.csv file`,
    );
    const section = machine.pendingConfig.get('input_shaper') ?? {};
    machine.pendingConfig.set('input_shaper', {
      ...section,
      [`shaper_type_${axis}`]: 'mzv',
      [`shaper_freq_${axis}`]: best.toFixed(1),
    });
  }
  respondInfo(
    machine,
    'The SAVE_CONFIG command will update the printer config file\nwith these parameters and restart the printer.',
  );
}

function* testResonances(machine: Machine, command: GcodeCommand): Work {
  requireHomedAxes(machine);
  textParameter(command, 'AXIS');
  for (const axis of axesOf(command)) {
    yield* sweep(machine, axis);
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
