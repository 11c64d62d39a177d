import { ResonanceError } from './errors.ts';
import { RealPowerTransform } from './fft.ts';
import { kaiserWindow } from './kaiser.ts';
import type { SampleRecording, SampleSpectrum } from './types.ts';

const WINDOW_SECONDS = 0.5;
const KAISER_BETA = 6;

/** Samples in one window: half a second, rounded up to a power of two. */
export function windowLength(samplingHertz: number): number {
  const whole = Math.floor(WINDOW_SECONDS * samplingHertz - 1);
  return whole < 1 ? 1 : 2 ** (Math.floor(Math.log2(whole)) + 1);
}

/**
 * Power spectral density of a recording by Welch's method: windows of half a second that overlap by half, each freed
 * of its mean and weighted with a Kaiser window (β = 6). Only the first and last time stamp count, as in Klipper.
 * Throws ResonanceError where there is less than one window of samples.
 */
export function welchSpectrum(recording: SampleRecording): SampleSpectrum {
  const rows = recording.x.length;
  const durationSeconds = recording.lastTimeSeconds - recording.firstTimeSeconds;
  if (!(durationSeconds > 0)) {
    throw new ResonanceError(
      `${recording.name}: the time stamps do not advance (first ${recording.firstTimeSeconds} s, last ` +
        `${recording.lastTimeSeconds} s), so there is no sampling rate. Record again.`,
    );
  }
  const samplingHertz = rows / durationSeconds;
  const windowSamples = windowLength(samplingHertz);
  if (rows <= windowSamples || windowSamples < 8) {
    throw new ResonanceError(
      `${recording.name}: too short to analyse: ${rows} samples in ${durationSeconds.toFixed(2)} s, one window ` +
        `needs more than ${Math.max(windowSamples, 8)}. Record the whole test (about two minutes per axis).`,
    );
  }
  return spectrumOf(recording, samplingHertz, windowSamples);
}

function spectrumOf(
  recording: SampleRecording,
  samplingHertz: number,
  windowSamples: number,
): SampleSpectrum {
  const window = kaiserWindow(windowSamples, KAISER_BETA);
  const transform = new RealPowerTransform(windowSamples);
  const density = (samples: Float64Array) => axisDensity(samples, samplingHertz, window, transform);
  const x = density(recording.x);
  const y = density(recording.y);
  const z = density(recording.z);
  const binHertz = samplingHertz / windowSamples;
  return {
    frequencies: x.map((_, k) => k * binHertz),
    binHertz,
    x,
    y,
    z,
    all: x.map((value, k) => value + y[k]! + z[k]!),
    normalised: false,
    samplingHertz,
    windowSamples,
  };
}

function axisDensity(
  samples: Float64Array,
  samplingHertz: number,
  window: Float64Array,
  transform: RealPowerTransform,
): Float64Array {
  const size = window.length;
  const hop = size / 2;
  const windows = Math.floor((samples.length - hop) / hop);
  const power = new Float64Array(hop + 1);
  const segment = new Float64Array(size);
  for (let index = 0; index < windows; index++) {
    const start = index * hop;
    let sum = 0;
    for (let i = 0; i < size; i++) sum += samples[start + i]!;
    const mean = sum / size;
    for (let i = 0; i < size; i++) segment[i] = (samples[start + i]! - mean) * window[i]!;
    transform.addPower(segment, power);
  }
  const energy = window.reduce((sum, weight) => sum + weight * weight, 0);
  const scale = 1 / (samplingHertz * energy * windows);
  // Every bin but the first and the last stands for two, its mirror image included.
  return power.map((value, k) => value * (k === 0 || k === hop ? scale : 2 * scale));
}
