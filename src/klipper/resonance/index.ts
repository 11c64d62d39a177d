/**
 * Resonances measured on the printer, from the stream of its accelerometer to facts that are told, kept and drawn.
 * The mathematics is in ../tuning; nothing here moves a printer: the caller passes the approved command.
 */
export { canMeasure, measureNoise, measureResonances } from './measure.ts';
export type { MeasuredAxis, MeasureOptions, MeasureOutcome, MeasureProgress } from './measure.ts';
export { AXIS_WORDS, nameOf, noAccelerometer, type Axis, type Direction } from './chips.ts';
export type { AxesNoise } from './noise.ts';
export { optionsOf } from './analyse.ts';
export { compareBelts, type BeltComparison, type BeltFacts } from './belts.ts';
export {
  factsOf,
  gridOf,
  type AxisFacts,
  type ShaperFacts,
  type SpectrumGrid,
} from '../tuning/resonance/facts.ts';
export { peakHertz } from '../tuning/resonance/peak.ts';
