import type { Machine, PrintRecord, PrintStats } from './machine.ts';

export function freshPrintStats(): PrintStats {
  return {
    state: 'standby',
    filename: '',
    message: '',
    startSeconds: null,
    totalDuration: 0,
    initDuration: 0,
    pausedSeconds: 0,
    pauseStart: null,
    filamentUsed: 0,
    lastE: 0,
    totalLayer: null,
    currentLayer: null,
  };
}

/** The numbers of the current print for the history. */
export function printRecord(machine: Machine): PrintRecord {
  const { filename, totalDuration, filamentUsed } = machine.printStats;
  return { filename, totalDuration, printDuration: printDuration(machine), filamentUsed };
}

export function resetPrintStats(machine: Machine, filename: string): void {
  if (machine.printStats.startSeconds !== null) {
    refreshPrintStats(machine);
    machine.events.push({ type: 'print', change: 'cancelled', job: printRecord(machine) });
  }
  machine.printStats = { ...freshPrintStats(), filename };
}

export function noteStart(machine: Machine): void {
  const stats = machine.printStats;
  if (stats.startSeconds === null) {
    stats.startSeconds = machine.now;
    stats.lastE = machine.gcodeMove.last[3];
    machine.events.push({ type: 'print', change: 'started', job: printRecord(machine) });
  } else if (stats.pauseStart !== null) {
    stats.pausedSeconds += machine.now - stats.pauseStart;
    stats.lastE = machine.gcodeMove.last[3];
  }
  stats.pauseStart = null;
  stats.state = 'printing';
  stats.message = '';
}

export function notePause(machine: Machine): void {
  const stats = machine.printStats;
  if (stats.pauseStart === null) {
    stats.pauseStart = machine.now;
    refreshPrintStats(machine);
  }
  if (stats.state === 'printing') stats.state = 'paused';
}

function end(machine: Machine, state: 'complete' | 'cancelled' | 'error', message: string): void {
  refreshPrintStats(machine);
  const stats = machine.printStats;
  const running = stats.startSeconds !== null;
  stats.state = state;
  stats.message = message;
  if (running) machine.events.push({ type: 'print', change: state, job: printRecord(machine) });
  stats.startSeconds = null;
  stats.pauseStart = null;
}

export function finishPrint(machine: Machine): void {
  end(machine, 'complete', '');
}

export function failPrint(machine: Machine, message: string): void {
  end(machine, 'error', message);
}

export function cancelPrint(machine: Machine): void {
  end(machine, 'cancelled', '');
}

/** Brings durations and filament up to this moment. */
export function refreshPrintStats(machine: Machine): void {
  const stats = machine.printStats;
  if (stats.startSeconds === null) return;
  const until = stats.pauseStart ?? machine.now;
  if (stats.state === 'printing') {
    const e = machine.gcodeMove.last[3];
    stats.filamentUsed += (e - stats.lastE) / machine.gcodeMove.extrudeFactor;
    stats.lastE = e;
  }
  stats.totalDuration = machine.now - stats.startSeconds;
  if (stats.filamentUsed < 1e-7) stats.initDuration = until - stats.startSeconds - stats.pausedSeconds;
}

/** Printing time without pauses and without what came before the first extrusion. */
export function printDuration(machine: Machine): number {
  const stats = machine.printStats;
  const pausedNow =
    stats.pauseStart === null || stats.startSeconds === null ? 0 : machine.now - stats.pauseStart;
  return Math.max(0, stats.totalDuration - stats.initDuration - stats.pausedSeconds - pausedNow);
}
