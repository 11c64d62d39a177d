import { say } from '../answer/say.ts';
import { CHANGES, type Deed } from './deeds.ts';
import { offered, type Desk, type Outcome } from './desk.ts';

/**
 * The desk for what is wished further on in a message that cancels or pauses the print first: "cancel it and turn the
 * heaters off" asks for heaters of a printer that no longer prints.
 */
export function afterDeeds(desk: Desk, deeds: readonly Deed[]): Desk {
  const { printer } = desk;
  if (!printer) return desk;
  const own = deeds.filter(({ args }) => args.printer === undefined || args.printer === printer.id);
  const last = own.findLast(({ tool }) => tool in STATES);
  const state = last && STATES[last.tool];
  if (!state || !['printing', 'paused'].includes(printer.snapshot.job.state)) return desk;
  const snapshot = { ...printer.snapshot, job: { ...printer.snapshot.job, state } };
  return { ...desk, printer: { ...printer, snapshot } };
}

/** What lies on the bed is in the way of the next print: it is offered for when the bed is clear. */
export function withClearBed(desk: Desk, deeds: readonly Deed[], outcome: Outcome): Outcome {
  const starts = outcome.deeds.find(({ tool }) => tool === CHANGES.start('').tool);
  const isCancelled = deeds.some(({ tool }) => tool === CHANGES.cancel().tool);
  if (!starts || !isCancelled) return outcome;
  return offered(say(desk.language, 'startCleared', { file: String(starts.args.path) }), ...outcome.deeds);
}

const STATES: Readonly<Record<string, 'cancelled' | 'paused'>> = {
  [CHANGES.cancel().tool]: 'cancelled',
  [CHANGES.pause().tool]: 'paused',
};
