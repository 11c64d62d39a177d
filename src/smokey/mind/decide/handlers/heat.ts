import type { SensorReading } from '../../../../klipper/snapshot.ts';
import { say } from '../../answer/say.ts';
import type { Material } from '../../language/lexicon/materials.ts';
import { has, quantities, type Clause } from '../../understand/clause.ts';
import { barePair } from '../bare-pair.ts';
import { said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { isPaused, notReady } from '../guards.ts';
import { askHowHot, noSuchHeater, otherHeaters, refuseTarget } from '../heat-answers.ts';
import { heatForMaterial } from '../heat-material.ts';
import { pairsOfFile } from '../heat-of-file.ts';
import { exceptedHeaters, heatPairs, pointsToTemperatures, recalledPairs } from '../heat-pairs.ts';
import { setAll, setPairs } from '../heat-set.ts';
import { heaterFor, LEAST_TARGET } from '../heat-target.ts';
import { heatersOf, namedHeaters, namedMaterial, temperatureOf, toCelsius } from '../heaters.ts';
import { refuseLong } from '../long-heat.ts';
import { HEAT_OFF_HANDLERS } from './heat-off.ts';
import { JOB_HANDLERS } from './job.ts';
import { MOTION_HANDLERS } from './motion.ts';
import type { Handlers } from './types.ts';

export const HEAT_HANDLERS: Handlers = {
  set_temperature: (desk, { clause }) =>
    isForMaterialExcept(desk, clause) ? preheat(desk, clause) : setTemperature(desk, clause),
  preheat: (desk, { clause }) => preheat(desk, clause),
  ...HEAT_OFF_HANDLERS,
};

/** "preheat for PETG except the bed": the bed is named, and not meant. */
function isForMaterialExcept(desk: Desk, clause: Clause): boolean {
  const snapshot = snapshotOf(desk);
  if (!snapshot || !has(clause, 'materialname') || quantities(clause).length) return false;
  return exceptedHeaters(clause, snapshot).length > 0;
}

/** Sets one or several heaters, or asks for what is missing. */
export function setTemperature(desk: Desk, clause: Clause): Outcome {
  const blocked = notReady(desk);
  if (blocked) return blocked;
  const start = startWithHeat(desk, clause);
  if (start) return start;
  const snapshot = snapshotOf(desk)!;
  const choice = namedHeaters(clause, snapshot);
  if (liftsHead(clause, choice.heaters, isPaused(snapshot)))
    return MOTION_HANDLERS.move!(desk, { clause } as never);
  if (choice.missing && !choice.heaters.length) return noSuchHeater(desk, choice.missing);
  const tooLong = refuseLong(desk, clause);
  if (tooLong) return tooHotAnyway(desk, clause, choice.heaters) ?? tooLong;
  const ofFile = temperatureOf(clause) ? null : pairsOfFile(desk, clause);
  if (Array.isArray(ofFile))
    return setPairs(
      desk,
      clause,
      ofFile.filter(({ heater }) => isMeant(choice.heaters, heater)),
    );
  if (ofFile) return ofFile;
  const material =
    namedMaterial(clause) ??
    materialBeside(desk, clause) ??
    (refersToMaterial(clause) ? recalledMaterial(desk) : null);
  const wanted = temperatureOf(clause);
  const named = heatPairs(clause, snapshot);
  const pairs = named.length > 1 ? named : barePair(clause, snapshot);
  if (pairs.length > 1) return setPairs(desk, clause, pairs);
  const isCount = wanted?.unit === null && wanted.value < LEAST_TARGET && wanted.value > 0; // "those two"
  if ((!wanted || isCount) && !namedMaterial(clause) && pointsToTemperatures(clause)) {
    const recalled = recalledPairs(desk).filter(
      ({ heater }) => !choice.heaters.length || choice.heaters.includes(heater),
    );
    if (recalled.length) return setPairs(desk, clause, recalled);
  }
  const everything = has(clause, 'all', 'both') && (has(clause, 'heater') || choice.heaters.length !== 1);
  if (wanted?.value === 0 && everything) return HEAT_OFF_HANDLERS.heaters_off!(desk, { clause } as never);
  if (!wanted && material) return heatForMaterial(desk, material, choice.heaters);
  if (!wanted) return askHowHot(desk, choice.heaters);
  const left = exceptedHeaters(clause, snapshot);
  const heaters = left.length
    ? heatersOf(snapshot).filter((heater) => !left.includes(heater))
    : choice.heaters.length
      ? choice.heaters
      : heaterFor(desk, clause, wanted);
  if (!heaters.length) return said(say(desk.language, 'whichHeater', { others: otherHeaters(desk) }));
  return setAll(desk, heaters, clause, wanted);
}

/** "raise the nozzle by 10" in a pause, or while it has no target that could be raised: the head is meant. */
const liftsHead = (clause: Clause, heaters: readonly SensorReading[], paused: boolean): boolean =>
  heaters.length === 1 &&
  heaters[0]!.kind === 'nozzle' &&
  (!heaters[0]!.targetCelsius || paused || /\blift\b/.test(clause.folded)) &&
  /\b(?:raise|lift|lower)\b/.test(clause.folded) &&
  (has(clause, 'by') || !has(clause, 'to')) &&
  quantities(clause).length === 1 &&
  quantities(clause)[0]!.unit === null &&
  quantities(clause)[0]!.value <= 100;

/** What the heater may not reach is refused for that, however long it were for. */
function tooHotAnyway(desk: Desk, clause: Clause, heaters: readonly SensorReading[]): Outcome | null {
  const wanted = temperatureOf(clause);
  const [heater] = heaters;
  return wanted && heater ? refuseTarget(desk, heater, toCelsius(wanted)) : null;
}

/** "print the cube with the bed at 65" is a print. */
function startWithHeat(desk: Desk, clause: Clause): Outcome | null {
  if (!PRINTS_WITH.test(clause.folded)) return null;
  const again = has(clause, 'again', 'reprint');
  const handler = again ? JOB_HANDLERS.reprint! : JOB_HANDLERS.start_print!;
  const start = handler(desk, { clause } as never);
  return start.missing ? null : start;
}
const PRINTS_WITH =
  /^(?:(?:please|can you|could you|now|ok|then|and) )*(?:print|reprint)\b.*\b(?:with|at|on)\b.*\d/;

const isMeant = (named: readonly SensorReading[], heater: SensorReading): boolean =>
  !named.length || named.includes(heater);

/** "heat it to that": the material of the last answer. */
function recalledMaterial(desk: Desk): Material | null {
  for (const { frames } of desk.memory.past)
    for (const frame of frames) if (namedMaterial(frame.clause)) return namedMaterial(frame.clause);
  return null;
}

/** "I would like to print in PETG, warm it up": what for stands in another clause. */
const materialBeside = (desk: Desk, clause: Clause): Material | null =>
  !temperatureOf(clause) &&
  (refersToMaterial(clause) ||
    (has(clause, 'heat') &&
      (has(clause, 'it') || desk.frames.some((frame) => refersToMaterial(frame.clause)))))
    ? (desk.frames.map((frame) => namedMaterial(frame.clause)).find(Boolean) ?? null)
    : null;

const refersToMaterial = (clause: Clause): boolean =>
  /\b(that|those|this|these|the same|recommended|usual|dit|det|das|eso|ca|cela)\b/.test(clause.folded);

function preheat(desk: Desk, clause: Clause): Outcome {
  const blocked = notReady(desk);
  if (blocked) return blocked;
  const material =
    namedMaterial(clause) ??
    desk.frames.map((frame) => namedMaterial(frame.clause)).find(Boolean) ??
    (has(clause, 'it') || refersToMaterial(clause) ? recalledMaterial(desk) : null);
  const choice = namedHeaters(clause, snapshotOf(desk)!);
  const left = exceptedHeaters(clause, snapshotOf(desk)!);
  const heaters = left.length
    ? heatersOf(snapshotOf(desk)!).filter((heater) => !left.includes(heater))
    : choice.heaters;
  if (!temperatureOf(clause) && pairsOfFile(desk, clause)) return setTemperature(desk, clause);
  if (material && !temperatureOf(clause)) return heatForMaterial(desk, material, heaters);
  if (temperatureOf(clause)) return setTemperature(desk, clause);
  if (choice.heaters.length) return askHowHot(desk, choice.heaters);
  const ofFile = pairsOfFile(desk, clause, true);
  if (Array.isArray(ofFile)) return setPairs(desk, clause, ofFile);
  return ofFile ?? said(say(desk.language, 'preheatWhich'));
}
