import { z } from 'zod';
import type { Printer } from '../../src/klipper/printer.ts';
import { ESTIMATE, estimateOf, estimateText, NOBODY, type Estimate } from '../facts/estimate.ts';
import { readQueue } from '../facts/queue.ts';
import { visible } from '../text.ts';
import { defineTool } from '../tool.ts';

/** The next files are rehearsed where that is quick; it goes on beside, and a later look has it. */
const REHEARSED = 5;
const WITHIN_MS = 3_000;

export const getQueue = defineTool({
  name: 'get_queue',
  title: 'Print queue',
  description: 'The files waiting to be printed.',
  effect: 'reads',
  toolset: 'core',
  input: z.object({}),
  output: z.object({
    state: z.string(),
    jobs: z.array(z.object({ job_id: z.string(), path: z.string(), ...ESTIMATE })),
  }),
  async run(_args, { printer, signal }) {
    const queue = await readQueue(printer, signal);
    const estimates = await estimatesOf(printer, new Set(queue.jobs.map(({ path }) => path)), signal);
    const jobs = queue.jobs.map((job) => ({ ...job, ...(estimates.get(job.path) ?? NOBODY) }));
    const lines = jobs.map(
      (job, index) => `${index + 1}. ${visible(job.path)} (${job.job_id})${estimateText(job)}`,
    );
    return {
      data: { state: queue.state, jobs },
      text: [`The queue is ${queue.state}, ${jobs.length} waiting.`, ...lines].join('\n'),
    };
  },
});

/** Of each file once, however often it waits; a file that is gone is left out. */
async function estimatesOf(
  printer: Printer,
  paths: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<Map<string, Estimate>> {
  if (paths.size === 0) return new Map();
  const listed = new Map((await printer.files.list({ signal })).map((file) => [file.path, file]));
  const waiting = [...paths].flatMap((path) => listed.get(path) ?? []);
  return new Map(
    await Promise.all(
      waiting.map(async (file, index) => {
        const withinMs = index < REHEARSED ? WITHIN_MS : undefined;
        return [file.path, await estimateOf(printer, file, { signal, withinMs })] as const;
      }),
    ),
  );
}
