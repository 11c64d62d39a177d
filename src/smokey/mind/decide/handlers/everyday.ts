import type { PrinterSnapshot, SensorReading } from '../../../../klipper/snapshot.ts';
import { clockTime, list, percent } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import type { Clause } from '../../understand/clause.ts';
import { READS } from '../deeds.ts';
import { read, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { isBusy, isPaused, isPrinting, jobName, jobPercent, notReady, offline } from '../guards.ts';
import { heatersOf, namedHeaters } from '../heaters.ts';
import { etaText, statusText } from './progress.ts';
import { coolMinutes, reading, TOUCHABLE_CELSIUS } from './temperatures.ts';
import { TROUBLE_HANDLERS } from './trouble.ts';
import type { Handlers } from './types.ts';

/** Short questions about this printer here and now: answered from its live state, not from a book. */
export const EVERYDAY_HANDLERS: Handlers = {
  safe_to_touch: (desk, { clause }) => withState(desk, (snapshot) => touching(desk, snapshot, clause)),
  can_print: (desk) => canPrint(desk),
  take_off: (desk, { clause }) =>
    withState(desk, (snapshot) =>
      isBusy(snapshot)
        ? [say(desk.language, 'takeOffBusy', jobValues(snapshot))]
        : [...touching(desk, snapshot, clause), say(desk.language, 'takeOffHow')],
    ),
  why_slow: (desk) => withState(desk, (snapshot) => whySlow(desk, snapshot)),
  who_did: (desk) =>
    withState(desk, (snapshot) => [say(desk.language, 'whoDid'), statusText(desk, snapshot)]),
  all_well: (desk, frame) => TROUBLE_HANDLERS.what_wrong!(desk, frame),
  is_moving: (desk) =>
    notReady(desk) ??
    withState(desk, (snapshot) => {
      read(desk, READS.glance());
      return [statusText(desk, snapshot), isPrinting(snapshot) ? say(desk.language, 'stuckHow') : ''];
    }),
  can_leave: (desk) =>
    withState(desk, (snapshot) => [say(desk.language, 'leaveIt'), statusText(desk, snapshot)]),
};

const jobValues = (snapshot: PrinterSnapshot) => ({ file: jobName(snapshot), percent: jobPercent(snapshot) });

/** Answers from the state; also while Klipper stands still, as long as the printer can be reached. */
function withState(desk: Desk, tell: (snapshot: PrinterSnapshot) => string[]): Outcome {
  const away = offline(desk);
  if (away) return away;
  return said(...tell(snapshotOf(desk)!).filter(Boolean));
}

/** Whether hands may go near: hot, heating or moving parts, with their numbers. */
function touching(desk: Desk, snapshot: PrinterSnapshot, clause: Clause): string[] {
  const named = namedHeaters(clause, snapshot).heaters;
  const heaters = named.length ? named : heatersOf(snapshot);
  const heat = list(
    heaters.map((heater) => reading(desk, heater)),
    desk.language,
  );
  if (isPrinting(snapshot)) return [say(desk.language, 'touchPrinting', { ...jobValues(snapshot), heat })];
  const hot = heaters.filter(isHot);
  if (!hot.length) return [say(desk.language, 'touchYes', { heat })];
  const heating = hot.some(({ targetCelsius }) => (targetCelsius ?? 0) > 0);
  const wait = heating
    ? say(desk.language, 'touchHeating')
    : say(desk.language, 'touchWait', { minutes: Math.max(...hot.map(coolMinutes)) });
  return [`${say(desk.language, 'touchNo', { heat })} ${wait}`];
}

/** Hot, on the way to it, or not known to be cold. */
const isHot = ({ celsius, targetCelsius }: SensorReading): boolean =>
  (celsius ?? Infinity) >= TOUCHABLE_CELSIUS || (targetCelsius ?? 0) >= TOUCHABLE_CELSIUS;

function canPrint(desk: Desk): Outcome {
  const blocked = notReady(desk);
  if (blocked) return blocked;
  const snapshot = snapshotOf(desk)!;
  const { language } = desk;
  if (isPaused(snapshot))
    return said(say(language, 'startPaused', { current: jobName(snapshot), percent: jobPercent(snapshot) }));
  if (isPrinting(snapshot)) {
    const { endsAtMs } = snapshot.job;
    const end = endsAtMs === null ? '' : say(language, 'untilClock', { clock: clockTime(endsAtMs) });
    return said(say(language, 'printLater', { ...jobValues(snapshot), end }));
  }
  const lacks = snapshot.filamentSensors
    .filter(({ enabled, detected }) => enabled && !detected)
    .map(({ label }) => say(language, 'runoutNo', { name: label, off: '' }));
  return said(say(language, 'printYes'), statusText(desk, snapshot), ...lacks);
}

function whySlow(desk: Desk, snapshot: PrinterSnapshot): string[] {
  if (!isPrinting(snapshot)) return [statusText(desk, snapshot)];
  const { toolhead } = snapshot;
  const values = {
    speed: percent(toolhead.speedFactor ?? 1),
    accel: toolhead.maxAccelMillimetresPerSecond2 ?? '?',
    velocity: toolhead.maxVelocityMillimetresPerSecond ?? '?',
  };
  return [say(desk.language, 'whySlow', values), etaText(desk, snapshot)];
}
