import { z } from 'zod';
import { SampleCollector, type SampleRecording, type TimeSpan } from '../tuning/resonance/index.ts';

const batchSchema = z.looseObject({
  data: z.array(z.unknown()),
  errors: z.number().optional(),
  overflows: z.number().optional(),
});

/** Two tests of five minutes at 3200 Hz; what comes beyond is not kept, so memory stays bounded. */
const MOST_SAMPLES = 2_000_000;

/** Raw samples as they stream in, with their times, so that they can be cut to the motion afterwards. */
export class Samples {
  private readonly batches: Float64Array[] = [];
  private readonly listeners = new Set<() => void>();
  count = 0;
  /** Print time of the newest sample, seconds. */
  lastSeconds = -Infinity;
  firstSeconds = Infinity;
  /** What the chip says went wrong: bytes that did not arrive, and samples overwritten before they were read. */
  errors = 0;
  overflows = 0;
  /** Messages that were not of the known form. */
  unreadable = 0;

  add(message: unknown): void {
    const parsed = batchSchema.safeParse(message);
    if (!parsed.success) {
      this.unreadable += 1;
      return;
    }
    const { data, errors = 0, overflows = 0 } = parsed.data;
    this.errors = Math.max(this.errors, errors);
    this.overflows = Math.max(this.overflows, overflows);
    if (data.length === 0 || this.count >= MOST_SAMPLES) return;
    const rows = rowsOf(data);
    if (!rows) {
      this.unreadable += 1;
      return;
    }
    this.batches.push(rows);
    this.count += data.length;
    this.firstSeconds = Math.min(this.firstSeconds, rows[0]!);
    this.lastSeconds = rows.at(-4)!;
    for (const listener of this.listeners) listener();
  }

  /** Calls back after each batch; returns its own stop. */
  onBatch(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** The samples of a span as a recording. */
  recording(name: string, span: TimeSpan): SampleRecording {
    const collector = new SampleCollector(name, span);
    for (const batch of this.batches) {
      if ((batch.at(-4) ?? 0) < span.startSeconds || batch[0]! > span.endSeconds) continue;
      for (let i = 0; i < batch.length; i += 4) {
        collector.add(batch[i]!, batch[i + 1]!, batch[i + 2]!, batch[i + 3]!);
      }
    }
    return collector.recording();
  }
}

/** Rows of four finite numbers, one after another; null where one is anything else. By hand: 3200 rows a second. */
function rowsOf(data: readonly unknown[]): Float64Array | null {
  const rows = new Float64Array(data.length * 4);
  for (const [index, row] of data.entries()) {
    if (!Array.isArray(row) || row.length < 4) return null;
    for (let field = 0; field < 4; field++) {
      const value: unknown = row[field];
      if (typeof value !== 'number' || !Number.isFinite(value)) return null;
      rows[index * 4 + field] = value;
    }
  }
  return rows;
}
