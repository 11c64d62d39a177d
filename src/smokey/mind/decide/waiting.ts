import type { Call } from '../prompt/conversation.ts';
import { expandContractions, fold } from '../normalise/text.ts';
import { NO, OOPS } from '../normalise/no-words.ts';
import type { Desk } from './desk.ts';

/** How somebody begins who puts right what they asked just before. */
const CORRECTS = new RegExp(String.raw`^(?:ach )?(?:${NO}|${OOPS}|wait|actually|i meant?|perdon)\b`);

/**
 * What an open proposal would set: "a bit more" goes on from there, not from what holds now. Null when none waits.
 * "No, 10" goes on from where the corrected one did.
 */
export function waitingValue(
  desk: Desk,
  fits: (call: Call) => boolean,
  value: (call: Call) => unknown,
): number | null {
  const about = desk.memory.changes.filter((call) => fits(call) && typeof value(call) === 'number');
  const settled = about.findIndex((call) => call.result?.outcome !== 'waiting');
  const open = settled < 0 ? about : about.slice(0, settled);
  const base = open[corrects(desk) ? 1 : 0];
  return base ? (value(base) as number) : null;
}

/** True for a message that puts right what was asked just before. */
export const corrects = (desk: Desk): boolean =>
  CORRECTS.test(expandContractions(fold(desk.exchange.text)).trim());
