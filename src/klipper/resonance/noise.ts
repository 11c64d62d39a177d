import { PrinterError } from '../errors.ts';
import { judgeAxesNoise, measure, ResonanceError, type NoiseVerdict } from '../tuning/resonance/index.ts';
import type { Samples } from './samples.ts';

export const NOISE_SECONDS = 2;
/** From here on it is a fault of the sensor or its wiring, not a fan: measuring would tell nothing. (mm/s²)²/Hz */
const FAULTY_NOISE = 1000;

export interface AxesNoise extends NoiseVerdict {
  /** Mean density per axis at rest, (mm/s²)²/Hz. */
  x: number;
  y: number;
  z: number;
}

/** Judges the first seconds, while nothing moves. Throws PrinterError where measuring makes no sense. */
export function noiseOf(samples: Samples): AxesNoise {
  const span = {
    startSeconds: samples.firstSeconds,
    endSeconds: samples.firstSeconds + NOISE_SECONDS,
  };
  let axesNoise: readonly [number, number, number];
  try {
    axesNoise = measure(samples.recording('at rest', span)).summary.axesNoise ?? [0, 0, 0];
  } catch (cause) {
    if (!(cause instanceof ResonanceError)) throw cause;
    throw faulty('the accelerometer does not measure: every value is the same', cause);
  }
  const verdict = judgeAxesNoise(axesNoise);
  if (axesNoise.some((noise) => !(noise > 0) || noise > FAULTY_NOISE)) throw faulty(verdict.text);
  const [x, y, z] = axesNoise;
  return { ...verdict, x, y, z };
}

function faulty(wrong: string, cause?: unknown): PrinterError {
  return new PrinterError({
    kind: 'bad-answer',
    asked: 'Measure resonances',
    wrong: `${wrong} Nothing was moved.`.replace(/([^.])( Nothing)/, '$1.$2'),
    tryThis: [
      'Check the cable and the supply (3.3 V) of the accelerometer, and that it is fixed firmly.',
      'Look at it with ACCELEROMETER_QUERY and MEASURE_AXES_NOISE: about 1 to 100 is usual.',
    ],
    cause,
  });
}
