import type { SensorReading } from '../../../klipper/snapshot.ts';
import { celsius } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { isPrinting, jobName } from './guards.ts';
import { heatersOf, highestCelsius } from './heaters.ts';

export const labelOf = (heater: SensorReading): string => heater.label.toLowerCase();

/** Why a heater must not get this target; null when it may. */
export function refuseTarget(desk: Desk, heater: SensorReading, target: number): Outcome | null {
  const { language } = desk;
  if (target < 0) return said(say(language, 'belowZero', { target: celsius(target, language) }));
  const highest = highestCelsius(heater);
  if (highest !== null && target > highest) {
    return said(
      say(language, 'tooHot', {
        target: celsius(target, language),
        max: celsius(heater.maxCelsius, language),
        heater: labelOf(heater),
        highest: celsius(highest, language),
      }),
    );
  }
  const snapshot = snapshotOf(desk)!;
  const lowest = snapshot.limits.minExtrudeCelsius ?? 170;
  if (heater.kind === 'nozzle' && isPrinting(snapshot) && target < lowest) {
    return said(
      say(language, target === 0 ? 'offWhilePrinting' : 'coldPrint', {
        file: jobName(snapshot),
        heater: labelOf(heater),
        min: celsius(lowest, language),
      }),
    );
  }
  return null;
}

/** Asks for the temperature, or for the heater when none was named. */
export function askHowHot(desk: Desk, heaters: SensorReading[]): Outcome {
  const heater = heaters[0];
  if (!heater) return said(say(desk.language, 'whichHeater', { others: otherHeaters(desk) }));
  const target = heater.targetCelsius
    ? say(desk.language, 'tempTarget', { target: celsius(heater.targetCelsius, desk.language) })
    : '';
  return said(
    say(desk.language, 'howHot', {
      heater: labelOf(heater),
      now: celsius(heater.celsius, desk.language),
      target,
    }),
  );
}

export function otherHeaters(desk: Desk): string {
  const others = heatersOf(snapshotOf(desk)!).filter(
    (heater) => heater.kind !== 'nozzle' && heater.kind !== 'bed',
  );
  return others.length ? `, ${others.map((heater) => heater.label).join(', ')}` : '';
}

/** The heater that was asked for is not there; those that are. */
export function noSuchHeater(desk: Desk, heater: string): Outcome {
  const names = heatersOf(snapshotOf(desk)!)
    .map((item) => item.label)
    .join(', ');
  return said(say(desk.language, 'noSuchHeater', { heater, names }));
}
