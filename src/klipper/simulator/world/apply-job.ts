import type { Moonraker } from '../moonraker/moonraker.ts';
import type { PrintStats } from '../machine/machine.ts';
import { markGrowth } from '../machine/growth.ts';
import type { World } from './types.ts';

type Fields = Record<string, unknown>;
const number = (value: unknown, fallback: number): number => (typeof value === 'number' ? value : fallback);

/** A print in the middle: the file is loaded at its place, the times have passed, the plastic is there. */
export function applyJob(moonraker: Moonraker, world: World): void {
  const { machine } = moonraker.host;
  const objects = world.preset?.objects ?? {};
  const given: Fields = { ...objects.print_stats, ...world.overrides.print };
  const state = String(given.state ?? 'standby') as PrintStats['state'];
  const stats = machine.printStats;
  stats.state = state;
  stats.filename = String(given.filename ?? '');
  stats.message = typeof given.message === 'string' ? given.message : '';
  stats.filamentUsed = number(given.filament_used, 0);
  stats.totalDuration = number(given.total_duration, 0);
  stats.initDuration = Math.max(0, stats.totalDuration - number(given.print_duration, stats.totalDuration));
  const info = (given.info ?? {}) as Fields;
  stats.totalLayer = typeof info.total_layer === 'number' ? info.total_layer : null;
  stats.currentLayer = typeof info.current_layer === 'number' ? info.current_layer : null;
  if (state !== 'printing' && state !== 'paused') return;
  stats.startSeconds = machine.now - stats.totalDuration;
  stats.lastE = machine.gcodeMove.last[3];
  loadMiddle(moonraker, stats.filename, number(objects.virtual_sdcard?.progress, 0));
  const names = world.overrides.print?.objects;
  if (names) machine.excludeObject.objects = names.map((name, index) => objectOf(name.toUpperCase(), index));
  if (state === 'paused') {
    stats.pauseStart = machine.now;
    machine.pauseResume = { paused: true, pauseCommandSent: false, sdPaused: true };
    const { saved, ...move } = machine.gcodeMove;
    saved.set('PAUSE_STATE', structuredClone(move));
  } else machine.sdCard.active = machine.sdCard.file !== null;
  fillPart(moonraker);
  startHistory(moonraker);
}

function objectOf(name: string, index: number): Fields {
  const x = 80 + index * 30;
  return {
    name,
    center: [x, 110],
    polygon: [
      [x - 10, 100],
      [x + 10, 100],
      [x + 10, 120],
      [x - 10, 120],
    ],
  };
}

function loadMiddle(moonraker: Moonraker, filename: string, progress: number): void {
  const { machine } = moonraker.host;
  const file = machine.files.open(filename);
  if (!file) return;
  const wanted = Math.floor(file.sizeBytes * progress);
  const bytes = file.read(wanted, 4096);
  const lineEnd = bytes.indexOf(10);
  const position = wanted + (lineEnd < 0 ? 0 : lineEnd + 1);
  Object.assign(machine.sdCard, { file, position: wanted, nextPosition: position });
  machine.gcodeMove.absoluteExtrude = false;
}

/** A square of plastic as high as the nozzle is. */
function fillPart(moonraker: Moonraker): void {
  const { machine } = moonraker.host;
  const { position, axisMaximum } = machine.toolhead;
  const size = Math.min(axisMaximum[0], axisMaximum[1]) * 0.12;
  const height = Math.max(0.2, position[2] - (machine.pauseResume.paused ? 10 : 0));
  for (let offset = -size; offset <= size; offset += 1) {
    markGrowth(
      machine,
      [position[0] - size, position[1] + offset, height, 0],
      [position[0] + size, position[1] + offset, height, 1],
    );
  }
}

function startHistory(moonraker: Moonraker): void {
  const { history } = moonraker;
  const { printStats } = moonraker.host.machine;
  const job = {
    job_id: history.nextNumber.toString(16).toUpperCase().padStart(6, '0'),
    user: '_TRUSTED_USER_',
    filename: printStats.filename,
    status: 'in_progress',
    start_time: moonraker.wallSeconds() - printStats.totalDuration,
    end_time: null,
    print_duration: 0,
    total_duration: 0,
    filament_used: 0,
    metadata: moonraker.files.metadata.get(printStats.filename) ?? {},
    auxiliary_data: [],
  };
  history.nextNumber++;
  history.jobs.push(job);
  history.current = job;
}
