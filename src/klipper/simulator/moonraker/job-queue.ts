import { existsSync } from 'node:fs';
import { flag, list, text, type Arguments } from './arguments.ts';
import { MoonrakerError } from './errors.ts';
import type { CallContext, Moonraker } from './moonraker.ts';
import { runScript } from './printer-endpoints.ts';
import { changes, reads, resource, type Endpoint } from './registry.ts';

interface QueuedJob {
  filename: string;
  job_id: string;
  time_added: number;
}

export interface JobQueue {
  jobs: QueuedJob[];
  state: 'ready' | 'loading' | 'starting' | 'paused';
  nextNumber: number;
}

export function createJobQueue(): JobQueue {
  return { jobs: [], state: 'paused', nextNumber: 0x7f73 };
}

function shownJobs(moonraker: Moonraker): unknown[] {
  const now = moonraker.wallSeconds();
  return moonraker.queue.jobs.map((job) => ({ ...job, time_in_queue: now - job.time_added }));
}

function status(moonraker: Moonraker): unknown {
  return { queued_jobs: shownJobs(moonraker), queue_state: moonraker.queue.state };
}

function noteQueue(moonraker: Moonraker, action: string): void {
  const updated_queue = action === 'state_changed' ? null : shownJobs(moonraker);
  moonraker.notify('notify_job_queue_changed', [
    { action, updated_queue, queue_state: moonraker.queue.state },
  ]);
}

function setState(moonraker: Moonraker, state: JobQueue['state']): void {
  if (moonraker.queue.state === state) return;
  moonraker.queue.state = state;
  noteQueue(moonraker, 'state_changed');
}

export function addJobs(moonraker: Moonraker, filenames: string[]): void {
  for (const name of filenames) {
    if (!existsSync(moonraker.files.absolute('gcodes', name)))
      throw new MoonrakerError(400, `G-Code File ${name} does not exist`);
  }
  for (const filename of filenames) pushJob(moonraker, filename);
}

/** Puts a job behind the others, whether or not its file is (still) there; `jobId` where it is to have its own. */
export function pushJob(moonraker: Moonraker, filename: string, jobId?: string): void {
  const number = moonraker.queue.nextNumber++;
  moonraker.queue.jobs.push({
    filename,
    job_id: jobId ?? `0000${number.toString(16).toUpperCase().padStart(12, '0')}`,
    time_added: moonraker.wallSeconds(),
  });
}

function add({ moonraker }: CallContext, args: Arguments): unknown {
  const filenames = list(args, 'filenames');
  if (flag(args, 'reset')) moonraker.queue.jobs = [];
  addJobs(moonraker, filenames);
  noteQueue(moonraker, 'jobs_added');
  return status(moonraker);
}

function remove({ moonraker }: CallContext, args: Arguments): unknown {
  const gone = flag(args, 'all') ? null : list(args, 'job_ids');
  moonraker.queue.jobs =
    gone === null ? [] : moonraker.queue.jobs.filter((job) => !gone.includes(job.job_id));
  noteQueue(moonraker, 'jobs_removed');
  return status(moonraker);
}

/** Moves a job to the front. */
function jump({ moonraker }: CallContext, args: Arguments): unknown {
  const wanted = text(args, 'job_id');
  const job = moonraker.queue.jobs.find(({ job_id }) => job_id === wanted);
  if (!job) throw new MoonrakerError(400, `Invalid job id: ${wanted}`);
  moonraker.queue.jobs = [job, ...moonraker.queue.jobs.filter((one) => one !== job)];
  noteQueue(moonraker, 'jobs_reordered');
  return status(moonraker);
}

function pause({ moonraker }: CallContext): unknown {
  setState(moonraker, 'paused');
  return status(moonraker);
}

/** One job is started; the queue then pauses again. */
function start({ moonraker }: CallContext): unknown {
  const { queue, host } = moonraker;
  const busy =
    host.machine.klippy.state !== 'ready' ||
    host.machine.printStats.state === 'printing' ||
    host.machine.printStats.state === 'paused';
  if (!queue.jobs.length || busy) {
    setState(moonraker, 'ready');
    return status(moonraker);
  }
  setState(moonraker, 'loading');
  const answer = status(moonraker);
  const [job] = queue.jobs;
  setImmediate(() => {
    if (job) void loadJob(moonraker, job);
  });
  return answer;
}

async function loadJob(moonraker: Moonraker, job: QueuedJob): Promise<void> {
  try {
    await runScript(moonraker, `SDCARD_PRINT_FILE FILENAME="${job.filename}"`);
    setState(moonraker, 'starting');
    moonraker.queue.jobs = moonraker.queue.jobs.filter((one) => one !== job);
    moonraker.queue.state = 'paused';
    noteQueue(moonraker, 'job_loaded');
  } catch (error) {
    if (!(error instanceof MoonrakerError)) throw error;
    setState(moonraker, 'paused');
  }
}

export const jobQueueEndpoints: Endpoint[] = [
  reads('/server/job_queue/status', ({ moonraker }) => status(moonraker)),
  resource('/server/job_queue/job', { POST: add, DELETE: remove }),
  changes('/server/job_queue/pause', pause),
  changes('/server/job_queue/start', start),
  changes('/server/job_queue/jump', jump),
];
