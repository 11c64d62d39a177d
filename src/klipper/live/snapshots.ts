import type { Clock } from '../clock.ts';
import type { ConnectionReport, PrinterSnapshot, WebcamInfo } from '../snapshot.ts';
import type { Freshness } from './freshness.ts';
import { snapshotOf } from './snapshot/index.ts';
import type { LiveState } from './state.ts';

/** A snapshot holds ages and an end time, so it is made anew at least this often. */
const KEPT_MS = 1_000;

export interface SnapshotSources {
  id: string;
  name: string;
  clock: Clock;
  state: LiveState;
  freshness: Freshness;
  report(): ConnectionReport;
  webcams(): WebcamInfo[];
}

/** Makes snapshots when asked, and not twice for the same state. */
export function createSnapshots(sources: SnapshotSources): () => PrinterSnapshot {
  const { clock, state, freshness } = sources;
  let kept: { snapshot: PrinterSnapshot; revision: number; atMs: number } | null = null;
  return () => {
    const nowMs = clock.nowMs();
    if (kept && kept.revision === state.revision && Math.abs(nowMs - kept.atMs) < KEPT_MS)
      return kept.snapshot;
    const ageMs = freshness.ageMs();
    const snapshot = snapshotOf(state, {
      printerId: sources.id,
      name: sources.name,
      connection: sources.report(),
      observedAtMs: ageMs === null ? null : nowMs - ageMs,
      stale: freshness.isStale(),
      nowMs,
      webcams: sources.webcams(),
    });
    kept = { snapshot, revision: state.revision, atMs: nowMs };
    return snapshot;
  };
}
