import { every, systemClock } from '../clock.ts';
import { connectPrinter } from '../connect-printer.ts';
import type { ConnectedPrinter, PrinterConfig, PrinterOptions } from '../connect-printer.ts';
import { messageOf } from '../errors.ts';
import type { PrinterSnapshot } from '../snapshot.ts';
import type { BoxLine } from './line.ts';
import type { RingOptions } from './ring.ts';
import { createRing } from './ring.ts';
import type { BlackBox } from './types.ts';
import { whyDidItStop } from './why.ts';

export interface RecordedPrinter extends ConnectedPrinter {
  blackBox: BlackBox;
}

const SNAPSHOT_EVERY_MS = 10_000;
/** A little later, so that what follows a stop is part of the incident. */
const SAVE_AFTER_MS = 2_000;
const STOPPED = 'emergency stop';

/** A connected printer that keeps a record of its last hour, and saves it at each failure, cancel and stop. */
export function connectRecorded(
  config: PrinterConfig,
  options: PrinterOptions,
  box: RingOptions,
): RecordedPrinter {
  const clock = options.clock ?? systemClock;
  const ring = createRing({ clock, ...box });
  const add = (line: BoxLine) => {
    ring.add(line);
  };
  let hostAt = Number.NEGATIVE_INFINITY;

  const notified = (method: string, params: unknown[]) => {
    const atMs = clock.nowMs();
    if (method === 'notify_status_update') add({ atMs, kind: 'delta', data: params[0] });
    else if (method === 'notify_gcode_response') add({ atMs, kind: 'response', data: String(params[0]) });
    else if (method === 'notify_cpu_throttled') add({ atMs, kind: 'host', data: params[0] });
    else if (method === 'notify_proc_stat_update' && clock.monotonicMs() - hostAt >= SNAPSHOT_EVERY_MS) {
      hostAt = clock.monotonicMs();
      add({ atMs, kind: 'host', data: params[0] });
    }
  };

  const printer = connectPrinter(config, {
    ...options,
    onNotification: (method, params) => {
      notified(method, params);
      options.onNotification?.(method, params);
    },
    onCommand: (record) => {
      const { method, params, origin, outcome } = record;
      const message = 'message' in outcome ? outcome.message : null;
      add({
        atMs: clock.nowMs(),
        kind: 'command',
        data: { method, params, origin, status: outcome.status, message },
      });
      options.onCommand?.(record);
      if (method === 'printer.emergency_stop') saveSoon(STOPPED);
    },
  });

  ring.onPiece(() => {
    ring.add({ atMs: clock.nowMs(), kind: 'objects', data: printer.objects() });
  });

  /** The disk may refuse; the printer goes on without its record. */
  const tellTrouble = (error: unknown) => box.onTrouble?.(messageOf(error));
  let pending: { reason: string; cancel: () => void } | null = null;
  let written: Promise<unknown> = Promise.resolve();
  const saveNow = () => {
    if (!pending) return;
    pending.cancel();
    written = ring.save(pending.reason).catch(tellTrouble);
    pending = null;
  };
  const saveSoon = (reason: string) => {
    pending ??= { reason, cancel: clock.after(SAVE_AFTER_MS, saveNow) };
    // The shutdown may be seen before its own stop is answered: the stop is what it was.
    if (reason === STOPPED) pending.reason = reason;
  };

  const turns = followChanges(printer, (kind, before, now) => {
    const atMs = clock.nowMs();
    const { klippy, job, connection } = now;
    if (kind === 'fresh') add({ atMs, kind: 'objects', data: printer.objects() });
    else if (kind === 'klippy') {
      add({ atMs, kind, data: klippy });
      if (klippy.state === 'ready') add({ atMs, kind: 'objects', data: printer.objects() });
      if (klippy.state === 'shutdown' || klippy.state === 'error') saveSoon(klippy.state);
    } else if (kind === 'job') {
      add({ atMs, kind, data: { state: job.state, path: job.path, message: job.message } });
      const wasActive = before.job.state === 'printing' || before.job.state === 'paused';
      if (wasActive && (job.state === 'error' || job.state === 'cancelled')) saveSoon(job.state);
    } else add({ atMs, kind, data: { phase: connection.phase, problem: connection.problem?.cause ?? null } });
  });

  const stopSnapshots = every(clock, SNAPSHOT_EVERY_MS, () => {
    const data = printer.snapshot();
    if (data.job.state === 'printing') add({ atMs: clock.nowMs(), kind: 'snapshot', data });
  });

  /** Changes are told four times a second; what is asked for now counts as of now. */
  const upToNow = () => {
    turns.look();
    return ring.lines();
  };

  return {
    ...printer,
    blackBox: {
      lines: upToNow,
      incidents: ring.incidents,
      incident: ring.incident,
      save: (reason) => {
        turns.look();
        return ring.save(reason);
      },
      forget: ring.forget,
      whyDidItStop: async () => whyDidItStop(await upToNow()),
      closed: async () => void (await written),
    },
    stop() {
      turns.stop();
      stopSnapshots();
      saveNow();
      printer.stop();
      written = written.then(() => ring.stop()).catch(tellTrouble);
    },
  };
}

type Turn = 'klippy' | 'job' | 'connection' | 'fresh';

/** Calls back when the state of Klipper, of the job or of the connection becomes another one. */
function followChanges(
  printer: ConnectedPrinter,
  onTurn: (kind: Turn, before: PrinterSnapshot, now: PrinterSnapshot) => void,
): { look(): void; stop(): void } {
  let before = printer.snapshot();
  const look = () => {
    const now = printer.snapshot();
    const last = before;
    before = now;
    if (now.connection.phase !== last.connection.phase) onTurn('connection', last, now);
    if (now.klippy.state !== last.klippy.state) onTurn('klippy', last, now);
    if (now.job.state !== last.job.state) onTurn('job', last, now);
    // After a gap everything is known anew: a replay must not merge on into what was before.
    if (last.stale && !now.stale) onTurn('fresh', last, now);
  };
  return { look, stop: printer.onChange(look) };
}
