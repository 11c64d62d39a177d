import type { SensorReading } from '../../../../klipper/snapshot.ts';
import { celsius } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import type { Material } from '../../language/lexicon/materials.ts';
import type { Quantity } from '../../normalise/tokens.ts';
import { has, quantities, type Clause } from '../../understand/clause.ts';
import { CHANGES, type Deed } from '../deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { isPrinting, jobName, notReady } from '../guards.ts';
import {
  activeNozzle,
  heatersOf,
  highestCelsius,
  namedHeaters,
  namedMaterial,
  temperatureOf,
  toCelsius,
} from '../heaters.ts';
import { barePair } from '../bare-pair.ts';
import {
  exceptedHeaters,
  heatPairs,
  pointsToTemperatures,
  recalledPairs,
  type HeatPair,
} from '../heat-pairs.ts';
import { askHowHot, labelOf, otherHeaters, refuseTarget } from '../heat-answers.ts';
import { pairsOfFile } from '../heat-of-file.ts';
import { heatForMaterial } from '../heat-material.ts';
import { refuseLong } from '../long-heat.ts';
import { waitingValue } from '../waiting.ts';
import { MOTION_HANDLERS } from './motion.ts';
import type { Handlers } from './types.ts';

export const HEAT_HANDLERS: Handlers = {
  set_temperature: (desk, { clause }) =>
    isForMaterialExcept(desk, clause) ? preheat(desk, clause) : setTemperature(desk, clause),
  preheat: (desk, { clause }) => preheat(desk, clause),
  heaters_off(desk, { clause }) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const kept = exceptedHeaters(clause, snapshotOf(desk)!);
    if (kept.length) return offExcept(desk, kept);
    const all = heatersOf(snapshotOf(desk)!);
    const { heaters } = namedHeaters(clause, snapshotOf(desk)!);
    if (heaters.length > 0 && heaters.length < all.length && !has(clause, 'all', 'both'))
      return HEAT_HANDLERS.heater_off!(desk, { clause } as never); // "stop heating the nozzle"
    return refuseOffInPrint(desk, 'heaters') ?? proposed(say(desk.language, 'allOff'), CHANGES.heatersOff());
  },
  heater_off(desk, { clause }) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const kept = exceptedHeaters(clause, snapshotOf(desk)!);
    if (kept.length) return offExcept(desk, kept);
    const { heaters, missing, named } = namedHeaters(clause, snapshotOf(desk)!);
    if (missing) return noSuchHeater(desk, missing);
    if (!named) return HEAT_HANDLERS.heaters_off!(desk, { clause } as never);
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

/** "preheat for PETG except the bed": the bed is named, and not meant. */
function isForMaterialExcept(desk: Desk, clause: Clause): boolean {
  const snapshot = snapshotOf(desk);
  if (!snapshot || !has(clause, 'materialname') || quantities(clause).length) return false;
  return exceptedHeaters(clause, snapshot).length > 0;
}

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

function noSuchHeater(desk: Desk, heater: string): Outcome {
  const names = heatersOf(snapshotOf(desk)!)
    .map((item) => item.label)
    .join(', ');
  return said(say(desk.language, 'noSuchHeater', { heater, names }));
}

/** Less is no target of a heater. */
const LEAST_TARGET = 30;

/** Sets one or several heaters, or asks for what is missing. */
export function setTemperature(desk: Desk, clause: Clause): Outcome {
  const blocked = notReady(desk);
  if (blocked) return blocked;
  const snapshot = snapshotOf(desk)!;
  const choice = namedHeaters(clause, snapshot);
  if (liftsHead(clause, choice.heaters)) return MOTION_HANDLERS.move!(desk, { clause } as never);
  if (choice.missing && !choice.heaters.length) return noSuchHeater(desk, choice.missing);
  const tooLong = refuseLong(desk, clause);
  if (tooLong) return tooLong;
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
  if (wanted?.value === 0 && everything) return HEAT_HANDLERS.heaters_off!(desk, { clause } as never);
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

/** "raise the nozzle by 10" while it has no target that could be raised: the head is meant. */
const liftsHead = (clause: Clause, heaters: readonly SensorReading[]): boolean =>
  heaters.length === 1 &&
  heaters[0]!.kind === 'nozzle' &&
  !heaters[0]!.targetCelsius &&
  /\b(?:raise|lift|lower)\b/.test(clause.folded) &&
  has(clause, 'by') &&
  quantities(clause).length === 1 &&
  quantities(clause)[0]!.unit === null &&
  quantities(clause)[0]!.value <= 100;

const isMeant = (named: readonly SensorReading[], heater: SensorReading): boolean =>
  !named.length || named.includes(heater);

function setPairs(desk: Desk, clause: Clause, pairs: readonly HeatPair[]): Outcome {
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

function setAll(desk: Desk, heaters: SensorReading[], clause: Clause, wanted: Quantity): Outcome {
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

function targetFor(desk: Desk, heater: SensorReading, clause: Clause, wanted: Quantity): number | null {
  const value = toCelsius(wanted);
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

function isAbsolute(clause: Clause): boolean {
  const number = clause.terms.findIndex((term) => term.quantity);
  return clause.terms
    .slice(Math.max(0, number - 2), number)
    .some((term) => term.concepts.includes('to') && term.text !== 'of');
}

/** Without a name: a value only a nozzle can mean is the nozzle; else the heater spoken of; else a question. */
function heaterFor(desk: Desk, clause: Clause, wanted: Quantity): SensorReading[] {
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

function offAfter(clause: Clause): number | undefined {
  const time = quantities(clause).find((item) => item.unit === 'min' || item.unit === 'h');
  if (!time) return undefined;
  return Math.round(Math.min(120, time.unit === 'h' ? time.value * 60 : time.value));
}

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
    (has(clause, 'it') ? recalledMaterial(desk) : null);
  const choice = namedHeaters(clause, snapshotOf(desk)!);
  const left = exceptedHeaters(clause, snapshotOf(desk)!);
  const heaters = left.length
    ? heatersOf(snapshotOf(desk)!).filter((heater) => !left.includes(heater))
    : choice.heaters;
  if (!temperatureOf(clause) && pairsOfFile(desk, clause)) return setTemperature(desk, clause);
  if (material && !temperatureOf(clause)) return heatForMaterial(desk, material, heaters);
  if (temperatureOf(clause)) return setTemperature(desk, clause);
  if (choice.heaters.length) return askHowHot(desk, choice.heaters);
  return said(say(desk.language, 'preheatWhich'));
}
