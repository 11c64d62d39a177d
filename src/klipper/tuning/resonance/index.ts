export { analyseResonances, measure } from './analyse.ts';
export { ResonanceError } from './errors.ts';
export { readRecording, RecordingReader } from './readRecording.ts';
export { residualRatio } from './residual.ts';
export { DEFAULT_SHAPERS, KNOWN_SHAPERS, shaperByName, splitShaperNames } from './shaperNames.ts';
export { maxAccelFor, REFERENCE_ACCEL, shaperSmoothing, TARGET_SMOOTHING_MILLIMETRES } from './smoothing.ts';
export { normalised } from './normalise.ts';
export { welchSpectrum } from './welch.ts';
export type * from './types.ts';
