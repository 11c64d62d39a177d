import { ResonanceError } from './errors.ts';
import type { SampleRecording } from './types.ts';

/** A gap is a step between time stamps of more than this many mean steps. */
const GAP_STEPS = 8;
/** Below this an axis that often reaches its extreme is quiet, not clipped, mm/s². */
const CLIPPING_FLOOR = 15_000;
const CLIPPED_SHARE = 0.001;

interface AxisFigures {
  axis: 'x' | 'y' | 'z';
  lowest: number;
  highest: number;
  atExtremes: number;
  rows: number;
  variance: number;
}

/**
 * What speaks against trusting a recording: gaps, clipping, dead axes, time stamps that run backwards, another axis
 * shaking most than the one its name says. Klipper analyses all of these in silence; so do we, but say it.
 * Throws ResonanceError where no axis moves at all.
 */
export function recordingDoubts(recording: SampleRecording): string[] {
  const axes = (['x', 'y', 'z'] as const).map((axis) => figures(axis, recording[axis]));
  if (axes.every(({ lowest, highest }) => lowest === highest)) {
    throw new ResonanceError(
      `${recording.name}: every axis is constant, so the accelerometer did not measure. Check its wiring with ` +
        'ACCELEROMETER_QUERY and record again.',
    );
  }
  return [
    ...timeDoubts(recording),
    ...axes.flatMap((axis) => axisDoubts(recording.name, axis)),
    ...otherAxis(recording, axes),
  ];
}

function figures(axis: AxisFigures['axis'], samples: Float64Array): AxisFigures {
  let lowest = Infinity;
  let highest = -Infinity;
  let sum = 0;
  for (const value of samples) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
    sum += value;
  }
  const mean = sum / samples.length;
  let atExtremes = 0;
  let squares = 0;
  for (const value of samples) {
    if (value === lowest || value === highest) atExtremes++;
    squares += (value - mean) * (value - mean);
  }
  return { axis, lowest, highest, atExtremes, variance: squares / samples.length, rows: samples.length };
}

function timeDoubts(recording: SampleRecording): string[] {
  const doubts: string[] = [];
  const meanStep = (recording.lastTimeSeconds - recording.firstTimeSeconds) / recording.x.length;
  if (recording.longestStepSeconds > GAP_STEPS * meanStep) {
    const gap = recording.longestStepSeconds.toFixed(3);
    doubts.push(
      `${recording.name}: samples are missing (the longest gap is ${gap} s), so frequencies may be slightly off. ` +
        'Check the accelerometer cable and record again.',
    );
  }
  if (recording.furthestBackSeconds > GAP_STEPS * meanStep) {
    doubts.push(
      `${recording.name}: the time stamps jump back by ${recording.furthestBackSeconds.toFixed(3)} s. Record again.`,
    );
  }
  return doubts;
}

function axisDoubts(name: string, { axis, lowest, highest, atExtremes, rows }: AxisFigures): string[] {
  if (lowest === highest)
    return [`${name}: the ${axis} axis is constant (${lowest} mm/s²); it counts as still.`];
  const loud = Math.max(highest, -lowest) > CLIPPING_FLOOR;
  if (!loud || atExtremes <= CLIPPED_SHARE * rows) return [];
  return [
    `${name}: the ${axis} axis is clipped at ${Math.round(lowest)} and ${Math.round(highest)} mm/s²: stronger ` +
      'vibration was cut off. Lower accel_per_hz or set a wider range, and record again.',
  ];
}

/** Klipper's files carry the tested axis in their name: raw_data_x_…, or x_… in a collection. */
function otherAxis(recording: SampleRecording, axes: AxisFigures[]): string[] {
  const named = /(?:^|[/\\])(?:raw_data_|resonances_)?([xyz])_[^/\\]*$/i
    .exec(recording.name)?.[1]
    ?.toLowerCase();
  const strongest = axes.reduce((best, axis) => (axis.variance > best.variance ? axis : best));
  if (named === undefined || named === strongest.axis) return [];
  return [
    `${recording.name}: named after ${named}, but ${strongest.axis} shakes most. Was the other axis tested, or is ` +
      'the accelerometer mounted turned (axes_map)?',
  ];
}
