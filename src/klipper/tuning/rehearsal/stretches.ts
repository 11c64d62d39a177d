import type { Timeline } from '../printtime/index.ts';
import type { LayerLines } from './cooling.ts';
import type { Totals } from '../printtime/totals.ts';

const DEFAULT_STEP_BYTES = 1 << 16;
const SMALLEST_STEP_BYTES = 1 << 12;
const STEPS = 512;
/** Beyond so many pairs layers are no longer told apart, so that no file fills the memory. */
const MOST_PAIRS = 200_000;

/** Steps of a timeline: some 500 of them, none below 4 kB; 64 kB where the size of the file is not known. */
export function bytesPerStepOf(sizeBytes: number | undefined): number {
  if (sizeBytes === undefined || !(sizeBytes > 0)) return DEFAULT_STEP_BYTES;
  return Math.ceil(sizeBytes / STEPS / SMALLEST_STEP_BYTES) * SMALLEST_STEP_BYTES;
}

/**
 * Numbers the stretches of the file, kinds of lines and layers that come up together, so that one tag of a move counts
 * for all: time by kind of line, by layer and by position in the file from one reading.
 */
export class Stretches {
  readonly bytesPerStep: number;
  private phase = 0;
  private step = 0;
  private layer = 0;
  private readonly pairs: { phase: number; step: number; layer: number }[] = [];
  private readonly tags = new Map<string, number>();

  constructor(bytesPerStep: number) {
    this.bytesPerStep = bytesPerStep;
  }

  tagOfPhase(phase: number): number {
    this.phase = phase;
    return this.tag();
  }

  tagOfLayer(layer: number): number {
    this.layer = layer;
    return this.tag();
  }

  tagAtByte(byte: number): number {
    this.step = Math.floor(byte / this.bytesPerStep);
    return this.tag();
  }

  private tag(): number {
    const { phase, step } = this;
    const layer = this.pairs.length < MOST_PAIRS ? this.layer : 0;
    const key = `${phase} ${step} ${layer}`;
    const known = this.tags.get(key);
    if (known !== undefined) return known;
    const tag = this.pairs.push({ phase, step, layer }) - 1;
    this.tags.set(key, tag);
    return tag;
  }

  sums(totals: Totals, bytes: number): { secondsByPhase: Map<number, number>; timeline: Timeline } {
    const secondsByPhase = new Map<number, number>();
    const seconds = new Float64Array(Math.ceil(bytes / this.bytesPerStep) + 1);
    this.pairs.forEach(({ phase, step }, tag) => {
      const spent = totals.secondsOfTag(tag);
      secondsByPhase.set(phase, (secondsByPhase.get(phase) ?? 0) + spent);
      seconds[step + 1] = (seconds[step + 1] ?? 0) + spent;
    });
    for (let step = 1; step < seconds.length; step++) seconds[step] = seconds[step]! + seconds[step - 1]!;
    return { secondsByPhase, timeline: { bytesPerStep: this.bytesPerStep, seconds } };
  }

  /** What was extruded at the file's speed, by layer and kind of line. */
  layerLines(totals: Totals, fastestOfTag: (tag: number) => number): LayerLines[] {
    return this.pairs.map(({ layer, phase }, tag) => ({
      layer,
      phase,
      fastestMillimetresPerSecond: fastestOfTag(tag),
      seconds: totals.extrudedAtFeedRateOfTag(tag),
    }));
  }
}
