import type { Timeline } from '../printtime/index.ts';
import type { Totals } from '../printtime/totals.ts';

const DEFAULT_STEP_BYTES = 1 << 16;
const SMALLEST_STEP_BYTES = 1 << 12;
const STEPS = 512;

/** Steps of a timeline: some 500 of them, none below 4 kB; 64 kB where the size of the file is not known. */
export function bytesPerStepOf(sizeBytes: number | undefined): number {
  if (sizeBytes === undefined || !(sizeBytes > 0)) return DEFAULT_STEP_BYTES;
  return Math.ceil(sizeBytes / STEPS / SMALLEST_STEP_BYTES) * SMALLEST_STEP_BYTES;
}

/**
 * Numbers the pairs of a kind of line and a stretch of the file as they come up, so that one tag of a move counts
 * for both: time by kind of line and time by position in the file from one reading.
 */
export class Stretches {
  readonly bytesPerStep: number;
  private phase = 0;
  private step = 0;
  private readonly pairs: { phase: number; step: number }[] = [];
  private readonly tags = new Map<string, number>();

  constructor(bytesPerStep: number) {
    this.bytesPerStep = bytesPerStep;
  }

  tagOfPhase(phase: number): number {
    this.phase = phase;
    return this.tag();
  }

  tagAtByte(byte: number): number {
    this.step = Math.floor(byte / this.bytesPerStep);
    return this.tag();
  }

  private tag(): number {
    const { phase, step } = this;
    const key = `${phase} ${step}`;
    const known = this.tags.get(key);
    if (known !== undefined) return known;
    const tag = this.pairs.push({ phase, step }) - 1;
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
}
