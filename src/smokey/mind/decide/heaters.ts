import type { PrinterSnapshot, SensorReading } from '../../../klipper/snapshot.ts';
import { MATERIALS, type Material } from '../language/lexicon/materials.ts';
import type { Quantity } from '../normalise/tokens.ts';
import { has, quantities, references, type Clause } from '../understand/clause.ts';

/** Klipper shuts down when a heater overshoots its limit; the tool keeps the same distance. */
const MARGIN_CELSIUS = { nozzle: 5, other: 2 };

export const heatersOf = (snapshot: PrinterSnapshot): SensorReading[] =>
  snapshot.sensors.filter((sensor) => sensor.canHeat);

/** The highest target that can be set, null when the printer does not tell. */
export function highestCelsius(heater: SensorReading): number | null {
  if (heater.maxCelsius === null) return null;
  return heater.maxCelsius - (heater.kind === 'nozzle' ? MARGIN_CELSIUS.nozzle : MARGIN_CELSIUS.other);
}

export function nozzles(snapshot: PrinterSnapshot): SensorReading[] {
  return heatersOf(snapshot).filter((sensor) => sensor.kind === 'nozzle');
}

/** The extruder in use: what "the nozzle" means on a machine with several. */
export function activeNozzle(snapshot: PrinterSnapshot): SensorReading | undefined {
  const all = nozzles(snapshot);
  return all.find((sensor) => sensor.id === snapshot.toolhead.activeExtruder) ?? all[0];
}

const ORDINAL_WORDS: [RegExp, number][] = [
  [/\b(second|2nd|andra|zweite\w*|segund\w*|deuxieme|tool 1|t1|extruder ?1)\b/, 1],
  [/\b(third|3rd|tredje|dritte\w*|tercer\w*|troisieme|tool 2|t2|extruder ?2)\b/, 2],
  [/\b(fourth|4th|tool 3|t3|extruder ?3)\b/, 3],
  [/\b(first|1st|forsta|erste\w*|primer\w*|premier\w*|tool 0|t0|extruder ?0)\b/, 0],
];
const SIDES: [RegExp, RegExp][] = [
  [/\b(left|vanstra|linke\w*|izquierd\w*|gauche)\b/, /left/i],
  [/\b(right|hogra|rechte\w*|derech\w*|droite)\b/, /right/i],
];

/** "the tool that is not in use". */
const NOT_ACTIVE =
  /\b(?:not (?:in use|used|active|selected|printing|picked)|unused|idle|inactive|parked|spare|other)\b/;

export function namedNozzles(clause: Clause, snapshot: PrinterSnapshot): SensorReading[] {
  const all = nozzles(snapshot);
  const text = clause.folded;
  if (
    all.length > 1 &&
    (has(clause, 'both', 'all') || /\b(nozzles|hotends|extruders|dusen|boquillas|buses)\b/.test(text))
  )
    return all;
  for (const [word, label] of SIDES) {
    if (!word.test(text)) continue;
    const side = all.find((sensor) => label.test(sensor.label) || label.test(sensor.id));
    if (side) return [side];
    const byPlace = all.length === 2 ? all[SIDES.findIndex(([item]) => item === word)] : undefined;
    if (byPlace) return [byPlace];
  }
  const active = activeNozzle(snapshot);
  if (all.length === 2 && NOT_ACTIVE.test(text)) return all.filter((sensor) => sensor !== active);
  const numbered = /\b(?:nozzle|hotend|extruder|tool|duse|munstycke|boquilla|buse)\s+([0-9])\b(?!\d)/.exec(
    text,
  );
  for (const [pattern, index] of ORDINAL_WORDS) if (pattern.test(text) && all[index]) return [all[index]];
  if (numbered && all.length > 1 && !/°|\b\d{2,}/.test(numbered[0])) {
    const index = Number(numbered[1]);
    const byLabel = all.find(
      (sensor) => sensor.label.endsWith(String(index)) || sensor.id.endsWith(String(index)),
    );
    if (byLabel) return [byLabel];
  }
  return active ? [active] : [];
}

export interface HeaterChoice {
  heaters: SensorReading[];
  /** A heater was named that this printer does not have. */
  missing: string | null;
  /** Anything was named at all. */
  named: boolean;
}

/** The heaters a clause names. */
export function namedHeaters(clause: Clause, snapshot: PrinterSnapshot): HeaterChoice {
  const all = heatersOf(snapshot);
  const chosen = new Set<SensorReading>();
  let missing: string | null = null;
  const add = (found: SensorReading[], what: string): void => {
    if (!found.length) missing = what;
    for (const heater of found) chosen.add(heater);
  };
  const byName = references(clause, 'sensor').flatMap((item) =>
    all.filter((heater) => heater.id === item.id),
  );
  for (const heater of byName) chosen.add(heater);
  if (has(clause, 'nozzle') && !byName.some((heater) => heater.kind === 'nozzle'))
    add(namedNozzles(clause, snapshot), 'nozzle');
  else if (!byName.length && /\bt[0-3]\b|\btool [0-3]\b/.test(clause.folded))
    add(namedNozzles(clause, snapshot), 'nozzle');
  if (has(clause, 'bed') && !byName.some((heater) => heater.kind === 'bed'))
    add(
      all.filter((heater) => heater.kind === 'bed'),
      'bed',
    );
  if (has(clause, 'chamber') && !byName.some((heater) => heater.kind === 'chamber'))
    add(
      all.filter((heater) => heater.kind === 'chamber'),
      'chamber',
    );
  return { heaters: [...chosen], missing, named: chosen.size > 0 || missing !== null };
}

/** A temperature in degrees Celsius, rounded to whole degrees when it came in Fahrenheit. */
export function toCelsius(quantity: Quantity): number {
  return quantity.unit === 'f' ? Math.round(((quantity.value - 32) * 5) / 9) : quantity.value;
}

export function namedMaterial(clause: Clause): Material | null {
  const words = clause.terms
    .filter((term) => term.concepts.includes('materialname'))
    .map((term) => term.text);
  return MATERIALS.find((material) => material.words.some((word) => words.includes(word))) ?? null;
}

/** The quantity that can be a temperature; of "from 200 to 210" the second. */
export function temperatureOf(clause: Clause): Quantity | null {
  const from = /\b(?:from|fran|von|desde) \S+ (?:up |down )?(?:to|till|auf|a) /.test(clause.folded);
  const fits = quantities(clause).filter(
    (item) => item.unit === null || item.unit === 'c' || item.unit === 'f',
  );
  if (from && fits.length === 2) return fits[1] ?? null;
  return fits.find((item) => item.unit !== null) ?? fits[0] ?? null;
}
