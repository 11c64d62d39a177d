import type { PrinterSnapshot } from '../../src/klipper/snapshot.ts';

/** A small picture of the printer's state for the audit trail: what one asks about afterwards. */
export function stateRecord(snapshot: PrinterSnapshot) {
  return {
    observedAtMs: snapshot.observedAtMs,
    stale: snapshot.stale,
    klippy: snapshot.klippy.state,
    job: snapshot.job.state,
    file: snapshot.job.path,
    homed: snapshot.toolhead.homedAxes,
    positionMillimetres: snapshot.toolhead.positionMillimetres,
    heaters: Object.fromEntries(
      snapshot.sensors
        .filter((sensor) => sensor.canHeat)
        .map((sensor) => [sensor.id, { celsius: sensor.celsius, targetCelsius: sensor.targetCelsius }]),
    ),
  };
}
