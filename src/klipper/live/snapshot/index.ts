import type { ConnectionReport, PrinterSnapshot, WebcamInfo } from '../../snapshot.ts';
import { hostReport } from '../host.ts';
import { num, str } from '../read.ts';
import type { LiveState } from '../state.ts';
import { boardsOf } from './boards.ts';
import { fixedPartsOf } from './fixed.ts';
import { jobOf } from './job.ts';
import { sensorsOf } from './sensors.ts';
import { filamentSensorsOf, outputsOf } from './outputs.ts';
import { meshOf, toolheadOf } from './toolhead.ts';

export interface SnapshotContext {
  printerId: string;
  name: string;
  connection: ConnectionReport;
  observedAtMs: number | null;
  stale: boolean;
  nowMs: number;
  webcams: WebcamInfo[];
}

/** The whole snapshot in our words. Pure: everything comes in as an argument. */
export function snapshotOf(state: LiveState, context: SnapshotContext): PrinterSnapshot {
  const fixed = fixedPartsOf(state);
  const sensors = sensorsOf(state);
  const job = jobOf(state, context.nowMs);
  const hostCelsius = sensors.find((sensor) => sensor.kind === 'host')?.celsius ?? null;
  const printing = job.state === 'printing' || job.state === 'paused';
  state.host.load = num(state.objects['system_stats'], 'sysload') ?? state.host.load;
  const info = state.serverInfo;
  return {
    printerId: context.printerId,
    name: context.name,
    observedAtMs: context.observedAtMs,
    stale: context.stale,
    connection: context.connection,
    klippy: state.klippy,
    job,
    sensors,
    toolhead: toolheadOf(state),
    outputs: outputsOf(state, fixed),
    filamentSensors: filamentSensorsOf(state, fixed),
    host: hostReport(state.host, hostCelsius, printing),
    boards: boardsOf(state, fixed.boardIds),
    webcams: context.webcams,
    limits: fixed.limits,
    mesh: meshOf(state),
    macros: fixed.macros,
    powerDevices: state.powerDevices,
    displayMessage: str(state.objects['display_status'], 'message'),
    moonrakerWarnings: [
      ...(info?.warnings ?? []),
      ...(info?.failed_components ?? []).map((name) => `Moonraker’s part “${name}” could not be loaded.`),
      ...(info?.missing_klippy_requirements ?? []).map((name) => `Klipper lacks the section [${name}].`),
    ],
    versions: {
      moonraker: info?.moonraker_version ?? null,
      klipper: state.klipperVersion,
      host: state.host.model,
    },
  };
}
