import { m } from '#lib/paraglide/messages.js';
import type { PrinterSnapshot } from '#lib/contracts.ts';
import { time } from './clock.svelte.ts';
import { duration } from './format.ts';

/** A state as shape (symbol of the sprite), tone (colour) and word. */
export interface MachineState {
  shape: 'run' | 'heat' | 'pause' | 'ask' | 'bad' | 'off' | 'stale' | 'good';
  tone: 'run' | 'heat' | 'ask' | 'bad' | 'off' | 'stale' | 'good';
  word: string;
}

/** The age is shown from here on. */
export const SHOW_AGE_MS = 5_000;
/** Nothing heard for so long is stale, also when no new snapshot arrives to say so. */
export const STALE_MS = 10_000;

/**
 * Milliseconds since the printer was last heard, null before the first time. A printer at rest sends nothing while
 * nothing changes: then the server answers for it, by saying so as soon as it is stale.
 */
export function ageOf(snapshot: PrinterSnapshot, nowMs: number): number | null {
  if (snapshot.observedAtMs === null) return null;
  const atRest = !snapshot.stale && !isPrinting(snapshot) && !isHot(snapshot);
  return atRest && time.linked ? 0 : Math.max(0, nowMs - snapshot.observedAtMs);
}

/** True when what is shown is not from now. */
export function isStale(snapshot: PrinterSnapshot, nowMs: number): boolean {
  const age = ageOf(snapshot, nowMs);
  return snapshot.stale || age === null || age > STALE_MS;
}

const isHeating = (snapshot: PrinterSnapshot): boolean =>
  snapshot.sensors.some((s) => (s.targetCelsius ?? 0) > 0 && (s.celsius ?? 0) < (s.targetCelsius ?? 0) - 3);

/** True while a heater has a target. */
export const isHot = (snapshot: PrinterSnapshot): boolean =>
  snapshot.sensors.some((sensor) => (sensor.targetCelsius ?? 0) > 0);

function withoutContact(snapshot: PrinterSnapshot, nowMs: number): MachineState {
  const age = ageOf(snapshot, nowMs);
  if (snapshot.connection.problem && age === null)
    return { shape: 'bad', tone: 'bad', word: m.state_not_connected() };
  if (age === null) return { shape: 'stale', tone: 'stale', word: m.state_connecting() };
  return { shape: 'stale', tone: 'stale', word: m.state_no_contact({ age: duration(age / 1000) }) };
}

function ofJob(snapshot: PrinterSnapshot): MachineState {
  switch (snapshot.job.state) {
    case 'printing':
      return (snapshot.job.progress ?? 0) < 0.005 && isHeating(snapshot)
        ? { shape: 'heat', tone: 'heat', word: m.state_heating() }
        : { shape: 'run', tone: 'run', word: m.state_printing() };
    case 'paused':
      return { shape: 'pause', tone: 'ask', word: m.state_paused() };
    case 'error':
      return { shape: 'bad', tone: 'bad', word: m.state_failed() };
    case 'complete':
    case 'cancelled':
    case 'standby':
      if (isHeating(snapshot)) return { shape: 'heat', tone: 'heat', word: m.state_heating() };
      if (isHot(snapshot)) return { shape: 'heat', tone: 'heat', word: m.state_hot() };
      return snapshot.job.state === 'complete'
        ? { shape: 'good', tone: 'good', word: m.state_finished() }
        : { shape: 'off', tone: 'off', word: m.state_idle() };
  }
}

/** What the printer does, in one shape and one or two words. */
export function stateOf(snapshot: PrinterSnapshot, nowMs: number): MachineState {
  if (isStale(snapshot, nowMs)) return withoutContact(snapshot, nowMs);
  switch (snapshot.klippy.state) {
    case 'shutdown':
      return { shape: 'bad', tone: 'bad', word: m.state_shutdown() };
    case 'error':
      return { shape: 'bad', tone: 'bad', word: m.state_klipper_error() };
    case 'disconnected':
      return { shape: 'bad', tone: 'bad', word: m.state_klipper_off() };
    case 'startup':
    case 'unknown':
      return { shape: 'stale', tone: 'stale', word: m.state_starting() };
    case 'ready':
      return ofJob(snapshot);
  }
}

/** The stop rests in outline in shutdown, or while nothing moves and no heater is on; never when unsure. */
export function stopRests(snapshot: PrinterSnapshot): boolean {
  if (snapshot.klippy.state === 'shutdown') return true;
  const moves = snapshot.job.state === 'printing' || snapshot.job.state === 'paused';
  return !moves && !isHot(snapshot);
}

/** True while a print is under way, also when paused. */
export const isPrinting = (snapshot: PrinterSnapshot): boolean =>
  snapshot.job.state === 'printing' || snapshot.job.state === 'paused';

/** The sensor of a kind that matters most: the active extruder, the bed. */
export function mainSensor(snapshot: PrinterSnapshot, kind: 'nozzle' | 'bed') {
  const active = snapshot.sensors.find((sensor) => sensor.id === snapshot.toolhead.activeExtruder);
  if (kind === 'nozzle' && active) return active;
  return snapshot.sensors.find((sensor) => sensor.kind === kind) ?? null;
}
