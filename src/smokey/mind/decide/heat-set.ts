import type { SensorReading } from '../../../klipper/snapshot.ts';
import { celsius } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import type { Quantity } from '../normalise/tokens.ts';
import { quantities, type Clause } from '../understand/clause.ts';
import { CHANGES, type Deed } from './deeds.ts';
import type { Desk, Outcome } from './desk.ts';
import { askHowHot, labelOf, refuseTarget } from './heat-answers.ts';
import type { HeatPair } from './heat-pairs.ts';
import { targetFor } from './heat-target.ts';

export function setPairs(desk: Desk, clause: Clause, pairs: readonly HeatPair[]): Outcome {
  const plain = {
    ...clause,
    terms: clause.terms.filter((term) => term.concepts.includes('set')),
    folded: '',
  };
  const outcomes = pairs.map(({ heater, wanted }) => setAll(desk, [heater], plain, wanted));
  const refused = outcomes.find((outcome) => !outcome.deeds.length);
  return (
    refused ?? {
      say: outcomes.flatMap((outcome) => outcome.say),
      deeds: outcomes.flatMap((outcome) => outcome.deeds),
    }
  );
}

export function setAll(desk: Desk, heaters: SensorReading[], clause: Clause, wanted: Quantity): Outcome {
  const lines: string[] = [];
  const deeds: Deed[] = [];
  for (const heater of heaters) {
    const target = targetFor(desk, heater, clause, wanted);
    if (target === null) return askHowHot(desk, [heater]);
    const refusal = refuseTarget(desk, heater, target);
    if (refusal) return refusal;
    if (wanted.unit === 'f')
      lines.push(
        say(desk.language, 'convertedF', { from: wanted.value, to: celsius(target, desk.language) }),
      );
    lines.push(
      target === 0
        ? say(desk.language, 'heaterOff', { heater: labelOf(heater) })
        : say(desk.language, 'heat', {
            heater: labelOf(heater),
            target: celsius(target, desk.language),
            now: say(desk.language, 'heatNow', { now: nowText(desk, heater) }),
          }),
    );
    deeds.push(CHANGES.temperature(heater.id, target, offAfter(clause)));
  }
  return { say: lines, deeds };
}

/** How hot it is, and its target: read again from here when the change is to be undone. */
function nowText(desk: Desk, heater: SensorReading): string {
  const now = celsius(heater.celsius, desk.language);
  return heater.targetCelsius
    ? `${now} ${say(desk.language, 'tempTarget', { target: celsius(heater.targetCelsius, desk.language) }).trim()}`
    : now;
}

function offAfter(clause: Clause): number | undefined {
  const time = quantities(clause).find((item) => item.unit === 'min' || item.unit === 'h');
  if (!time) return undefined;
  return Math.round(Math.min(120, time.unit === 'h' ? time.value * 60 : time.value));
}
