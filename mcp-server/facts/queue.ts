import { z } from 'zod';
import type { Printer } from '../../src/klipper/printer.ts';

const STATUS = z.object({
  queue_state: z.string(),
  queued_jobs: z.array(z.object({ job_id: z.string(), filename: z.string() })),
});

export interface PrintQueue {
  state: string;
  jobs: { job_id: string; path: string }[];
}

/** Moonraker's queue in our words. */
export async function readQueue(printer: Printer, signal?: AbortSignal): Promise<PrintQueue> {
  const status = STATUS.parse(await printer.query('server.job_queue.status', {}, { signal }));
  return {
    state: status.queue_state,
    jobs: status.queued_jobs.map(({ job_id, filename }) => ({ job_id, path: filename })),
  };
}
