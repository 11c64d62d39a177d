import { SampleRows } from './sampleRows.ts';
import type { SampleRecording } from './types.ts';

/** A stretch of print time, seconds. */
export interface TimeSpan {
  startSeconds: number;
  endSeconds: number;
}

/**
 * Collects samples that arrive live (seconds, mm/s²) into a recording. Give the span of motion where it is known:
 * what lies outside is left out, as Klipper does. Throws ResonanceError after two million samples.
 */
export class SampleCollector {
  private readonly name: string;
  private readonly span: TimeSpan;
  private readonly rows = new SampleRows();

  constructor(name: string, span: TimeSpan = { startSeconds: -Infinity, endSeconds: Infinity }) {
    this.name = name;
    this.span = span;
  }

  get count(): number {
    return this.rows.rows;
  }

  add(seconds: number, x: number, y: number, z: number): void {
    if (seconds < this.span.startSeconds || seconds > this.span.endSeconds) return;
    this.rows.add(seconds, x, y, z);
  }

  /** The recording so far; more samples may follow, and another recording be taken. */
  recording(): SampleRecording {
    return recordingOf(this.name, this.rows);
  }
}

export function recordingOf(name: string, rows: SampleRows): SampleRecording {
  return {
    kind: 'samples',
    name,
    firstTimeSeconds: rows.firstTime,
    lastTimeSeconds: rows.lastTime,
    longestStepSeconds: rows.longestStep,
    furthestBackSeconds: rows.furthestBack,
    x: rows.x.subarray(0, rows.rows),
    y: rows.y.subarray(0, rows.rows),
    z: rows.z.subarray(0, rows.rows),
  };
}
