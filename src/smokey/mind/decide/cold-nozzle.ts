import type { PrinterSnapshot, SensorReading } from '../../../klipper/snapshot.ts';
import { celsius } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import { quantities } from '../understand/clause.ts';
import { CHANGES } from './deeds.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { activeNozzle, highestCelsius, namedMaterial } from './heaters.ts';

/** Why filament cannot be moved through a cold nozzle; null where it is hot, or is heated by the same message. */
export function tooCold(desk: Desk, snapshot: PrinterSnapshot): Outcome | null {
  const nozzle = activeNozzle(snapshot);
  const min = snapshot.limits.minExtrudeCelsius ?? 170;
  const heating = desk.frames.some(
    (frame) => frame.role === 'do' && ['set_temperature', 'preheat'].includes(frame.intent?.id ?? ''),
  );
  if (!nozzle || heating || (nozzle.celsius ?? 0) >= min || heatTold(desk)) return null;
  return said(
    say(desk.language, 'tooColdNow', {
      now: celsius(nozzle.celsius, desk.language),
      min: celsius(min, desk.language),
    }),
  );
}

/** "load filament" – "too cold; for which material?" – "petg", or "240": what the cold nozzle is heated to first. */
export function heatTold(desk: Desk): { nozzle: SensorReading; celsius: number } | null {
  const snapshot = snapshotOf(desk)!;
  const nozzle = activeNozzle(snapshot);
  const min = snapshot.limits.minExtrudeCelsius ?? 170;
  const wasRefused = desk.memory.past[0]?.frames.some(({ intent }) => OF_FILAMENT.has(intent?.id ?? ''));
  if (!nozzle || (nozzle.celsius ?? 0) >= min || !wasRefused) return null;
  const clauses = desk.frames.map(({ clause }) => clause);
  const material = clauses.map(namedMaterial).find(Boolean)?.nozzleCelsius.start;
  const number = clauses
    .flatMap(quantities)
    .find(({ unit, value }) => (unit === null || unit === 'c') && value >= min)?.value;
  const wanted = number ?? material ?? null;
  const most = highestCelsius(nozzle);
  return wanted === null || (most !== null && wanted > most) ? null : { nozzle, celsius: wanted };
}

const OF_FILAMENT: ReadonlySet<string> = new Set(['load_filament', 'unload_filament', 'extrude', 'retract']);

/** Deeds behind the heat that was told for them. */
export function withHeatFirst(desk: Desk, outcome: Outcome): Outcome {
  const heat = heatTold(desk);
  if (!heat || !outcome.deeds.length) return outcome;
  return { ...outcome, deeds: [CHANGES.temperature(heat.nozzle.id, heat.celsius), ...outcome.deeds] };
}
