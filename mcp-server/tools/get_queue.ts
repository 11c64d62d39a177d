import { z } from 'zod';
import { readQueue } from '../facts/queue.ts';
import { visible } from '../text.ts';
import { defineTool } from '../tool.ts';

export const getQueue = defineTool({
  name: 'get_queue',
  title: 'Print queue',
  description: 'The files waiting to be printed.',
  effect: 'reads',
  toolset: 'core',
  input: z.object({}),
  output: z.object({
    state: z.string(),
    jobs: z.array(z.object({ job_id: z.string(), path: z.string() })),
  }),
  async run(_args, { printer, signal }) {
    const queue = await readQueue(printer, signal);
    const lines = queue.jobs.map((job, index) => `${index + 1}. ${visible(job.path)} (${job.job_id})`);
    return {
      data: queue,
      text: [`The queue is ${queue.state}, ${queue.jobs.length} waiting.`, ...lines].join('\n'),
    };
  },
});
