import type { Clock } from '../clock.ts';
import { messageOf } from '../errors.ts';
import { str } from '../live/read.ts';
import type { LiveState } from '../live/state.ts';
import type { Rehearsals } from './rehearsals.ts';

export interface FollowedJob {
  state: LiveState;
  rehearsals: Pick<Rehearsals, 'rehearse'>;
  clock: Clock;
  onChange(): void;
}

/** The file of a print that has just begun is still busy with its start; its plan can wait so long. */
const AFTER_START_MS = 1_000;

/** Keeps `state.plan` the plan of the running print: it is looked for once for each print. */
export function followJob({ state, rehearsals, clock, onChange }: FollowedJob) {
  let followed = '';
  let stopWaiting: () => void = () => undefined;
  let controller = new AbortController();

  const leave = () => {
    stopWaiting();
    controller.abort();
    followed = '';
    state.plan = null;
  };

  const find = async (path: string, signal: AbortSignal) => {
    try {
      const { timeline, totalSeconds } = await rehearsals.rehearse(path, { signal, timesOnly: true });
      if (signal.aborted) return;
      state.plan = { path, timeline, totalSeconds };
      onChange();
    } catch (error) {
      // Then the remaining time comes from the slicer and the position; why is kept for the doctor.
      if (!signal.aborted) state.refused = [...state.refused, `plan: ${messageOf(error)}`].slice(-20);
    }
  };

  const look = () => {
    const stats = state.objects['print_stats'];
    const word = str(stats, 'state');
    const path = word === 'printing' || word === 'paused' ? (str(stats, 'filename') ?? '') : '';
    if (path === followed) return;
    leave();
    // Settings come a moment after the first state.
    if (path === '' || Object.keys(state.settings).length === 0) return;
    followed = path;
    controller = new AbortController();
    const { signal } = controller;
    stopWaiting = clock.after(AFTER_START_MS, () => void find(path, signal));
  };

  return { look, stop: leave };
}
