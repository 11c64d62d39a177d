import { plannedRemaining } from '../../progress/plan.ts';
import { fileProgress, layerAtHeight, layerCountOf, remainingTime } from '../../progress/progress.ts';
import type { JobReport, JobState } from '../../snapshot.ts';
import { num, record, str, strings } from '../read.ts';
import type { LiveState } from '../state.ts';

const JOB_STATES = new Set<string>(['standby', 'printing', 'paused', 'complete', 'cancelled', 'error']);

export function jobOf(state: LiveState, nowMs: number): JobReport {
  const stats = state.objects['print_stats'];
  const filename = str(stats, 'filename');
  const path = filename === null || filename === '' ? null : filename;
  const facts = path !== null && state.metadataPath === path ? state.metadata : null;
  const jobState = jobStateOf(state);
  const active = jobState === 'printing' || jobState === 'paused';
  const progress = progressOf(state, jobState);
  const printSeconds = num(stats, 'print_duration') ?? 0;
  const slicerEstimateSeconds = facts?.estimated_time ?? null;
  const plan = state.plan?.path === path ? state.plan : null;
  const speedFactor = num(state.objects['gcode_move'], 'speed_factor');
  const positionBytes = positionOf(state);
  const byPlan = active ? plannedRemaining({ plan, positionBytes, printSeconds, speedFactor }) : null;
  const eta =
    byPlan ??
    (active
      ? remainingTime({ progress, printSeconds, slicerSeconds: slicerEstimateSeconds, speedFactor })
      : { remainingSeconds: null, method: 'none' as const });
  return {
    state: jobState,
    path,
    message: messageOf(state, jobState, str(stats, 'message') ?? ''),
    progress,
    ...layersOf(state, active),
    printSeconds,
    totalSeconds: num(stats, 'total_duration') ?? 0,
    filamentUsedMillimetres: num(stats, 'filament_used') ?? 0,
    filamentTotalMillimetres: facts?.filament_total ?? null,
    remainingSeconds: eta.remainingSeconds,
    endsAtMs:
      jobState === 'printing' && eta.remainingSeconds !== null ? nowMs + eta.remainingSeconds * 1000 : null,
    etaMethod: eta.method,
    slicerEstimateSeconds,
    planSeconds: plan?.totalSeconds ?? null,
    ...objectsOf(state),
    hasThumbnail: (facts?.thumbnails?.length ?? 0) > 0,
  };
}

/** After an emergency stop in a print `print_stats` reads `paused` until the restart: webhooks decide first. */
function jobStateOf(state: LiveState): JobState {
  const word = str(state.objects['print_stats'], 'state') ?? 'standby';
  const known = JOB_STATES.has(word) ? (word as JobState) : 'standby';
  const halted = state.klippy.state === 'shutdown' || state.klippy.state === 'error';
  return halted && (known === 'paused' || known === 'printing') ? 'error' : known;
}

/** A print that a shutdown has ended has no message of its own: the cause is Klipper's first line. */
function messageOf(state: LiveState, jobState: JobState, own: string): string {
  return own === '' && jobState === 'error' ? (state.klippy.message.split('\n')[0] ?? '') : own;
}

function progressOf(state: LiveState, jobState: JobState): number | null {
  if (jobState === 'standby') return null;
  if (jobState === 'complete') return 1;
  const card = state.objects['virtual_sdcard'];
  const own = num(card, 'progress') ?? num(state.objects['display_status'], 'progress');
  const path = str(state.objects['print_stats'], 'filename');
  const facts = state.metadataPath === path ? state.metadata : null;
  return fileProgress(positionOf(state), facts?.gcode_start_byte ?? null, facts?.gcode_end_byte ?? null, own);
}

/** Bytes of the file that were read. After a cancel the card has forgotten the file: position 0 of 0. */
function positionOf(state: LiveState): number | null {
  const card = state.objects['virtual_sdcard'];
  return (num(card, 'file_size') ?? 0) > 0 ? num(card, 'file_position') : null;
}

function layersOf(state: LiveState, active: boolean) {
  const stats = state.objects['print_stats'];
  const info = record(stats, 'info');
  const facts = state.metadataPath === str(stats, 'filename') ? state.metadata : null;
  const first = facts?.first_layer_height ?? null;
  const each = facts?.layer_height ?? null;
  const layerCount =
    num(info, 'total_layer') ?? facts?.layer_count ?? layerCountOf(facts?.object_height ?? null, first, each);
  const heightMillimetres = active ? state.printingZMillimetres : null;
  const layer =
    num(info, 'current_layer') ??
    layerAtHeight({ heightMillimetres, firstLayerMillimetres: first, layerMillimetres: each, layerCount });
  return { layer: active ? layer : null, layerCount, heightMillimetres };
}

function objectsOf(state: LiveState) {
  const exclude = state.objects['exclude_object'];
  const objects: unknown = exclude?.['objects'];
  const names = Array.isArray(objects)
    ? objects
        .map((entry: unknown) => str(entry as Record<string, unknown>, 'name'))
        .filter((name) => name !== null)
    : [];
  return {
    objects: names,
    excludedObjects: strings(exclude, 'excluded_objects'),
    currentObject: str(exclude, 'current_object'),
  };
}
