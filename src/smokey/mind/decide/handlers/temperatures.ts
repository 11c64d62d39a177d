import type { PrinterSnapshot, SensorReading } from '../../../../klipper/snapshot.ts';
import { celsius, list } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { has, quantities, references, type Clause } from '../../understand/clause.ts';
import { READS } from '../deeds.ts';
import { read, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { offline } from '../guards.ts';
import {
  activeNozzle,
  heatersOf,
  highestCelsius,
  namedHeaters,
  namedMaterial,
  toCelsius,
} from '../heaters.ts';
import { materialAnswer } from './knowledge.ts';
import type { Handlers } from './types.ts';

/** The same readings for those who think in Fahrenheit. */
function inFahrenheit(sensors: readonly SensorReading[]): string {
  return sensors
    .flatMap(({ label, celsius: now }) =>
      now === null ? [] : [`${label}: ${Math.round((now * 9) / 5 + 32)} °F`],
    )
    .join(', ');
}

const TO_SEE =
  /\b(show|graph|chart|curve|plot|visa|graf|kurva|diagram|zeig|kurve|muestra|ensena|grafica|montre|affiche|courbe)/;

export const TEMPERATURE_HANDLERS: Handlers = {
  temperatures(desk, { clause }) {
    const enough = hotEnough(desk, clause);
    if (enough) return enough;
    const material = materialAnswer(desk, clause);
    if (material) return material;
    const away = offline(desk);
    if (away) return away;
    const snapshot = snapshotOf(desk)!;
    const sensors = sensorsFor(clause, snapshot);
    if (!sensors.length)
      return said(
        say(desk.language, 'noSensor', {
          what:
            clause.terms.find((term) =>
              term.concepts.some((item) => ['chamber', 'bed', 'nozzle'].includes(item)),
            )?.text ?? 'such',
          names: list(
            snapshot.sensors.map((sensor) => sensor.label),
            desk.language,
          ),
        }),
      );
    // Who wants to see them gets the lines of the last minutes too.
    if (TO_SEE.test(clause.folded)) read(desk, READS.temperatures(20));
    return said(
      sensors.map((sensor) => reading(desk, sensor)).join(', ') + '.',
      ...(/fahrenheit|°\s?f\b/.test(clause.folded) ? [inFahrenheit(sensors)] : []),
      ...staleNote(desk, snapshot),
    );
  },
  max_temperature(desk, { clause }) {
    const away = offline(desk);
    if (away) return away;
    const snapshot = snapshotOf(desk)!;
    const chosen = namedHeaters(clause, snapshot).heaters;
    const heaters = chosen.length ? chosen : heatersOf(snapshot);
    const names = heaters.map((heater) =>
      say(desk.language, 'maxTempOf', {
        heater: heater.label,
        max: celsius(heater.maxCelsius, desk.language),
        highest: celsius(highestCelsius(heater), desk.language),
      }),
    );
    return said(say(desk.language, 'maxTemps', { names: list(names, desk.language) }));
  },
  heaters_state(desk, { clause }) {
    const away = offline(desk);
    if (away) return away;
    const named = namedHeaters(clause, snapshotOf(desk)!).heaters;
    const heaters = named.length ? named : heatersOf(snapshotOf(desk)!);
    if (named.length === 1) return said(`${reading(desk, named[0]!)}.`);
    const on = heaters.filter((heater) => (heater.targetCelsius ?? 0) > 0);
    const names = (on.length ? on : heaters).map((heater) => reading(desk, heater)).join(', ');
    return said(say(desk.language, on.length ? 'heatersOn' : 'heatersOff', { heaters: names }));
  },
  cool_time(desk, { clause }) {
    const away = offline(desk);
    if (away) return away;
    const snapshot = snapshotOf(desk)!;
    const named = namedHeaters(clause, snapshot).heaters;
    const heaters = named.length > 0 ? named : heatersOf(snapshot);
    const heater = heaters.reduce((a, b) => (coolMinutes(b) > coolMinutes(a) ? b : a), heaters[0]!);
    if (!heater) return said(say(desk.language, 'noSensor', { what: 'heater', names: '' }));
    if (heaters.every(({ celsius: now }) => (now ?? Infinity) < TOUCHABLE_CELSIUS))
      return said(
        say(desk.language, 'coolAlready', { heaters: heaters.map((one) => reading(desk, one)).join(', ') }),
      );
    return said(
      say(desk.language, 'coolTime', {
        heater: heater.label.toLowerCase(),
        now: celsius(heater.celsius, desk.language),
        minutes: coolMinutes(heater),
      }),
    );
  },
  heat_time(desk, { clause }) {
    const away = offline(desk);
    if (away) return away;
    const snapshot = snapshotOf(desk)!;
    const clauses = desk.frames.map((frame) => frame.clause);
    const heater =
      [clause, ...clauses].flatMap((item) => namedHeaters(item, snapshot).heaters)[0] ??
      heatersOf(snapshot)[0];
    const wanted = [clause, ...clauses]
      .flatMap(quantities)
      .find((item) => item.unit === null || item.unit === 'c' || item.unit === 'f');
    if (!heater) return said(say(desk.language, 'noSensor', { what: 'heater', names: '' }));
    const target = wanted ? toCelsius(wanted) : heater.targetCelsius || (heater.kind === 'bed' ? 60 : 210);
    return said(
      say(desk.language, 'heatTime', {
        target: celsius(target, desk.language),
        heater: heater.label.toLowerCase(),
        minutes: heatMinutes(heater, target),
        now: celsius(heater.celsius, desk.language),
      }),
    );
  },
};

/** "is the nozzle hot enough for PETG?": what it reads against the usual range. */
function hotEnough(desk: Desk, clause: Clause): Outcome | null {
  const material = namedMaterial(clause);
  const snapshot = snapshotOf(desk);
  if (!material || !snapshot || !/\b(?:enough|ready|warm enough)\b/.test(clause.folded) || offline(desk))
    return null;
  const heater = namedHeaters(clause, snapshot).heaters[0] ?? activeNozzle(snapshot);
  const range = heater?.kind === 'bed' ? material.bedCelsius : material.nozzleCelsius;
  if (!heater || heater.celsius === null) return null;
  const key = heater.celsius < range.low - NEARLY_CELSIUS ? 'notHotEnough' : 'hotEnough';
  const usual =
    celsius(range.low, desk.language).replace(/ °C/, '') + '-' + celsius(range.high, desk.language);
  return said(
    say(desk.language, key, { reading: reading(desk, heater), material: material.id, usual }),
    ...staleNote(desk, snapshot),
  );
}
const NEARLY_CELSIUS = 2;

/** A sensor with what it reads and what it should. */
export function reading(desk: Desk, sensor: SensorReading): string {
  const { language } = desk;
  const target = sensor.targetCelsius
    ? say(language, 'tempTarget', { target: celsius(sensor.targetCelsius, language) })
    : sensor.canHeat
      ? say(language, 'tempOff')
      : '';
  return say(language, 'temp', { label: sensor.label, now: celsius(sensor.celsius, language), target });
}

/** The sensors a question is about: those named, else all heaters, else all. */
function sensorsFor(clause: Clause, snapshot: PrinterSnapshot): SensorReading[] {
  const chosen = new Set<SensorReading>(namedHeaters(clause, snapshot).heaters);
  for (const item of references(clause, 'sensor'))
    for (const sensor of snapshot.sensors) if (sensor.id === item.id) chosen.add(sensor);
  if (has(clause, 'chamber'))
    for (const sensor of snapshot.sensors) if (sensor.kind === 'chamber') chosen.add(sensor);
  if (has(clause, 'host'))
    for (const sensor of snapshot.sensors) if (sensor.kind === 'host') chosen.add(sensor);
  if (has(clause, 'firmware'))
    for (const sensor of snapshot.sensors) if (sensor.kind === 'mcu') chosen.add(sensor);
  if (chosen.size) return [...chosen];
  if (has(clause, 'nozzle', 'bed', 'chamber')) return [];
  if (
    has(clause, 'all') ||
    /\b(sensors|readings|temps|temperatures|temperaturer|temperaturen|temperaturas)\b/.test(clause.folded)
  )
    return snapshot.sensors;
  const heaters = heatersOf(snapshot);
  return heaters.length ? heaters : snapshot.sensors;
}

/** One sentence about age, when the values are old. */
export function staleNote(desk: Desk, snapshot: PrinterSnapshot): string[] {
  const age = desk.state.ageSeconds;
  return snapshot.stale && age !== null ? [say(desk.language, 'stale', { age: `${Math.round(age)} s` })] : [];
}

/** What skin bears on metal for a moment, with some room. */
export const TOUCHABLE_CELSIUS = 45;

/** Rough cooling to 50 °C: an exponential fall with the time constant usual for the part. */
export function coolMinutes(heater: SensorReading): number {
  const room = 22;
  const above = Math.max(1, (heater.celsius ?? 60) - room);
  const constantMinutes = heater.kind === 'bed' ? 18 : 5;
  return Math.max(1, Math.round(constantMinutes * Math.log(above / (50 - room))));
}

/** Rough heating time at the rates usual for the part; slower near the top. */
function heatMinutes(heater: SensorReading, target: number): number {
  const degrees = Math.max(0, target - (heater.celsius ?? 22));
  const perMinute = heater.kind === 'nozzle' ? 90 : heater.kind === 'bed' ? 11 : 2;
  return Math.max(1, Math.round(degrees / perMinute));
}
