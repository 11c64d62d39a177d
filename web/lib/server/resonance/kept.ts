import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { PendingAction } from '#mcp/gate/types.ts';

const axisSchema = z.looseObject({ axis: z.enum(['x', 'y']).nullable(), peak_hz: z.number() });
const measuredSchema = z.looseObject({
  routine: z.literal('input_shaper'),
  result: z.looseObject({
    axes: z.array(axisSchema).min(1),
    previous: z.record(z.string(), z.string()).optional(),
    noise: z.record(z.string(), z.unknown()).optional(),
  }),
});
const recordSchema = z.looseObject({
  measured_at: z.string(),
  action_id: z.string(),
  axes: z.array(axisSchema).min(1),
  /** The shapers that held before, so that they can be applied again at any time. */
  previous: z.record(z.string(), z.string()).optional(),
});
export type KeptResonances = z.infer<typeof recordSchema>;

const MOST_TOLD = 24;

/** Measured resonances of each printer, a line each in a file of its own: for comparing over months. */
export function createKeptResonances(directory: string) {
  const fileOf = (printerId: string) => join(directory, `${encodeURIComponent(printerId)}.jsonl`);
  return {
    /** Keeps what a finished action has measured; anything else is passed over. */
    async take(action: PendingAction, nowMs: number): Promise<void> {
      if (action.status !== 'done') return;
      const parsed = measuredSchema.safeParse(action.outcome?.result);
      if (!parsed.success) return;
      const { axes, previous, noise } = parsed.data.result;
      const record = {
        measured_at: new Date(nowMs).toISOString(),
        action_id: action.id,
        axes,
        previous,
        noise,
      };
      await mkdir(directory, { recursive: true });
      await appendFile(fileOf(action.printerId), `${JSON.stringify(record)}\n`);
    },
    /** Newest first. A line that cannot be read (a power cut while writing) is left out. */
    async of(printerId: string): Promise<KeptResonances[]> {
      const text = await readFile(fileOf(printerId), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '';
        throw error;
      });
      return text.split('\n').flatMap(recordOf).slice(-MOST_TOLD).reverse();
    },
  };
}

export type KeptResonancesStore = ReturnType<typeof createKeptResonances>;

function recordOf(line: string): KeptResonances[] {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
