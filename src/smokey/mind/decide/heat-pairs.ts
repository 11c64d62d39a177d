import type { PrinterSnapshot, SensorReading } from '../../../klipper/snapshot.ts';
import type { Quantity } from '../normalise/tokens.ts';
import { has, type Clause } from '../understand/clause.ts';
import type { Term } from '../understand/terms.ts';
import type { Desk } from './desk.ts';
import { snapshotOf } from './desk.ts';
import { heatersOf, namedHeaters, namedNozzles, nozzles } from './heaters.ts';

export interface HeatPair {
  heater: SensorReading;
  wanted: Quantity;
}

/** "layer 40", "fan 50": no temperature, although it stands between heaters. */
const OTHER_NUMBER = /^(?:layer|line|fan|speed|flow|percent|version|z|x|y|lager|schicht|capa|couche)$/;

const isTemperature = ({ quantity }: Term): boolean =>
  quantity !== undefined && (quantity.unit === null || quantity.unit === 'c' || quantity.unit === 'f');

/**
 * Heaters with a temperature each: "bed 60 nozzle 210", "220 for the nozzle and 65 for the bed". Empty unless every
 * temperature finds its own heater.
 */
export function heatPairs(clause: Clause, snapshot: PrinterSnapshot): HeatPair[] {
  const sides = has(clause, 'left') && has(clause, 'right') && nozzles(snapshot).length > 1; // "left 240 right 215"
  const spots = clause.terms.flatMap((term, at): ({ heater: SensorReading } | { wanted: Quantity })[] => {
    if (isTemperature(term) && term.quantity!.value >= 20)
      return OTHER_NUMBER.test(clause.terms[at - 1]?.text ?? '') ? [] : [{ wanted: term.quantity! }];
    const alone = { ...clause, terms: [term], folded: term.text };
    const heater =
      namedHeaters(alone, snapshot).heaters[0] ??
      (sides && has(alone, 'left', 'right') ? namedNozzles(alone, snapshot)[0] : undefined);
    return heater ? [{ heater }] : [];
  });
  const pairs: HeatPair[] = [];
  for (let index = 0; index + 1 < spots.length; index += 2) {
    const pair = { ...spots[index], ...spots[index + 1] } as Partial<HeatPair>;
    if (!pair.heater || !pair.wanted) return [];
    pairs.push(pair as HeatPair);
  }
  const different = new Set(pairs.map(({ heater }) => heater.id)).size === pairs.length;
  return different && spots.length % 2 === 0 ? pairs : [];
}

/** "set those two": temperatures that were said in this message or the one before, or that a file told. */
export function recalledPairs(desk: Desk): HeatPair[] {
  const snapshot = snapshotOf(desk)!;
  const spoken = [...desk.frames, ...(desk.memory.past[0]?.frames ?? [])].flatMap((frame) =>
    heatPairs(frame.clause, snapshot),
  );
  if (spoken.length) return spoken;
  for (const { exchange } of desk.memory.past.slice(0, 2))
    for (const call of exchange.calls.filter(({ tool }) => tool === 'get_file')) {
      const data = call.result?.data ?? {};
      const found = heatersOf(snapshot).flatMap((heater): HeatPair[] => {
        const value =
          heater.kind === 'bed' ? data.max_bed_c : heater.id === 'extruder' ? data.max_nozzle_c : null;
        return typeof value === 'number' && value > 0
          ? [{ heater, wanted: { value, unit: 'c', signed: false } }]
          : [];
      });
      if (found.length) return found;
    }
  return [];
}

export const pointsToTemperatures = (clause: Clause): boolean =>
  has(clause, 'both') || /\b(?:those|these|that|them|two|dem|die|esas|ces|this)\b/.test(clause.folded);

/** The heaters that a wish leaves out: "everything off except the bed". */
export function exceptedHeaters(clause: Clause, snapshot: PrinterSnapshot): SensorReading[] {
  const at = clause.terms.findIndex((term) =>
    /^(?:except|but|besides|apart|utom|ausser|bis|menos|excepto|salvo|sauf)$/.test(term.text),
  );
  if (at < 0) return [];
  const terms = clause.terms.slice(at + 1);
  const rest = { ...clause, terms, folded: terms.map((term) => term.text).join(' ') };
  return namedHeaters(rest, snapshot).heaters;
}
