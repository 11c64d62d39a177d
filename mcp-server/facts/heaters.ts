import type { Printer } from '../../src/klipper/printer.ts';
import type { PrinterSnapshot, SensorReading } from '../../src/klipper/snapshot.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { celsiusText, visible } from '../text.ts';

/** Klipper shuts down when a heater overshoots its `max_temp`, so targets stay this far below it. */
const MARGIN_CELSIUS: Record<string, number> = { nozzle: 5 };
const OTHER_MARGIN_CELSIUS = 2;

export function heatersOf(snapshot: PrinterSnapshot): SensorReading[] {
  return snapshot.sensors.filter((sensor) => sensor.canHeat);
}

/** A heater's name within a sentence: "the nozzle", "the bed", but "Nozzle 2" and names people gave as they are. */
export function spoken({ label }: SensorReading): string {
  return ['Nozzle', 'Bed', 'Chamber'].includes(label) ? `the ${label.toLowerCase()}` : label;
}

/** A heater by `nozzle`, `bed`, `chamber`, its label or Klipper's own name. */
export function findHeater(snapshot: PrinterSnapshot, word: string): SensorReading | Refusal {
  const heaters = heatersOf(snapshot);
  const wanted = word.trim().toLowerCase();
  const active = heaters.find((heater) => heater.id === snapshot.toolhead.activeExtruder);
  if (/^(nozzle|hotend|extruder)$/.test(wanted) && active) return active;
  const kind = { nozzle: 'nozzle', hotend: 'nozzle', bed: 'bed', heatbed: 'bed', chamber: 'chamber' }[wanted];
  const found =
    heaters.find((heater) => heater.id.toLowerCase() === wanted) ??
    heaters.find((heater) => heater.id.toLowerCase().split(' ').pop() === wanted) ??
    heaters.find((heater) => heater.label.toLowerCase() === wanted) ??
    heaters.find((heater) => heater.kind === kind);
  if (found) return found;
  const known = heaters.map((heater) => heater.id).join(', ') || 'none';
  return refuse(
    'no-heater',
    `This printer has no heater called ${visible(word, 60)}.`,
    `Its heaters: ${known}.`,
  );
}

/** The highest target we allow, or null where the printer does not tell its limit. */
export function highestTargetCelsius(heater: SensorReading): number | null {
  if (heater.maxCelsius === null) return null;
  return heater.maxCelsius - (MARGIN_CELSIUS[heater.kind] ?? OTHER_MARGIN_CELSIUS);
}

/** Holds a target against the heater's own limit, which comes from the printer's settings. */
export function refuseTarget(heater: SensorReading, targetCelsius: number): Refusal | null {
  if (targetCelsius === 0) return null;
  const highest = highestTargetCelsius(heater);
  if (highest === null) {
    return refuse(
      'no-limit',
      `The limit of ${heater.label} is not known yet.`,
      'Try again in a few seconds.',
    );
  }
  if (targetCelsius > highest || targetCelsius < 0) {
    const limit = `${celsiusText(highest)} (its limit ${celsiusText(heater.maxCelsius)} less a margin)`;
    return refuse(
      'out-of-range',
      `${heater.label} goes from 0 to ${limit}, not ${celsiusText(targetCelsius)}.`,
      '',
    );
  }
  return null;
}

/** Heaters that are on, for warnings and for what must not happen while hot. */
export function heatersOn(snapshot: PrinterSnapshot): SensorReading[] {
  return heatersOf(snapshot).filter((heater) => (heater.targetCelsius ?? 0) > 0);
}

/** Above this a hot end burns skin and needs its fan. */
export const HOT_CELSIUS = 50;

export function hotHeaters(snapshot: PrinterSnapshot): SensorReading[] {
  return heatersOf(snapshot).filter(
    (heater) => (heater.celsius ?? 0) > HOT_CELSIUS || (heater.targetCelsius ?? 0) > 0,
  );
}

/** Klipper's name for `HEATER=`: the last word of the object's name. */
export function heaterArgument(heater: SensorReading): string {
  return heater.id.split(' ').pop() ?? heater.id;
}

/** The temperature below which the extruder must not move. */
export function minExtrudeCelsius(printer: Printer): number {
  return printer.snapshot().limits.minExtrudeCelsius ?? 170;
}
