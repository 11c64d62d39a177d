import { z } from 'zod';
import { ESTIMATE, estimateOf, estimateText } from '../facts/estimate.ts';
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
    const jobs = await Promise.all(
      queue.jobs.map(async (job, index) => {
        const how = index < REHEARSED ? { withinMs: WITHIN_MS } : { onlyKnown: true };
        return { ...job, ...(await estimateOf(printer, job.path, { signal, ...how })) };
      }),
    );
    const lines = jobs.map(
      (job, index) => `${index + 1}. ${visible(job.path)} (${job.job_id})${estimateText(job)}`,
    );
    return {
      data: { state: queue.state, jobs },
      text: [`The queue is ${queue.state}, ${jobs.length} waiting.`, ...lines].join('\n'),
    };
  },
});
