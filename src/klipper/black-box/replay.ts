import { snapshotOf } from '../live/snapshot/index.ts';
import { applyStatus, createState, replaceStatus } from '../live/state.ts';
import type { PrinterSnapshot } from '../snapshot.ts';
import type { BoxLine } from './line.ts';

/** A recorded hour, run again through the same merge: what was known at each moment. Pure. */
export function* replay(lines: BoxLine[]): Generator<PrinterSnapshot> {
  const state = createState();
  for (const line of lines) {
    if (line.kind === 'objects') replaceStatus(state, line.data, 0);
    else if (line.kind === 'delta') applyStatus(state, line.data, null);
    else if (line.kind === 'klippy') {
      const { state: word, message } = line.data;
      state.klippy = { state: word as PrinterSnapshot['klippy']['state'], message };
    } else continue;
    yield snapshotOf(state, {
      printerId: 'replay',
      name: 'Replay',
      connection: { phase: 'connected', sinceMs: 0, lastHeardMs: line.atMs, attempts: 0, problem: null },
      observedAtMs: line.atMs,
      stale: false,
      nowMs: line.atMs,
      webcams: [],
    });
  }
}
