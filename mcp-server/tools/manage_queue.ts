import { z } from 'zod';
import type { Printer } from '../../src/klipper/printer.ts';
import { card } from '../card.ts';
import { factsOfFile } from '../facts/files.ts';
import { jobFingerprint, refuseUnlessIdle, refuseUnlessReady } from '../facts/job.ts';
import { doubts, refuseUnfit } from '../facts/fitness.ts';
import { readQueue } from '../facts/queue.ts';
import { rehearse } from '../facts/rehearsal.ts';
import { failureOf, sendCommand } from '../facts/send.ts';
import { filePath, line } from '../inputs.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { defineTool } from '../tool.ts';

export const manageQueue = defineTool({
  name: 'manage_queue',
  title: 'Change the queue',
  description: 'Adds paths to the print queue, removes job_ids, pauses it, or starts the first job.',
  effect: 'changes',
  destructive: false,
  toolset: 'control',
  alters: ['job'],
  input: z.object({
    action: z.enum(['add', 'remove', 'pause', 'start']),
    paths: z.array(filePath()).max(20).optional(),
    job_ids: z.array(line(40)).max(20).optional(),
  }),
  output: z.object({
    state: z.string(),
    jobs: z.array(z.object({ job_id: z.string(), path: z.string() })),
  }),

  async check({ action, paths = [], job_ids = [] }, { printer, signal }) {
    if (action === 'add') return refuseAdding(printer, paths, signal);
    if (action === 'remove') return refuseRemoving(printer, job_ids, signal);
    if (action === 'pause') return refuseUnlessReady(printer);
    return refuseStarting(printer, signal);
  },

  async summarise({ action, paths = [], job_ids = [] }, { printer, signal }) {
    const { jobs } = await readQueue(printer, signal);
    const titles = {
      add: `Put ${paths.length} into the queue: ${paths.join(', ')}`,
      remove: `Take ${job_ids.length} out of the queue: ${job_ids.map((id) => pathOf(jobs, id)).join(', ')}`,
      pause: 'Pause the queue',
      start: `Start the queue with ${jobs[0]?.path ?? 'nothing'}`,
    };
    return card({
      title: titles[action],
      meaning:
        action === 'start'
          ? 'The printer heats up and prints. Make sure that the bed is clear.'
          : `${jobs.length} wait now.`,
      hazard: action === 'start' ? await hazardOf(printer, jobs[0]?.path, signal) : null,
      rechecked: 'The files, the queue and the state of the printer.',
      ...(action === 'start' && jobs[0] ? { filePath: jobs[0].path } : {}),
    });
  },

  async depends({ action }, { printer, signal }) {
    if (action !== 'start') return { klippy: printer.snapshot().klippy.state };
    const { jobs } = await readQueue(printer, signal);
    const facts = jobs[0] ? await printer.files.facts(jobs[0].path, { signal }) : null;
    return {
      ...jobFingerprint(printer),
      first: jobs[0]?.job_id ?? null,
      'files:content': facts?.fingerprint ?? null,
    };
  },

  async run({ action, paths = [], job_ids = [] }, context) {
    const calls = {
      add: ['server.job_queue.post_job', { filenames: paths }],
      remove: ['server.job_queue.delete_job', { job_ids }],
      pause: ['server.job_queue.pause', {}],
      start: ['server.job_queue.start', {}],
    } as const;
    const [method, params] = calls[action];
    const failure = failureOf(await sendCommand(context, method, params));
    if (failure) return failure;
    const queue = await readQueue(context.printer);
    return {
      status: 'done',
      text: `The queue is ${queue.state}, ${queue.jobs.length} waiting.`,
      result: queue,
    };
  },
});

async function refuseAdding(
  printer: Printer,
  paths: string[],
  signal?: AbortSignal,
): Promise<Refusal | null> {
  if (paths.length === 0) return refuse('no-paths', 'No file was named.', 'Give paths.');
  for (const path of paths) {
    const facts = await factsOfFile(printer, path, signal);
    if (isRefusal(facts)) return facts;
  }
  return null;
}

async function refuseRemoving(
  printer: Printer,
  ids: string[],
  signal?: AbortSignal,
): Promise<Refusal | null> {
  const { jobs } = await readQueue(printer, signal);
  // Moonraker says yes to an id that is not there.
  const unknown = ids.find((id) => !jobs.some((job) => job.job_id === id));
  if (ids.length > 0 && unknown === undefined) return null;
  return refuse(
    'no-job',
    `The queue has no job ${unknown ?? '(none was named)'}.`,
    'See get_queue for the job_ids.',
  );
}

async function refuseStarting(printer: Printer, signal?: AbortSignal): Promise<Refusal | null> {
  const busy = refuseUnlessIdle(printer, 'starting the queue');
  if (busy) return busy;
  const [first] = (await readQueue(printer, signal)).jobs;
  if (!first) return refuse('empty', 'The queue is empty.', 'Add a file first.');
  const facts = await factsOfFile(printer, first.path, signal);
  if (isRefusal(facts)) return facts;
  return refuseUnfit(printer, facts, await rehearse(printer, facts, { signal }));
}

async function hazardOf(printer: Printer, path: string | undefined, signal?: AbortSignal): Promise<string> {
  const facts = path === undefined ? null : await printer.files.facts(path, { signal });
  const noted = facts ? doubts(printer, facts, await rehearse(printer, facts, { signal })) : [];
  return ['The hot end and the bed get hot and the head moves.', ...noted].join(' ');
}

function pathOf(jobs: { job_id: string; path: string }[], id: string): string {
  return jobs.find((job) => job.job_id === id)?.path ?? id;
}
