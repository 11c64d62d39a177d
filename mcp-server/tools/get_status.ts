import { z } from 'zod';
import type { PrinterSnapshot } from '../../src/klipper/snapshot.ts';
import { stateWord } from '../facts/job.ts';
import { celsiusText, durationText, visible } from '../text.ts';
import { defineTool } from '../tool.ts';

const JOB = z.object({
  file: z.string().nullable(),
  progress_pct: z.number().nullable(),
  layer: z.number().nullable(),
  layers: z.number().nullable(),
  printing_s: z.number(),
  remaining_s: z.number().nullable(),
  eta_method: z.string(),
  slicer_s: z.number().nullable(),
  message: z.string(),
});

export const getStatus = defineTool({
  name: 'get_status',
  title: 'Printer status',
  description:
    'What the printer does now: state, job with progress and remaining time, temperatures, warnings.',
  effect: 'reads',
  toolset: 'core',
  input: z.object({ detail: z.enum(['brief', 'full']).optional() }),
  output: z.object({
    printer: z.string(),
    state: z.string(),
    state_message: z.string(),
    job: JOB,
    temps_c: z.record(z.string(), z.object({ now: z.number().nullable(), target: z.number().nullable() })),
    position_mm: z.object({ x: z.number(), y: z.number(), z: z.number() }).nullable(),
    homed: z.string(),
    warnings: z.array(z.string()),
    more: z.record(z.string(), z.unknown()).optional(),
  }),
  run({ detail = 'brief' }, { printer }) {
    const snapshot = printer.snapshot();
    const { job, toolhead } = snapshot;
    const data = {
      printer: visible(snapshot.name, 80),
      state: stateWord(snapshot),
      state_message: visible(snapshot.klippy.message.replaceAll('\n', ' '), 400),
      job: {
        file: job.path === null ? null : visible(job.path),
        progress_pct: job.progress === null ? null : Math.round(job.progress * 1000) / 10,
        layer: job.layer,
        layers: job.layerCount,
        printing_s: Math.round(job.printSeconds),
        remaining_s: job.remainingSeconds === null ? null : Math.round(job.remainingSeconds),
        eta_method: job.etaMethod,
        slicer_s: job.slicerEstimateSeconds === null ? null : Math.round(job.slicerEstimateSeconds),
        message: visible(job.message, 300),
      },
      temps_c: Object.fromEntries(
        snapshot.sensors.map(({ id, celsius, targetCelsius }) => [
          id,
          { now: celsius, target: targetCelsius },
        ]),
      ),
      position_mm: toolhead.positionMillimetres,
      homed: toolhead.homedAxes,
      warnings: warningsOf(snapshot),
      ...(detail === 'full' ? { more: moreOf(snapshot) } : {}),
    };
    return { data, text: sentence(snapshot, data.warnings) };
  },
});

function warningsOf(snapshot: PrinterSnapshot): string[] {
  const { problem } = snapshot.connection;
  return [
    ...(problem ? [`${problem.cause} ${problem.remedy[0] ?? ''}`.trim()] : []),
    ...snapshot.host.warnings.map((warning) => `${warning.cause} ${warning.remedy}`),
    ...snapshot.filamentSensors
      .filter((sensor) => sensor.enabled && !sensor.detected)
      .map((sensor) => `No filament at ${sensor.label}.`),
    ...snapshot.moonrakerWarnings,
  ].map((text) => visible(text, 300));
}

function moreOf(snapshot: PrinterSnapshot) {
  const { toolhead, limits, mesh, outputs, filamentSensors, host, webcams, powerDevices, versions } =
    snapshot;
  const { objects, excludedObjects, currentObject } = snapshot.job;
  return {
    toolhead,
    limits,
    mesh,
    outputs,
    filament_sensors: filamentSensors,
    host: { ...host, warnings: undefined },
    cameras: webcams.map((camera) => camera.name),
    power: powerDevices,
    objects: { all: objects, excluded: excludedObjects, current: currentObject },
    display: snapshot.displayMessage,
    versions,
  };
}

function sentence(snapshot: PrinterSnapshot, warnings: string[]): string {
  const { job } = snapshot;
  const parts = [`${visible(snapshot.name, 60)}: ${stateWord(snapshot)}`];
  if (job.path !== null && job.state !== 'standby') parts.push(visible(job.path, 100));
  if (job.progress !== null && (job.state === 'printing' || job.state === 'paused')) {
    parts.push(`${Math.round(job.progress * 100)} %`);
  }
  if (job.remainingSeconds !== null && job.state === 'printing') {
    parts.push(`about ${durationText(job.remainingSeconds)} left`);
  }
  const heaters = snapshot.sensors
    .filter((sensor) => sensor.canHeat)
    .map((sensor) => `${sensor.label} ${celsiusText(sensor.celsius)}${targetText(sensor.targetCelsius)}`);
  return [[...parts, ...heaters].join(', '), ...warnings.map((warning) => `Warning: ${warning}`)].join('\n');
}

function targetText(targetCelsius: number | null): string {
  return targetCelsius === null || targetCelsius === 0 ? ' (off)' : ` → ${celsiusText(targetCelsius)}`;
}
