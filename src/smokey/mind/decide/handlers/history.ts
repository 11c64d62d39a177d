import { duration, filament, number } from '../../answer/format.ts';
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
  filamentMillimetres: number | null;
  note: string;
}

export const HISTORY_HANDLERS: Handlers = {
  last_job(desk, { clause }) {
    const away = offline(desk);
    if (away) return away;
    const text = clause.folded;
    const outcome = outcomeIn(text);
    const many =
      /\b(prints|jobs|list|history|historik|verlauf|historial|historique|how many|recent|past|all|utskrifter|drucke|impresiones|impressions)\b/.test(
        text,
      ) || outcome !== undefined;
    const asksLast = /\b(last|latest|previous|recent) (print|job|one)\b(?! ?s\b)/.test(text);
    const jobs = jobsOf(read(desk, READS.history(10))?.data);
    if (SHARE.test(text) && jobs.length) return said(counted(desk, jobs), ...listed(desk, jobs, outcome));
    const fits = (job: Job): boolean =>
      outcome === 'error'
        ? isFailed(job) || ((asksLast || NOT_MADE.test(text)) && isUnfinished(job))
        : job.outcome.startsWith(outcome ?? '');
    const wanted = outcome && (!asksLast || THAT_DID.test(text)) ? jobs.filter(fits) : jobs;
    const files = [...new Set(jobs.map((job) => job.file))];
    const own = searchFiles(clause, files).found;
    // "that vase I bailed on, how long had it run?": named beside the question
    const named = own.length
      ? own
      : desk.frames
          .filter(({ role }) => role === 'remark')
          .flatMap((frame) => searchFiles(frame.clause, files).found);
    const ofFile = named.length || !GOES_ON.test(text) ? named : desk.memory.files.slice(0, 1);
    const last = wanted.find((job) => ofFile.includes(job.file)) ?? wanted[howFarBack(desk)];
    if (!last)
      return said(
        jobs.length
          ? say(desk.language, 'jobs', { names: jobs.slice(0, 5).map(jobText).join('; ') })
          : say(desk.language, 'noJobs'),
      );
    if (many && !asksLast && !ofFile.length)
      return said(
        say(desk.language, 'jobs', { names: wanted.slice(0, 8).map(jobText).join('; ') }),
        ...reasonOf(desk, last, text),
      );
    const reason = reasonOf(desk, last, text);
    const values = { file: last.file, status: last.outcome, details: details(last) };
    if (/^(did|was|has|is|blev|hat|ist|wurde|termino|a-t|est)\b/.test(clause.core))
      return said(
        say(desk.language, last.outcome.startsWith('complet') ? 'lastJobYes' : 'lastJobNo', values),
        ...reason,
      );
    const used =
      USED.test(text) && last.filamentMillimetres
        ? [say(desk.language, 'jobUsed', { used: filament(last.filamentMillimetres, null, desk.language) })]
        : [];
    return said(say(desk.language, 'lastJob', values), ...used, ...reason);
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

/** "which didn't make it": those that were cancelled did not either. */
const NOT_MADE = /\bnot (?:make it|finish|complete|get (?:done|finished)|come out)/;

/** Which end of a print is asked for; of "the last one that came out fine" a good one. */
function outcomeIn(text: string): string | undefined {
  if (
    /\b(?:last|latest) (?:\w+ ){0,3}(?:that|which) (?:\w+ )?(?:came out|worked|went (?:well|fine|right)|finished|completed|succeeded)\b|\blast (?:good|successful|completed|finished)\b/.test(
      text,
    )
  )
    return 'complet';
  if (
    /\bfail|error|\b(?:did|does) not (?:work|finish|succeed|come out|go well|end well|make it)|\bmisslyck|fehlgeschl|fallid|echou|\bwent wrong\b/.test(
      text,
    )
  )
    return 'error';
  return /\bcancel/.test(text) ? 'cancelled' : undefined;
}

/** "the last print that did not work": not simply the last. */
const THAT_DID = /\b(?:that|which|to) (?:\w+ ){0,2}(?:fail\w*|not|cancel\w*|went|error\w*|crash\w*)\b/;
const isUnfinished = ({ outcome }: Job): boolean => !/complet|progress|printing/.test(outcome);
const isFailed = ({ outcome }: Job): boolean => /error|fail|shutdown|interrupt/.test(outcome);
const reasonOf = (desk: Desk, job: Job, text: string): string[] =>
  isFailed(job) && WHY.test(text) && !job.note ? [say(desk.language, 'historyNoReason')] : [];
const WHY =
  /\b(?:why|reason|cause|wrong|what happened|how come|because of what|varfor|warum|wieso|por que|pourquoi|grund|orsak\w*|motivo|raison)\b/;
/** "how long had it been running": of the print that was just told of. */
const GOES_ON = /\bhow (?:long|much|far)\b|\b(?:reason|cause)\b|^(?:and )?why\b/;
/** "how many of them failed", "my success rate". */
const SHARE = /\b(?:how many|what share|rate|percentage|proportion|how reliable|how often)\b/;

const USED = /\b(?:use|used|filament|plastic|material|metres|meters|grams)\b/;

/** "Of the last 10: 7 completed, 2 cancelled, 1 error." */
function counted(desk: Desk, jobs: readonly Job[]): string {
  const ends = [...new Set(jobs.map(({ outcome }) => outcome))];
  const counts = ends.map((end) => `${jobs.filter(({ outcome }) => outcome === end).length} ${end}`);
  return say(desk.language, 'jobCounts', { count: jobs.length, counts: counts.join(', ') });
}

const listed = (desk: Desk, jobs: readonly Job[], outcome: string | undefined): string[] => {
  const fitting = outcome ? jobs.filter((job) => job.outcome.startsWith(outcome)) : [];
  return fitting.length ? [say(desk.language, 'jobs', { names: fitting.map(jobText).join('; ') })] : [];
};

const BEFORE_THAT =
  /\bbefore (?:that|it|this|then)\b|\bone before\b|\bdessforinnan\b|\bdavor\b|\bantes\b|\bavant\b/;

/** "and before that?": one job further back with each time it is asked. */
export function howFarBack(desk: Desk): number {
  const now = fold(desk.exchange.text);
  if (/\b(?:before the last|last but one|second to last|second last|one before last)\b/.test(now)) return 1;
  if (!BEFORE_THAT.test(now) || GOES_ON.test(now)) return 0;
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
      filamentMillimetres: typeof raw.filament_mm === 'number' ? raw.filament_mm : null,
      note: typeof raw.note === 'string' ? raw.note : '',
    };
  });
}

const details = (job: Job): string =>
  `${job.seconds ? `, ${duration(job.seconds)}` : ''}${job.note ? ` (${job.note})` : ''}`;
const jobText = (job: Job): string => `${job.file}: ${job.outcome}${details(job)}`;
