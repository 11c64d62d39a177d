/**
 * Tuning mathematics: what input shaper fits a measured resonance, and how long a print takes under given limits.
 * Pure: runs in Node and in a browser's worker, knows nothing of printers, files or people.
 *
 *   const recording = await readRecording('x.csv', blobPieces(file));
 *   const { recommended, shapers, warnings } = analyseResonances([recording], { squareCornerVelocity: 8 });
 *
 *   const { limits, printer } = plannerSettings(configfileSettings, toolheadStatus);
 *   const estimate = await estimatePrintTime(pieces, { limits, printer, signal, onProgress });
 *
 *   const rehearsal = await rehearsePrint(pieces, rehearsalPrinter(settings, objects, commandNames), { filament });
 */
export {
  analyseResonances,
  DEFAULT_SHAPERS,
  judgeAxesNoise,
  KNOWN_SHAPERS,
  maxAccelFor,
  measure,
  normalised,
  readRecording,
  RecordingReader,
  residualCurve,
  residualRatio,
  SampleCollector,
  ResonanceError,
  shaperByName,
  shaperSmoothing,
  welchSpectrum,
} from './resonance/index.ts';
export type * from './resonance/types.ts';
export {
  DEFAULT_LIMITS,
  DEFAULT_PRINTER,
  estimatePrintTime,
  gainOf,
  GcodeError,
  LimitsError,
  plannerSettings,
  resolveLimits,
  secondsAtByte,
} from './printtime/index.ts';
export type {
  EstimateOptions,
  FileTimes,
  FirmwareRetraction,
  Gain,
  Limiters,
  PlannerLimits,
  PrinterModel,
  PrintTimeEstimate,
  ResolvedLimits,
  Timeline,
} from './printtime/index.ts';
export { rehearsalPrinter, rehearsePrint } from './rehearsal/index.ts';
export type { RehearsalOptions } from './rehearsal/index.ts';
export type * from './rehearsal/types.ts';
export { blobPieces } from './text/blobPieces.ts';
