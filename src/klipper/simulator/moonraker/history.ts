import { existsSync } from 'node:fs';
import type { MachineEvent } from '../machine/machine.ts';
import { flag, integer, text, type Arguments } from './arguments.ts';
import { MoonrakerError } from './errors.ts';
import type { CallContext, Moonraker } from './moonraker.ts';
import { reads, resource, type Endpoint } from './registry.ts';

export interface HistoryJob extends Record<string, unknown> {
  job_id: string;
  filename: string;
  status: string;
  start_time: number;
  end_time: number | null;
  print_duration: number;
  total_duration: number;
  filament_used: number;
  metadata: Record<string, unknown>;
}

export interface History {
  jobs: HistoryJob[];
  current: HistoryJob | null;
  nextNumber: number;
  totals: {
    total_jobs: number;
    total_time: number;
    total_print_time: number;
    total_filament_used: number;
    longest_job: number;
    longest_print: number;
  };
}

export function createHistory(): History {
  return {
    jobs: [],
    current: null,
    nextNumber: 1,
    totals: {
      total_jobs: 0,
      total_time: 0,
      total_print_time: 0,
      total_filament_used: 0,
      longest_job: 0,
      longest_print: 0,
    },
  };
}

/** Follows the prints: one entry each, from start to end. */
export function recordPrint(moonraker: Moonraker, event: Extract<MachineEvent, { type: 'print' }>): void {
  if (event.change === 'started') startJob(moonraker, event.job.filename);
  else finishJob(moonraker, event.change === 'complete' ? 'completed' : event.change, event.job);
}

function startJob(moonraker: Moonraker, filename: string): void {
  const { history } = moonraker;
  if (history.current) finishJob(moonraker, 'interrupted', null);
  const { print_start_time: _start, job_id: _id, ...metadata } = moonraker.files.metadata.get(filename) ?? {};
  const job: HistoryJob = {
    job_id: history.nextNumber.toString(16).toUpperCase().padStart(6, '0'),
    user: '_TRUSTED_USER_',
    filename,
    status: 'in_progress',
    start_time: moonraker.wallSeconds(),
    end_time: null,
    print_duration: 0,
    total_duration: 0,
    filament_used: 0,
    metadata,
    auxiliary_data: [],
  };
  history.nextNumber++;
  history.jobs.push(job);
  history.current = job;
  const known = moonraker.files.metadata.get(filename);
  if (known) Object.assign(known, { print_start_time: job.start_time, job_id: job.job_id });
  moonraker.notify('notify_history_changed', [{ action: 'added', job: shown(moonraker, job) }]);
}

export function finishJob(
  moonraker: Moonraker,
  status: string,
  numbers: { totalDuration: number; printDuration: number; filamentUsed: number } | null,
): void {
  const { history } = moonraker;
  const job = history.current;
  if (!job) return;
  history.current = null;
  job.status = status;
  job.end_time = moonraker.wallSeconds();
  if (numbers) {
    job.print_duration = numbers.printDuration;
    job.total_duration = numbers.totalDuration;
    job.filament_used = numbers.filamentUsed;
  }
  const { totals } = history;
  totals.total_jobs += 1;
  totals.total_time += job.total_duration;
  totals.total_print_time += job.print_duration;
  totals.total_filament_used += job.filament_used;
  totals.longest_job = Math.max(totals.longest_job, job.total_duration);
  totals.longest_print = Math.max(totals.longest_print, job.print_duration);
  moonraker.notify('notify_history_changed', [{ action: 'finished', job: shown(moonraker, job) }]);
}

function shown(moonraker: Moonraker, job: HistoryJob): Record<string, unknown> {
  return { ...job, exists: existsSync(moonraker.files.absolute('gcodes', job.filename)) };
}

function listJobs({ moonraker }: CallContext, args: Arguments): unknown {
  const limit = integer(args, 'limit', 50);
  const start = integer(args, 'start', 0);
  const since = Number(args.since ?? -Infinity);
  const before = Number(args.before ?? Infinity);
  const matching = moonraker.history.jobs.filter((job) => job.start_time > since && job.start_time < before);
  const ordered = text(args, 'order', 'desc') === 'asc' ? matching : [...matching].reverse();
  const page = limit === 0 ? ordered.slice(start) : ordered.slice(start, start + limit);
  return { count: matching.length, jobs: page.map((job) => shown(moonraker, job)) };
}

function findJob(moonraker: Moonraker, uid: string): HistoryJob {
  const job = moonraker.history.jobs.find((one) => one.job_id === uid);
  if (!job) throw new MoonrakerError(404, `Invalid job uid: ${uid}`);
  return job;
}

function deleteJob({ moonraker }: CallContext, args: Arguments): unknown {
  const { history } = moonraker;
  const gone = flag(args, 'all') ? [...history.jobs] : [findJob(moonraker, text(args, 'uid'))];
  history.jobs = history.jobs.filter((job) => !gone.includes(job));
  return { deleted_jobs: gone.map((job) => job.job_id) };
}

function totals({ moonraker }: CallContext): unknown {
  return { job_totals: { ...moonraker.history.totals }, auxiliary_totals: [] };
}

export const historyEndpoints: Endpoint[] = [
  reads('/server/history/list', listJobs),
  reads('/server/history/totals', totals),
  resource('/server/history/job', {
    GET: ({ moonraker }, args) => ({ job: shown(moonraker, findJob(moonraker, text(args, 'uid'))) }),
    DELETE: deleteJob,
  }),
];
