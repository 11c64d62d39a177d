import { defaultResonances } from './accelerometer.ts';
import { bootMachine } from './boot.ts';
import { emptyGrowth } from './growth.ts';
import { heaterTickSeconds, tickHeat } from './heaters.ts';
import { disconnectHost, shutDown } from './klippy-state.ts';
import { restartHost, startHost } from './lifecycle.ts';
import type { GcodeFiles, Machine, MachineEvent } from './machine.ts';
import { refreshPrintStats } from './print-stats.ts';
import { seededRandom } from './random.ts';
import { nextScriptWake, runReady } from './scheduler.ts';
import { queueScript } from './script-queue.ts';
import { watchIdle } from './idle.ts';
import { flushBeforeDrain, forgetOldMoves } from './toolhead.ts';
import { applyFault } from './machine-faults.ts';

/** Everything that can happen to the machine from outside. */
export type MachineInput =
  | { type: 'tick'; toSeconds: number }
  | { type: 'script'; id: number; script: string }
  | { type: 'emergency-stop' }
  | { type: 'restart'; kind: 'host' | 'firmware' }
  | { type: 'fault'; name: string; on: boolean }
  | { type: 'host'; away: boolean };

export interface MachineOptions {
  configSource: Machine['configSource'];
  files: GcodeFiles;
  seed?: number;
  /** Host's monotonic clock at the start, in seconds. */
  startSeconds?: number;
  /** Unix time at the start, in seconds. */
  wallSeconds?: number;
  hostName?: string;
  softwareVersion?: string;
  dataPath?: string;
  faults?: readonly string[];
}

/** A printer that is already running: Klipper is ready unless its configuration or a fault forbids it. */
export function createMachine(options: MachineOptions): Machine {
  const now = options.startSeconds ?? 1000;
  const machine: Machine = {
    now,
    wallOffsetSeconds: (options.wallSeconds ?? 1795341244) - now,
    random: seededRandom(options.seed ?? 1),
    seed: options.seed ?? 1,
    softwareVersion: options.softwareVersion ?? 'v0.13.0-730-g84104bbbd',
    hostName: options.hostName ?? 'printer',
    dataPath: options.dataPath ?? '/home/pi/printer_data',
    files: options.files,
    configSource: options.configSource,
    config: { sections: new Map(), saved: new Map() },
    trusted: new Map(),
    faults: new Set(options.faults ?? []),
    klippy: { state: 'startup', message: '', neverSeen: false, connected: true },
    mcuShutdown: null,
    timers: [],
    nextHeaterTick: now + heaterTickSeconds,
    events: [],
    configWarnings: [],
    saveVariables: {},
    commands: new Map(),
    restart: (kind: 'host' | 'firmware') => restartHost(machine, kind),
    growth: emptyGrowth(),
    givenObjects: new Map(),
    resonances: defaultResonances(),
  } as unknown as Machine;
  bootMachine(machine);
  machine.trusted = new Map([...machine.config.sections].map(([name, section]) => [name, { ...section }]));
  machine.klippy = { state: 'ready', message: 'Printer is ready', neverSeen: false, connected: true };
  for (const name of options.faults ?? []) applyFault(machine, name, true);
  return machine;
}

/** One step: an input, what became of the machine, what it said. The state is changed in place by its one owner. */
export function step(machine: Machine, input: MachineInput): { state: Machine; events: MachineEvent[] } {
  machine.events = [];
  switch (input.type) {
    case 'tick':
      advanceTo(machine, input.toSeconds);
      break;
    case 'script':
      queueScript(machine, input.id, input.script);
      runReady(machine);
      break;
    case 'emergency-stop':
      shutDown(machine, 'Shutdown due to webhooks request');
      break;
    case 'restart':
      restartHost(machine, input.kind);
      break;
    case 'host':
      if (input.away) disconnectHost(machine);
      else startHost(machine);
      break;
    case 'fault':
      if (input.on) machine.faults.add(input.name);
      else machine.faults.delete(input.name);
      applyFault(machine, input.name, input.on);
      break;
  }
  return { state: machine, events: machine.events };
}

function advanceTo(machine: Machine, toSeconds: number): void {
  for (;;) {
    runReady(machine);
    const next = Math.min(machine.nextHeaterTick, nextScriptWake(machine), nextTimer(machine));
    if (next > toSeconds) break;
    machine.now = Math.max(machine.now, next);
    runTimers(machine);
    if (machine.now >= machine.nextHeaterTick) {
      tickHeat(machine);
      watchIdle(machine);
      flushBeforeDrain(machine);
      forgetOldMoves(machine);
      refreshPrintStats(machine);
      machine.nextHeaterTick += heaterTickSeconds;
    }
  }
  machine.now = Math.max(machine.now, toSeconds);
}

function nextTimer(machine: Machine): number {
  let next = Infinity;
  for (const timer of machine.timers) if (timer.atSeconds < next) next = timer.atSeconds;
  return next;
}

function runTimers(machine: Machine): void {
  for (;;) {
    const index = machine.timers.findIndex((timer) => timer.atSeconds <= machine.now);
    if (index < 0) return;
    const [timer] = machine.timers.splice(index, 1);
    timer?.run(machine);
  }
}
