import type { PrinterSnapshot } from '../../../klipper/snapshot.ts';
import { has, quantities, references, type Clause } from '../understand/clause.ts';
import { activeNozzle, heatersOf } from './heaters.ts';
import type { HeatPair } from './heat-pairs.ts';

/** What only a nozzle is heated to, and what only a bed is. */
const LEAST_NOZZLE_CELSIUS = 160;
const BED_CELSIUS = { least: 30, most: 130 };

/** "210 and 60", "petg, 240/80": of two bare temperatures the nozzle has the high one and the bed the low one. */
export function barePair(clause: Clause, snapshot: PrinterSnapshot): HeatPair[] {
  const values = quantities(clause);
  const isOther = has(clause, 'chamber') || references(clause, 'sensor').length > 0;
  const isChange = /\b(?:from|between|up|down|by|more|less)\b/.test(clause.folded);
  const isPlain = values.every(({ unit, signed }) => !signed && (unit === null || unit === 'c'));
  if (values.length !== 2 || !isPlain || isOther || isChange) return [];
  const [low, high] = [...values].sort((a, b) => a.value - b.value);
  const nozzle = activeNozzle(snapshot);
  const bed = heatersOf(snapshot).find(({ kind }) => kind === 'bed');
  const fits =
    high!.value >= LEAST_NOZZLE_CELSIUS && low!.value >= BED_CELSIUS.least && low!.value <= BED_CELSIUS.most;
  return fits && nozzle && bed
    ? [
        { heater: nozzle, wanted: high! },
        { heater: bed, wanted: low! },
      ]
    : [];
}
