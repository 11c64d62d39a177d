import type { SensorReading } from '../../../klipper/snapshot.ts';
import type { Quantity } from '../normalise/tokens.ts';
import { has, type Clause } from '../understand/clause.ts';
import { snapshotOf, type Desk } from './desk.ts';
import { activeNozzle, heatersOf, highestCelsius, namedHeaters, toCelsius } from './heaters.ts';
import { waitingValue } from './waiting.ts';

/** Less is no target of a heater. */
export const LEAST_TARGET = 30;

export function targetFor(
  desk: Desk,
  heater: SensorReading,
  clause: Clause,
  wanted: Quantity,
): number | null {
  const value = toCelsius(wanted);
  const below = belowTheLimit(desk, heater, clause, value);
  if (below !== null) return below;
  const raising =
    has(clause, 'up') || /\b(hotter|warmer|more|extra|another|further|additional)\b/.test(clause.folded);
  const lowering = has(clause, 'down') || (has(clause, 'cool') && has(clause, 'by'));
  const relative =
    (wanted.signed && !isAbsolute(clause)) ||
    ((raising || lowering) && !isAbsolute(clause) && (has(clause, 'by') || value <= 40));
  const isNone = wanted.unit === null && value > 0 && value < LEAST_TARGET; // "swings by five", "to 20 20"
  if (!relative) return isNone || (value > 0 && value < 10) ? null : value;
  const step = wanted.unit === 'f' ? Math.round((wanted.value * 5) / 9) : wanted.value;
  const open = waitingValue(
    desk,
    ({ tool, args }) => tool === 'set_temperature' && args.heater === heater.id,
    ({ args }) => args.target_c,
  );
  const base = open ?? heater.targetCelsius;
  if (!base) return null;
  return Math.max(0, base + (lowering && !wanted.signed ? -step : step));
}

/** "then put it 10 under that", behind what the heater may reach or what it is set to; null for all else. */
function belowTheLimit(desk: Desk, heater: SensorReading, clause: Clause, value: number): number | null {
  if (!BELOW_THAT.test(clause.folded)) return null;
  const asked = desk.memory.past[0]?.frames.some(({ intent }) => intent?.id === 'max_temperature');
  const base = asked || OF_LIMIT.test(clause.folded) ? heater.maxCelsius : heater.targetCelsius;
  return base ? base - value : null;
}
const BELOW_THAT =
  /\b\d+(?: degrees?)? (?:under|below|less than|short of|lower than) (?:that|it|this|the (?:max\w*|limit|most))\b/;
const OF_LIMIT = /\b(?:max\w*|limit|most)\b/;

function isAbsolute(clause: Clause): boolean {
  const number = clause.terms.findIndex((term) => term.quantity);
  return clause.terms
    .slice(Math.max(0, number - 2), number)
    .some((term) => term.concepts.includes('to') && term.text !== 'of');
}

/** Without a name: a value only a nozzle can mean is the nozzle; else the heater spoken of; else a question. */
export function heaterFor(desk: Desk, clause: Clause, wanted: Quantity): SensorReading[] {
  const snapshot = snapshotOf(desk)!;
  const recalled = pronoun(clause) ? recalledHeater(desk) : undefined;
  if (recalled) return [recalled];
  const value = toCelsius(wanted);
  const others = heatersOf(snapshot).filter((heater) => heater.kind !== 'nozzle');
  const nozzle = activeNozzle(snapshot);
  if (nozzle && !others.length) return [nozzle];
  const canOthers = others.some((heater) => (highestCelsius(heater) ?? 120) >= value);
  return nozzle && value >= 130 && !canOthers ? [nozzle] : nozzle && value >= 170 ? [nozzle] : [];
}

const pronoun = (clause: Clause): boolean => has(clause, 'it');

/** The heater of the last change or question about one. */
export function recalledHeater(desk: Desk): SensorReading | undefined {
  const snapshot = snapshotOf(desk)!;
  const call = desk.memory.changes.find(
    (item) => item.tool === 'set_temperature' && item.args.heater !== 'all',
  );
  const spoken = desk.memory.past[0]?.frames
    .map((frame) => namedHeaters(frame.clause, snapshot).heaters[0])
    .find(Boolean);
  return spoken ?? heatersOf(snapshot).find((heater) => heater.id === call?.args.heater);
}
