import type { PrinterSnapshot } from '../../../klipper/snapshot.ts';
import { percent } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import { CHANGES } from './deeds.ts';
import { offered, said, snapshotOf, type Desk, type Outcome } from './desk.ts';

/** Why nothing can be asked of the printer now; null when it answers. */
export function offline(desk: Desk): Outcome | null {
  const snapshot = snapshotOf(desk);
  if (!snapshot) return said(say(desk.language, 'noPrinter'));
  const { connection } = snapshot;
  if (connection.phase === 'connected' && !connection.problem) return null;
  if (connection.phase === 'connected' && !snapshot.stale) return null;
  if (
    snapshot.observedAtMs !== null &&
    !snapshot.stale &&
    connection.phase !== 'stopped' &&
    !connection.problem
  )
    return null;
  const problem = connection.problem;
  return said(
    say(desk.language, 'unreachable', {
      printer: snapshot.name,
      cause: problem?.cause ?? '',
      remedy: problem?.remedy[0] ?? '',
    })
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

/** The first sentence of Klipper's own words, on one line. */
export function klippyCause(snapshot: PrinterSnapshot): string {
  const first =
    snapshot.klippy.message
      .split('\n')
      .map((line) => line.trim())
      .find(Boolean) ?? '';
  return first && !/[.!?]$/.test(first) ? `${first}.` : first;
}

/** Why Klipper cannot carry anything out now; null when it is ready. */
export function notReady(desk: Desk): Outcome | null {
  const away = offline(desk);
  if (away) return away;
  const snapshot = snapshotOf(desk) as PrinterSnapshot;
  const values = {
    printer: snapshot.name,
    message: klippyCause(snapshot),
    remedy: say(desk.language, 'shutdownRemedy'),
  };
  switch (snapshot.klippy.state) {
    case 'ready':
      return null;
    case 'shutdown':
      return offered(say(desk.language, 'shutdown', values), CHANGES.restart('firmware'));
    case 'error':
      return offered(say(desk.language, 'configError', values), CHANGES.restart('klipper'));
    case 'startup':
    case 'unknown':
      return said(say(desk.language, 'starting', values));
    case 'disconnected':
      return offered(say(desk.language, 'noKlippy', values), CHANGES.restart('klipper_service'));
  }
}

export const isPrinting = (snapshot: PrinterSnapshot): boolean => snapshot.job.state === 'printing';
export const isPaused = (snapshot: PrinterSnapshot): boolean => snapshot.job.state === 'paused';
export const isBusy = (snapshot: PrinterSnapshot): boolean => isPrinting(snapshot) || isPaused(snapshot);
export const jobName = (snapshot: PrinterSnapshot): string => snapshot.job.path ?? 'the print';
export const jobPercent = (snapshot: PrinterSnapshot): string => percent(snapshot.job.progress ?? 0);

/** Refuses what would spoil a running print, and says when it is possible. */
export function whilePrinting(desk: Desk, what: string): Outcome | null {
  const snapshot = snapshotOf(desk);
  if (!snapshot || !isPrinting(snapshot)) return null;
  return said(
    say(desk.language, 'busyPrinting', { file: jobName(snapshot), percent: jobPercent(snapshot), what }),
  );
}
