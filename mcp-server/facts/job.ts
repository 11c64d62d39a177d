import type { Printer } from '../../src/klipper/printer.ts';
import type { PrinterSnapshot } from '../../src/klipper/snapshot.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { visible } from '../text.ts';

export type JobPhase = 'idle' | 'printing' | 'paused';

/** What matters before doing something: does a job run, stand still, or is there none. */
export function jobPhase(snapshot: PrinterSnapshot): JobPhase {
  const { state } = snapshot.job;
  return state === 'printing' || state === 'paused' ? state : 'idle';
}

/** The word for people and models: a shut down printer is not "paused", whatever its job says. */
export function stateWord(snapshot: PrinterSnapshot): string {
  if (snapshot.connection.phase !== 'connected' || snapshot.klippy.state === 'unknown') return 'offline';
  if (snapshot.klippy.state !== 'ready') return snapshot.klippy.state;
  return snapshot.job.state;
}

/** Nothing is changed on old news, or while Klipper cannot take a command. */
export function refuseUnlessReady(printer: Printer): Refusal | null {
  const snapshot = printer.snapshot();
  const name = visible(snapshot.name, 60);
  if (snapshot.connection.phase !== 'connected' || snapshot.stale) {
    return refuse(
      'offline',
      `${name} is not heard at the moment.`,
      'Use diagnose to see why, then try again.',
    );
  }
  if (snapshot.klippy.state === 'ready') return null;
  const cause = visible(snapshot.klippy.message.split('\n')[0] ?? '', 160);
  return refuse(
    `klippy-${snapshot.klippy.state}`,
    `Klipper on ${name} is not ready but in ${snapshot.klippy.state}${cause ? `: ${cause}` : ''}.`,
    snapshot.klippy.state === 'startup'
      ? 'Wait until it is ready.'
      : 'diagnose tells the cause; a firmware restart clears a shutdown once the cause is gone.',
  );
}

/** For what must not happen beside a print: ready, and no job, not even a paused one. */
export function refuseUnlessIdle(printer: Printer, doing: string): Refusal | null {
  const notReady = refuseUnlessReady(printer);
  if (notReady) return notReady;
  const phase = jobPhase(printer.snapshot());
  if (phase === 'idle') return null;
  return refuse(
    phase,
    `A print is ${phase === 'paused' ? 'paused' : 'running'}, so ${doing} is not possible.`,
    'Wait until it has ended, or cancel it first.',
  );
}

/** For what a hand may do in a pause but not beside a running print, unless an earlier step of the plan ends it. */
export function refuseWhilePrinting(
  printer: Printer,
  willChange: ReadonlySet<string>,
  what: string,
): Refusal | null {
  const notReady = refuseUnlessReady(printer);
  if (notReady) return notReady;
  if (jobPhase(printer.snapshot()) !== 'printing' || willChange.has('job')) return null;
  return refuse('printing', `A print is running, so ${what} cannot be moved by hand.`, 'Pause it first.');
}

/** The job as a fingerprint: which phase, and of which file while it has one. */
export function jobFingerprint(printer: Printer) {
  const snapshot = printer.snapshot();
  const phase = jobPhase(snapshot);
  return {
    klippy: snapshot.klippy.state,
    job: phase,
    'job:file': phase === 'idle' ? null : snapshot.job.path,
  };
}
