import type { PrinterSnapshot } from '../../../../klipper/snapshot.ts';
import { clockTime, duration, filament, millimetres } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { fold } from '../../normalise/text.ts';
import { READS } from '../deeds.ts';
import { read, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { isBusy, isPaused, jobName, jobPercent, klippyCause, notReady, offline } from '../guards.ts';
import { factsOf, filePaths, searchFiles } from '../file-search.ts';
import { FILE_HANDLERS, factsText } from './files.ts';
import { HISTORY_HANDLERS } from './history.ts';
import { reading } from './temperatures.ts';
import { staleNote } from './temperatures.ts';
import type { Handlers } from './types.ts';

export const PROGRESS_HANDLERS: Handlers = {
  status: (desk) => {
    if (!offline(desk)) read(desk, READS.glance());
    return statusOutcome(desk);
  },
  what_printing: (desk, frame) =>
    asksForLast(desk)
      ? HISTORY_HANDLERS.last_job!(desk, frame)
      : ofJob(desk, (snapshot) =>
          isPaused(snapshot)
            ? statusText(desk, snapshot)
            : say(desk.language, 'whatPrinting', { file: jobName(snapshot), percent: jobPercent(snapshot) }),
        ),
  progress: (desk, { clause }) =>
    ofJob(desk, (snapshot) => {
      read(desk, READS.glance());
      const notYet = IS_IT_OVER.test(clause.core) ? say(desk.language, 'notYet') : '';
      return isPaused(snapshot)
        ? statusText(desk, snapshot)
        : notYet +
            say(desk.language, 'progress', {
              percent: jobPercent(snapshot),
              file: jobName(snapshot),
              ...jobParts(desk, snapshot),
            });
    }),
  eta: (desk, frame) =>
    isIdle(desk) && searchFiles(frame.clause, filePaths(desk)).found.length === 1
      ? FILE_HANDLERS.file_facts!(desk, frame)
      : ofJob(desk, (snapshot) => etaText(desk, snapshot)),
  elapsed: (desk, frame) =>
    isIdle(desk) && /\bwhen (?:it|that|the)\b/.test(frame.clause.folded)
      ? HISTORY_HANDLERS.last_job!(desk, frame)
      : ofJob(desk, ({ job }) =>
          say(desk.language, 'elapsed', {
            printed: duration(job.printSeconds),
            total: duration(job.totalSeconds),
          }),
        ),
  layer: (desk) =>
    ofJob(desk, ({ job, toolhead }) => {
      const z = job.heightMillimetres ?? toolhead.positionMillimetres?.z ?? null;
      const height = z === null ? '?' : millimetres(z, desk.language);
      if (job.layer === null) return say(desk.language, 'noLayer', { z: height });
      return say(desk.language, 'layer', {
        layer: job.layer,
        layers: job.layerCount ?? '?',
        height:
          say(desk.language, 'layerHeight', { z: height }) +
          (job.layerCount ? say(desk.language, 'layersLeft', { left: job.layerCount - job.layer }) : ''),
      });
    }),
  filament_used: (desk, frame) => (isIdle(desk) ? HISTORY_HANDLERS.totals!(desk, frame) : usedSoFar(desk)),
};

/** "has the red one finished yet?": first of all no. */
const IS_IT_OVER =
  /^(?:is|has|are|have|did)\b.*\b(?:done|finished|finish|ready|over|complete[d]?|through|there)\b/;

/** Nothing runs, so that "how much has gone through it" asks of all prints so far. */
const isIdle = (desk: Desk): boolean => !notReady(desk) && !isBusy(snapshotOf(desk)!);

const usedSoFar = (desk: Desk): Outcome =>
  ofJob(desk, ({ job }) => {
    const total = job.filamentTotalMillimetres
      ? say(desk.language, 'usedTotal', {
          total: filament(job.filamentTotalMillimetres, null, desk.language),
          left: filament(
            Math.max(0, job.filamentTotalMillimetres - (job.filamentUsedMillimetres ?? 0)),
            null,
            desk.language,
          ),
        })
      : '';
    return say(desk.language, 'used', {
      used: filament(job.filamentUsedMillimetres, null, desk.language),
      total,
    });
  });

/** "what did I print last", where nothing prints now. */
const asksForLast = (desk: Desk): boolean =>
  LAST.test(fold(desk.exchange.text)) && !offline(desk) && !isBusy(snapshotOf(desk)!);
const LAST =
  /\b(?:last|latest|senast|sist|forra|zuletzt|letzte\w*|ultim[oa]|anterior|dernier\w*|en dernier|yesterday|igar|gestern|ayer|hier)\b/;

/** Answers about a running or paused job; without one says so, with what the printer does. */
function ofJob(desk: Desk, tell: (snapshot: PrinterSnapshot) => string): Outcome {
  const blocked = notReady(desk);
  if (blocked) return { ...blocked };
  const snapshot = snapshotOf(desk)!;
  const [newest] = desk.memory.changes;
  const isToStart = newest?.tool === 'start_print' && newest.result?.outcome === 'waiting';
  if (!isBusy(snapshot) && isToStart) {
    const file = String(newest.args.path);
    const facts = factsOf(desk, [file])[0];
    if (facts) return said(say(desk.language, 'fileFacts', { file, facts: factsText(facts, desk) }));
  }
  if (!isBusy(snapshot)) return said(say(desk.language, 'nothingPrinting'), statusText(desk, snapshot));
  return said(tell(snapshot), ...staleNote(desk, snapshot));
}

/** Time to go, and until when. */
export function etaText(desk: Desk, snapshot: PrinterSnapshot): string {
  const { job } = snapshot;
  const left = job.remainingSeconds;
  const percent = jobPercent(snapshot);
  if (left === null)
    return say(desk.language, 'etaUnknown', { percent, elapsed: duration(job.printSeconds) });
  if (isPaused(snapshot)) return say(desk.language, 'etaPaused', { percent, left: duration(left) });
  const endsAtMs = job.endsAtMs ?? (snapshot.observedAtMs ?? 0) + left * 1000;
  return say(desk.language, 'eta', { left: duration(left), clock: clockTime(endsAtMs), percent });
}

export function statusOutcome(desk: Desk): Outcome {
  const away = offline(desk);
  if (away) return away;
  const snapshot = snapshotOf(desk)!;
  if (snapshot.klippy.state !== 'ready') return notReady(desk) ?? said(klippyCause(snapshot));
  return said(statusText(desk, snapshot), ...staleNote(desk, snapshot));
}

/** What the printer does, in one sentence. */
export function statusText(desk: Desk, snapshot: PrinterSnapshot): string {
  const { job, name: printer } = snapshot;
  const { language } = desk;
  const values = {
    printer,
    file: jobName(snapshot),
    percent: jobPercent(snapshot),
    ...jobParts(desk, snapshot),
    message: job.message,
  };
  switch (job.state) {
    case 'printing':
      return say(language, 'printing', values);
    case 'paused':
      return say(language, 'paused', values);
    case 'complete':
      return say(language, 'complete', values);
    case 'error':
      return job.message ? say(language, 'jobError', values) : say(language, 'idle', { printer, heat: '' });
    default: {
      const hot = snapshot.sensors.filter((sensor) => (sensor.targetCelsius ?? 0) > 0);
      const heat = hot.length
        ? say(language, 'idleHot', { heaters: hot.map((sensor) => reading(desk, sensor)).join(', ') })
        : '';
      return say(language, 'idle', { printer, heat });
    }
  }
}

function jobParts(desk: Desk, { job }: PrinterSnapshot): { layer: string; left: string } {
  return {
    layer:
      job.layer === null
        ? ''
        : say(desk.language, 'layerPart', { layer: job.layer, layers: job.layerCount ?? '?' }),
    left:
      job.remainingSeconds === null
        ? ''
        : say(desk.language, 'leftPart', { left: duration(job.remainingSeconds) }),
  };
}
