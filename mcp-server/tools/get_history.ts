import { z } from 'zod';
import { isoTime } from '../clock.ts';
import { line, whole } from '../inputs.ts';
import { durationText, visible } from '../text.ts';
import { defineTool } from '../tool.ts';

const JOB = z.object({
  job_id: z.string(),
  filename: z.string(),
  status: z.string(),
  start_time: z.number().nullable(),
  end_time: z.number().nullish(),
  total_duration: z.number().default(0),
  print_duration: z.number().default(0),
  filament_used: z.number().default(0),
});
const LIST = z.object({ count: z.number(), jobs: z.array(JOB.loose()) });
const TOTALS = z.object({
  job_totals: z.object({
    total_jobs: z.number().default(0),
    total_print_time: z.number().default(0),
    total_filament_used: z.number().default(0),
  }),
});
/** Jobs are filtered here: Moonraker cannot, so a page may have to look through many. */
const MOST_JOBS_LOOKED_AT = 500;

export const getHistory = defineTool({
  name: 'get_history',
  title: 'Print history',
  description: 'Past prints, newest first, and totals.',
  effect: 'reads',
  toolset: 'core',
  input: z.object({
    limit: whole(1, 50).optional(),
    outcome: z.enum(['any', 'completed', 'cancelled', 'error']).optional(),
    cursor: line(20).optional(),
  }),
  output: z.object({
    jobs: z.array(
      z.object({
        job_id: z.string(),
        file: z.string(),
        outcome: z.string(),
        started_at: z.string().nullable(),
        ended_at: z.string().nullable(),
        print_s: z.number(),
        filament_mm: z.number(),
      }),
    ),
    totals: z.object({ jobs: z.number(), print_s: z.number(), filament_mm: z.number() }),
    next_cursor: z.string().optional(),
  }),
  async run({ limit = 10, outcome = 'any', cursor }, { printer, signal }) {
    const start = Math.max(0, Number.parseInt(cursor ?? '0', 10) || 0);
    const asked = { limit: MOST_JOBS_LOOKED_AT, start: 0, order: 'desc' };
    const [list, totals] = await Promise.all([
      printer.query('server.history.list', asked, { signal }),
      printer.query('server.history.totals', {}, { signal }),
    ]);
    const { job_totals } = TOTALS.parse(totals);
    const fitting = LIST.parse(list).jobs.filter(
      (job) => outcome === 'any' || outcomeOf(job.status) === outcome,
    );
    const jobs = fitting.slice(start, start + limit).map((job) => ({
      job_id: job.job_id,
      file: visible(job.filename),
      outcome: outcomeOf(job.status),
      started_at: timeOf(job.start_time),
      ended_at: timeOf(job.end_time ?? null),
      print_s: Math.round(job.print_duration),
      filament_mm: Math.round(job.filament_used),
    }));
    const more = fitting.length > start + limit;
    const lines = jobs.map(
      (job) =>
        `${job.file}: ${job.outcome}, ${durationText(job.print_s)}${job.started_at ? `, ${job.started_at}` : ''}`,
    );
    return {
      data: {
        jobs,
        totals: {
          jobs: job_totals.total_jobs,
          print_s: Math.round(job_totals.total_print_time),
          filament_mm: Math.round(job_totals.total_filament_used),
        },
        ...(more ? { next_cursor: String(start + limit) } : {}),
      },
      text: [`${job_totals.total_jobs} prints in all.`, ...lines].join('\n'),
    };
  },
});

/** Moonraker knows five ways to fail; people ask for one. */
function outcomeOf(status: string): string {
  if (status === 'completed' || status === 'cancelled' || status === 'in_progress') return status;
  return 'error';
}

function timeOf(unixSeconds: number | null): string | null {
  return unixSeconds === null ? null : isoTime(unixSeconds * 1000);
}
