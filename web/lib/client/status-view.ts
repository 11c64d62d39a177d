import type { EtaMethod, JobReport, PrinterSnapshot, SensorKind } from '#klipper/snapshot.ts';
import { m } from '#lib/paraglide/messages.js';
import { saidName } from '#lib/said/said.ts';
import { stateOf, type MachineState } from './machine.ts';
import { fields, figure, moment, text } from './shape.ts';

/** What a status card shows, from a stored result or from the live state. */
export interface StatusView {
  name: string;
  state: MachineState;
  sensors: { id: string; label: string; kind: SensorKind; celsius: number | null; target: number | null }[];
  homed: string;
  job: Pick<
    JobReport,
    | 'state'
    | 'path'
    | 'progress'
    | 'layer'
    | 'layerCount'
    | 'heightMillimetres'
    | 'remainingSeconds'
    | 'endsAtMs'
    | 'etaMethod'
    | 'printSeconds'
    | 'slicerEstimateSeconds'
  >;
  atMs: number | null;
}

const SHOWN = new Set<SensorKind>(['nozzle', 'bed', 'chamber']);

export function liveView(snapshot: PrinterSnapshot, nowMs: number): StatusView {
  return {
    name: snapshot.name,
    state: stateOf(snapshot, nowMs),
    sensors: snapshot.sensors
      .filter((sensor) => SHOWN.has(sensor.kind))
      .map(({ id, label, kind, celsius, targetCelsius }) => ({
        id,
        label,
        kind,
        celsius,
        target: targetCelsius,
      })),
    homed: snapshot.toolhead.homedAxes,
    job: snapshot.job,
    atMs: snapshot.observedAtMs,
  };
}

export function kindOf(id: string): SensorKind {
  if (/^extruder\d*$/.test(id)) return 'nozzle';
  if (id === 'heater_bed') return 'bed';
  return /chamber/i.test(id) ? 'chamber' : 'other';
}

const labelOf = (id: string): string => {
  const kind = kindOf(id);
  if (kind === 'nozzle') return m.sensor_nozzle();
  if (kind === 'bed') return m.sensor_bed();
  const name = (id.split(' ').pop() ?? id).replaceAll('_', ' ');
  return saidName(name.charAt(0).toUpperCase() + name.slice(1));
};

const STATES: Record<string, () => MachineState> = {
  printing: () => ({ shape: 'run', tone: 'run', word: m.state_printing() }),
  paused: () => ({ shape: 'pause', tone: 'ask', word: m.state_paused() }),
  complete: () => ({ shape: 'good', tone: 'good', word: m.state_finished() }),
  error: () => ({ shape: 'bad', tone: 'bad', word: m.state_failed() }),
  shutdown: () => ({ shape: 'bad', tone: 'bad', word: m.state_shutdown() }),
  disconnected: () => ({ shape: 'bad', tone: 'bad', word: m.state_klipper_off() }),
  offline: () => ({ shape: 'stale', tone: 'stale', word: m.state_offline() }),
  startup: () => ({ shape: 'stale', tone: 'stale', word: m.state_starting() }),
};

const METHODS: readonly EtaMethod[] = ['plan', 'slicer', 'file-position', 'blend'];

/** What `get_status` answered then. */
export function storedView(result: unknown, fallbackMs: number): StatusView {
  const data = fields(result);
  const job = fields(data.job);
  const word = text(data.state);
  const percent = figure(job.progress_pct);
  const remaining = figure(job.remaining_s);
  const atMs = moment(data.observed_at) ?? fallbackMs;
  return {
    name: text(data.printer),
    state: STATES[word]?.() ?? { shape: 'off', tone: 'off', word: m.state_idle() },
    sensors: Object.entries(fields(data.temps_c)).flatMap(([id, value]) => {
      const kind = kindOf(id);
      const { now, target } = fields(value);
      return SHOWN.has(kind)
        ? [{ id, label: labelOf(id), kind, celsius: figure(now), target: figure(target) }]
        : [];
    }),
    homed: text(data.homed),
    job: {
      state: word === 'printing' || word === 'paused' ? word : 'standby',
      path: text(job.file) || null,
      progress: percent === null ? null : percent / 100,
      layer: figure(job.layer),
      layerCount: figure(job.layers),
      heightMillimetres: figure(fields(data.position_mm).z),
      remainingSeconds: remaining,
      endsAtMs: remaining === null ? null : atMs + remaining * 1000,
      etaMethod: METHODS.find((method) => method === job.eta_method) ?? 'none',
      printSeconds: figure(job.printing_s) ?? 0,
      slicerEstimateSeconds: figure(job.slicer_s),
    },
    atMs,
  };
}
