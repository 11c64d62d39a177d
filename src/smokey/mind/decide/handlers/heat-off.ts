import type { SensorReading } from '../../../../klipper/snapshot.ts';
import { say } from '../../answer/say.ts';
import { has } from '../../understand/clause.ts';
import { CHANGES } from '../deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { isPrinting, jobName, notReady } from '../guards.ts';
import { labelOf, noSuchHeater } from '../heat-answers.ts';
import { exceptedHeaters } from '../heat-pairs.ts';
import { heatersOf, namedHeaters } from '../heaters.ts';
import type { Handlers } from './types.ts';

export const HEAT_OFF_HANDLERS: Handlers = {
  heaters_off(desk, { clause }) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    if (
      has(clause, 'heat') &&
      !TURNS_OFF.test(clause.folded) &&
      !has(clause, 'off', 'cool', 'stop', 'heatersoff')
    )
      return said(say(desk.language, 'preheatWhich')); // "warm", "heat everything": never the opposite
    const kept = exceptedHeaters(clause, snapshotOf(desk)!);
    if (kept.length) return offExcept(desk, kept);
    const all = heatersOf(snapshotOf(desk)!);
    const { heaters } = namedHeaters(clause, snapshotOf(desk)!);
    if (heaters.length > 0 && heaters.length < all.length && !has(clause, 'all', 'both'))
      return HEAT_OFF_HANDLERS.heater_off!(desk, { clause } as never); // "stop heating the nozzle"
    return refuseOffInPrint(desk, 'heaters') ?? proposed(say(desk.language, 'allOff'), CHANGES.heatersOff());
  },
  heater_off(desk, { clause }) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const kept = exceptedHeaters(clause, snapshotOf(desk)!);
    if (kept.length) return offExcept(desk, kept);
    const { heaters, missing, named } = namedHeaters(clause, snapshotOf(desk)!);
    if (missing) return noSuchHeater(desk, missing);
    if (!named) return HEAT_OFF_HANDLERS.heaters_off!(desk, { clause } as never);
    const refusal =
      heaters.some((heater) => heater.kind === 'nozzle') || heaters.some((heater) => heater.kind === 'bed')
        ? refuseOffInPrint(desk, heaters.map((heater) => heater.label.toLowerCase()).join(', '), heaters)
        : null;
    if (refusal) return refusal;
    return {
      say: heaters.map((heater) => say(desk.language, 'heaterOff', { heater: labelOf(heater) })),
      deeds: heaters.map((heater) => CHANGES.temperature(heater.id, 0)),
    };
  },
};

/** Words of switching off that stand for no concept. */
const TURNS_OFF =
  /\b(?:off|out|cold|cool\w*|stop\w*|kill|cut|no|enough|done|zero|0|end|drop|lose|away|down|without|disable)\b/;

/** Each heater off, but those that shall stay as they are. */
function offExcept(desk: Desk, kept: readonly SensorReading[]): Outcome {
  const off = heatersOf(snapshotOf(desk)!).filter((heater) => !kept.includes(heater));
  return (
    refuseOffInPrint(desk, off.map(labelOf).join(', '), off) ?? {
      say: off.map((heater) => say(desk.language, 'heaterOff', { heater: labelOf(heater) })),
      deeds: off.map((heater) => CHANGES.temperature(heater.id, 0)),
    }
  );
}

function refuseOffInPrint(desk: Desk, what: string, heaters?: SensorReading[]): Outcome | null {
  const snapshot = snapshotOf(desk)!;
  if (!isPrinting(snapshot)) return null;
  if (heaters && !heaters.some((heater) => heater.kind === 'nozzle')) return null;
  return said(say(desk.language, 'offWhilePrinting', { file: jobName(snapshot), heater: what }));
}
