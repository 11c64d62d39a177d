import type { SensorReading } from '../../../klipper/snapshot.ts';
import { say } from '../answer/say.ts';
import { quantities } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { activeNozzle, namedHeaters, toCelsius } from './heaters.ts';
import { reading } from './handlers/temperatures.ts';

const ABOVE =
  /\b(?:above|over|more than|hotter than|warmer than|higher than|exceeds|past|still hot|higher)\b/;
const BELOW = /\b(?:below|under|less than|colder than|cooler than|lower than)\b/;
const NOW =
  /^(?:(?:and|so|then|ok) )*if\b.*\bis (?:still |already |now )?(?:above|over|below|under|more|less|hotter|colder|warmer|cooler|higher|lower|at least)\b/;

/**
 * "if the bed is above 60 turn it off" asks about now: when the condition does not hold, that is said; when it does,
 * the wish goes on as it stands. Null for conditions about later ("when it reaches 60").
 */
export function conditionNow(
  desk: Desk,
  frames: readonly Frame[],
): { holds: boolean; outcome: Outcome } | null {
  const first = frames[0]?.clause;
  if (!first || !NOW.test(first.folded) || !snapshotOf(desk)) return null;
  const heater: SensorReading | undefined =
    namedHeaters(first, snapshotOf(desk)!).heaters[0] ?? activeNozzle(snapshotOf(desk)!);
  const limit = quantities(first).find(({ unit }) => unit === null || unit === 'c' || unit === 'f');
  if (!heater || heater.celsius === null || !limit) return null;
  const above = ABOVE.test(first.folded);
  if (!above && !BELOW.test(first.folded)) return null;
  const holds = above ? heater.celsius > toCelsius(limit) : heater.celsius < toCelsius(limit);
  return { holds, outcome: said(say(desk.language, 'notNow', { reading: `${reading(desk, heater)}.` })) };
}
