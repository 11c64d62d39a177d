import type { FileFacts, Printer } from '../../src/klipper/printer.ts';
import type { SensorReading } from '../../src/klipper/snapshot.ts';
import { bytesText, celsiusText, visible } from '../text.ts';
import { heatersOf, highestTargetCelsius } from './heaters.ts';
import { jobPhase, refuseUnlessReady } from './job.ts';

export interface PreflightCheck {
  id: string;
  ok: boolean;
  /** A failed blocking check refuses the start; the others are told on the card. */
  blocking: boolean;
  text: string;
}

/** What can be known before a start, from the file's facts, the printer's settings and its state. */
export function preflight(printer: Printer, file: FileFacts): PreflightCheck[] {
  return [
    readyCheck(printer),
    jobCheck(printer),
    ...temperatureChecks(printer, file),
    nozzleCheck(printer, file),
    heightCheck(printer, file),
    filamentCheck(printer),
    ...hostChecks(printer),
  ].filter((check) => check !== null);
}

function readyCheck(printer: Printer): PreflightCheck {
  const refused = refuseUnlessReady(printer);
  return {
    id: 'ready',
    ok: !refused,
    blocking: true,
    text: refused ? refused.refused.message : 'The printer is ready.',
  };
}

function jobCheck(printer: Printer): PreflightCheck {
  const phase = jobPhase(printer.snapshot());
  const text =
    phase === 'idle'
      ? 'No other print is running.'
      : `Another print is ${phase}; starting would drop or disturb it.`;
  return { id: 'job', ok: phase === 'idle', blocking: true, text };
}

function temperatureChecks(printer: Printer, file: FileFacts): PreflightCheck[] {
  const snapshot = printer.snapshot();
  const nozzle =
    heatersOf(snapshot).find((heater) => heater.id === snapshot.toolhead.activeExtruder) ??
    heatersOf(snapshot).find((heater) => heater.kind === 'nozzle');
  const bed = heatersOf(snapshot).find((heater) => heater.kind === 'bed');
  return [
    temperatureCheck('nozzle-temperature', nozzle, file.nozzleCelsius),
    temperatureCheck('bed-temperature', bed, file.bedCelsius),
  ].filter((check) => check !== null);
}

function temperatureCheck(
  id: string,
  heater: SensorReading | undefined,
  wanted: number | null,
): PreflightCheck | null {
  if (wanted === null || wanted <= 0) return null;
  if (!heater) {
    return {
      id,
      ok: false,
      blocking: false,
      text: `The file wants ${celsiusText(wanted)}, but there is no such heater.`,
    };
  }
  const highest = highestTargetCelsius(heater);
  const ok = highest === null || wanted <= highest;
  const text = ok
    ? `${heater.label} ${celsiusText(wanted)} is within its limit.`
    : `The file wants ${heater.label} at ${celsiusText(wanted)}; ${celsiusText(highest)} is the most here.`;
  return { id, ok, blocking: true, text };
}

function nozzleCheck(printer: Printer, file: FileFacts): PreflightCheck | null {
  const own = printer.snapshot().limits.nozzleDiameterMillimetres;
  const wanted = file.nozzleDiameterMillimetres;
  if (own === null || wanted === null) return null;
  const ok = Math.abs(own - wanted) < 0.01;
  const text = ok
    ? `Sliced for the ${own} mm nozzle.`
    : `Sliced for a ${wanted} mm nozzle; this printer has ${own} mm.`;
  return { id: 'nozzle', ok, blocking: true, text };
}

function heightCheck(printer: Printer, file: FileFacts): PreflightCheck | null {
  const highest = printer.snapshot().toolhead.axisMaximumMillimetres?.z ?? null;
  const wanted = file.objectHeightMillimetres;
  if (highest === null || wanted === null) return null;
  const ok = wanted <= highest;
  const text = ok
    ? `${wanted} mm high; it fits.`
    : `The object is ${wanted} mm high; this printer ends at ${highest} mm.`;
  return { id: 'height', ok, blocking: true, text };
}

function filamentCheck(printer: Printer): PreflightCheck | null {
  const empty = printer.snapshot().filamentSensors.filter((sensor) => sensor.enabled && !sensor.detected);
  if (empty.length === 0) return null;
  const names = empty.map((sensor) => visible(sensor.label, 40)).join(', ');
  return { id: 'filament', ok: false, blocking: true, text: `No filament at the sensor ${names}.` };
}

function hostChecks(printer: Printer): PreflightCheck[] {
  const { host } = printer.snapshot();
  const warnings = host.warnings.map((warning) => ({
    id: `host-${warning.id}`,
    ok: false,
    blocking: false,
    text: `${warning.cause} ${warning.remedy}`,
  }));
  if (host.diskFreeBytes === null || host.diskFreeBytes > 50_000_000) return warnings;
  const text = `Only ${bytesText(host.diskFreeBytes)} are free on the printer's host.`;
  return [...warnings, { id: 'disk', ok: false, blocking: false, text }];
}
