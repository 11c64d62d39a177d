import type { Moonraker } from '../moonraker/moonraker.ts';
import type { HistoryJob } from '../moonraker/history.ts';
import { pushJob } from '../moonraker/job-queue.ts';
import { forceState } from '../machine/klippy-state.ts';
import type { Machine } from '../machine/machine.ts';
import { applyJob } from './apply-job.ts';
import { applyObjects } from './apply-objects.ts';
import type { World } from './types.ts';

/** Puts the machine and Moonraker's stores into the state of the preset. */
export function applyPreset(moonraker: Moonraker, world: World): void {
  const { machine } = moonraker.host;
  const { preset, overrides } = world;
  for (const axis of ['x', 'y', 'a', 'b'] as const) {
    const resonance = world.resonances?.[axis];
    if (resonance) machine.resonances[axis] = resonance;
  }
  for (const line of world.console)
    moonraker.stores.addGcode({ message: line, time: moonraker.wallSeconds(), type: 'response' });
  fillHistory(moonraker, world);
  // a file may have been deleted while it waits
  for (const { filename, job_id: id } of world.queue)
    pushJob(moonraker, filename, typeof id === 'string' ? id : undefined);
  if (preset) {
    applyObjects(machine, preset.objects ?? {});
    applyNestedOverrides(machine, overrides);
    applyJob(moonraker, world);
  }
  if (overrides.display_message !== undefined) machine.display.message = overrides.display_message;
  applyState(machine, world);
  fillTemperatures(moonraker);
}

/** Overrides named after an object (`fan_generic exhaust`) or one of its fields (`gcode_move.homing_origin_z`). */
function applyNestedOverrides(machine: Machine, overrides: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(overrides)) {
    if (key === 'gcode_move.homing_origin_z')
      applyObjects(machine, { gcode_move: { homing_origin: [0, 0, Number(value), 0] } });
    else if (
      /^(extruder\d*|heater_bed|heater_generic .+|fan|fan_generic .+|temperature_sensor .+|output_pin .+|toolhead|filament_switch_sensor .+)$/.test(
        key,
      ) &&
      typeof value === 'object' &&
      value !== null
    ) {
      applyObjects(machine, { [key]: value as Record<string, unknown> });
    }
  }
}

function applyState(machine: Machine, world: World): void {
  const state = world.preset?.klippy_state;
  const message = world.overrides.state_message ?? world.preset?.state_message;
  if (world.preset?.moonraker !== undefined) machine.faults.add('refused');
  if (state === undefined || state === 'ready') return;
  const { printStats } = machine;
  const kept = { ...printStats };
  if (state === 'error') loseOption(machine, message ?? '');
  if (state === 'shutdown') machine.mcuShutdown = message?.split('\n')[0] ?? 'Shutdown';
  forceState(machine, state, message ?? '');
  machine.printStats = kept;
}

/** An option that Klipper misses is not in the file either; put back, it lets the next start succeed. */
function loseOption({ configSource }: Machine, message: string): void {
  const [, option, section] = /Option '([^']+)' in section '([^']+)' must be specified/.exec(message) ?? [];
  const text = configSource.readConfig('printer.cfg');
  if (option === undefined || section === undefined || text === null) return;
  const parts = text.split(/^(?=\[)/m);
  const kept = parts.map((part) =>
    part.startsWith(`[${section}]`)
      ? part
          .split('\n')
          .filter((line) => !new RegExp(`^${option}\\s*[:=]`).test(line))
          .join('\n')
      : part,
  );
  configSource.writeConfig('printer.cfg', kept.join(''));
}

function fillHistory(moonraker: Moonraker, world: World): void {
  const { history } = moonraker;
  const jobs = world.history?.jobs ?? [];
  const total = world.history?.totals?.total_jobs ?? jobs.length;
  history.nextNumber = Math.max(1, total - jobs.length + 1);
  let end = moonraker.wallSeconds() - 3600;
  const entries: HistoryJob[] = jobs.map((job) => {
    const duration = job.print_duration ?? 0;
    const entry: HistoryJob = {
      job_id: '',
      user: '_TRUSTED_USER_',
      filename: job.filename,
      status: job.status,
      start_time: end - duration - 120,
      end_time: end,
      print_duration: duration,
      total_duration: duration + 120,
      filament_used: 0,
      metadata: moonraker.files.metadata.get(job.filename) ?? {},
      auxiliary_data: [],
    };
    end -= duration + 7200;
    return entry;
  });
  for (const entry of entries.reverse()) {
    entry.job_id = history.nextNumber.toString(16).toUpperCase().padStart(6, '0');
    history.nextNumber++;
    history.jobs.push(entry);
  }
  const hours = world.history?.totals?.total_print_time_hours ?? 0;
  Object.assign(history.totals, {
    total_jobs: total,
    total_time: hours * 3600 * 1.05,
    total_print_time: hours * 3600,
    total_filament_used: (world.history?.totals?.total_filament_used_m ?? 0) * 1000,
    longest_job: Math.max(0, ...entries.map((entry) => entry.total_duration)),
    longest_print: Math.max(0, ...entries.map((entry) => entry.print_duration)),
  });
}

/** A minute of the present temperatures, so that a chart has something to show. */
function fillTemperatures(moonraker: Moonraker): void {
  for (let second = 0; second < 60; second++) moonraker.stores.sampleTemperatures(moonraker.host.machine);
}
