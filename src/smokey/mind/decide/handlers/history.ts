import { duration, number } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { READS } from '../deeds.ts';
import { fold } from '../../normalise/text.ts';
import { read, said, type Desk } from '../desk.ts';
import { listIn, searchFiles } from '../file-search.ts';
import { offline } from '../guards.ts';
import type { Handlers } from './types.ts';

interface Job {
  file: string;
  outcome: string;
  seconds: number | null;
  note: string;
}

export const HISTORY_HANDLERS: Handlers = {
  last_job(desk, { clause }) {
    const away = offline(desk);
    if (away) return away;
    const text = clause.folded;
    const outcome = /\bfail|error|misslyck|fehlgeschl|fallid|echou/.test(text)
      ? 'error'
      : /\bcancel/.test(text)
        ? 'cancelled'
        : undefined;
    const many =
      /\b(prints|jobs|list|history|historik|verlauf|historial|historique|how many|recent|past|all|utskrifter|drucke|impresiones|impressions)\b/.test(
        text,
      ) || outcome !== undefined;
    const asksLast = /\b(last|latest|previous|recent) (print|job|one)\b(?! ?s\b)/.test(text);
    const jobs = jobsOf(read(desk, READS.history(10))?.data);
    const wanted = outcome && !asksLast ? jobs.filter((job) => job.outcome.startsWith(outcome)) : jobs;
    const ofFile = searchFiles(clause, [...new Set(jobs.map((job) => job.file))]).found;
    const last = wanted.find((job) => ofFile.includes(job.file)) ?? wanted[howFarBack(desk)];
    if (!last)
      return said(
        jobs.length
          ? say(desk.language, 'jobs', { names: jobs.slice(0, 5).map(jobText).join('; ') })
          : say(desk.language, 'noJobs'),
      );
    if (many && !asksLast && !ofFile.length)
      return said(say(desk.language, 'jobs', { names: wanted.slice(0, 8).map(jobText).join('; ') }));
    const values = { file: last.file, status: last.outcome, details: details(last) };
    if (/^(did|was|has|is|blev|hat|ist|wurde|termino|a-t|est)\b/.test(clause.core))
      return said(
        say(desk.language, last.outcome.startsWith('complet') ? 'lastJobYes' : 'lastJobNo', values),
      );
    return said(say(desk.language, 'lastJob', values));
  },
  totals(desk) {
    const away = offline(desk);
    if (away) return away;
    const data = read(desk, READS.history(1))?.data;
    const totals = (data?.totals ?? {}) as Record<string, unknown>;
    const value = (...names: string[]): number | null =>
      names.map((name) => totals[name]).find((item): item is number => typeof item === 'number') ?? null;
    const seconds = value('print_s', 'total_print_time_s');
    const facts = [
      value('jobs', 'total_jobs') === null ? '' : `${value('jobs', 'total_jobs')} prints`,
      seconds === null ? '' : `${Math.round(seconds / 3600)} h of printing`,
      value('filament_mm') === null
        ? ''
        : `${number((value('filament_mm') ?? 0) / 1000, desk.language, 0)} m of filament`,
    ].filter(Boolean);
    return said(
      facts.length ? say(desk.language, 'totals', { facts: facts.join(', ') }) : say(desk.language, 'noJobs'),
    );
  },
};

const BEFORE_THAT =
  /\bbefore (?:that|it|this|then)\b|\bone before\b|\bdessforinnan\b|\bdavor\b|\bantes\b|\bavant\b/;

/** "and before that?": one job further back with each time it is asked. */
function howFarBack(desk: Desk): number {
  if (!BEFORE_THAT.test(fold(desk.exchange.text))) return 0;
  const earlier = desk.memory.past.findIndex(({ exchange }) => !BEFORE_THAT.test(fold(exchange.text)));
  return earlier < 0 ? desk.memory.past.length : earlier + 1;
}

export function jobsOf(data: Record<string, unknown> | undefined): Job[] {
  return listIn(data, 'jobs').map((item) => {
    const raw = item as Record<string, unknown>;
    const seconds = raw.print_s ?? raw.print_duration ?? raw.duration_s;
    return {
      file: String(raw.file ?? raw.filename ?? raw.path ?? '?'),
      outcome: String(raw.outcome ?? raw.status ?? '?').replaceAll('_', ' '),
      seconds: typeof seconds === 'number' ? seconds : null,
      note: typeof raw.note === 'string' ? raw.note : '',
    };
  });
}

const details = (job: Job): string =>
  `${job.seconds ? `, ${duration(job.seconds)}` : ''}${job.note ? ` (${job.note})` : ''}`;
const jobText = (job: Job): string => `${job.file}: ${job.outcome}${details(job)}`;
