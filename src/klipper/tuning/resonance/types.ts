/** Raw samples of one accelerometer: seconds and mm/s², one array per axis, all of the same length. */
export interface SampleRecording {
  kind: 'samples';
  name: string;
  firstTimeSeconds: number;
  lastTimeSeconds: number;
  /** Longest distance between two neighbouring time stamps, seconds. */
  longestStepSeconds: number;
  /** Furthest that a time stamp lies before its predecessor, seconds; 0 where time never runs backwards. */
  furthestBackSeconds: number;
  x: Float64Array;
  y: Float64Array;
  z: Float64Array;
}

/** Spectra that Klipper has already computed (its TEST_RESONANCES or SHAPER_CALIBRATE files). */
export interface SpectrumRecording {
  kind: 'spectra';
  name: string;
  spectra: Spectrum[];
}

export type Recording = SampleRecording | SpectrumRecording;

/** Power spectral density in (mm/s²)²/Hz at `frequencies` (Hz). `all` is the sum of the axes; x, y, z may be unknown. */
export interface Spectrum {
  frequencies: Float64Array;
  /** Distance between bins where bin k lies exactly at k × this; 0 where the bins are irregular. */
  binHertz: number;
  x: Float64Array | null;
  y: Float64Array | null;
  z: Float64Array | null;
  all: Float64Array;
  /** Whether `all` has been divided by frequency already (see normalise.ts). */
  normalised: boolean;
}

/** Spectrum of raw samples, with what the estimate was made of. */
export interface SampleSpectrum extends Spectrum {
  samplingHertz: number;
  windowSamples: number;
}

/** Impulses of an input shaper: amplitudes (not normalised to 1) and times in seconds. */
export interface Impulses {
  amplitudes: number[];
  times: number[];
}

export interface AnalysisOptions {
  /** Square corner velocity, mm/s. Only smoothing (and so score and maximum acceleration) depends on it. Default 5. */
  squareCornerVelocity?: number;
  /** No more smoothing than this, mm. */
  maxSmoothing?: number;
  /** Aim at no more than this fraction of remaining vibration. */
  maxVibrations?: number;
  /** Damping ratio the shapers are built for. Default 0.1. */
  dampingRatio?: number;
  /** Damping ratios the shapers are tested against. Default 0.075, 0.1, 0.15. */
  testDampingRatios?: number[];
  /** Vibrations above this frequency do not count, Hz. Default 200. */
  maxFrequency?: number;
  /** Names to try, in this order; a name may carry parameters, as `mzv(n=4)`. Default Klipper's five. */
  shapers?: string[];
  /** Frequencies to try: a range whose parts may be left out, or the exact list. */
  shaperFrequencies?: FrequencyChoice;
}

export type FrequencyChoice =
  | { kind: 'range'; start: number | null; end: number | null; step: number | null }
  | { kind: 'list'; frequencies: number[] };

/** What one shaper achieves at one frequency. */
export interface ShaperResult {
  name: string;
  frequencyHertz: number;
  /** Fraction of the vibration that remains, worst case over recordings and damping ratios. */
  vibrations: number;
  smoothingMillimetres: number;
  score: number;
  /** Highest acceleration that keeps smoothing at 0.12 mm or less, mm/s². */
  maxAccel: number;
}

export interface RecordingSummary {
  name: string;
  samplingHertz: number | null;
  windowSamples: number | null;
  /** Mean density per axis x, y, z over the whole spectrum; null for spectra read from a file. */
  axesNoise: [number, number, number] | null;
}

export interface ResonanceAnalysis {
  recommended: ShaperResult;
  shapers: ShaperResult[];
  recordings: RecordingSummary[];
  /** Spectra as used for the fit (normalised), one per data set, for drawing. */
  spectra: Spectrum[];
  /** Doubts about the recordings and names that were skipped, in plain words. */
  warnings: string[];
}
