/**
 * Resonances measured on the printer, from the stream of its accelerometer to facts that are told, kept and drawn.
 * The mathematics is in ../tuning; nothing here moves a printer: the caller passes the approved command.
 */
export { canMeasure, measureResonances } from './measure.ts';
export type { MeasuredAxis, MeasureOptions, MeasureOutcome, MeasureProgress } from './measure.ts';
export { noAccelerometer, type Axis } from './chips.ts';
export { optionsOf } from './analyse.ts';
export { factsOf, type AxisFacts, type ShaperFacts } from './facts.ts';
export { peakHertz } from './peak.ts';
