import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createFaultGate,
  createFaultSwitches,
  isFaultName,
  faultDescriptions,
  type FaultSwitches,
} from './faults.ts';
import { openKlippySocket } from './klippy-socket/server.ts';
import { createKlippyHost } from './klippy/host.ts';
import type { Machine } from './machine/machine.ts';
import { createMachine } from './machine/step.ts';
import { createMoonraker } from './moonraker/create.ts';
import type { RecordedCall } from './moonraker/moonraker.ts';
import type { PowerDevices } from './moonraker/power.ts';
import { throttledState } from './moonraker/proc-stats.ts';
import { connectHost, openHttpFace } from './moonraker/server.ts';
import { manualClock, realClock } from './simulator-clock.ts';
import { createWebcam } from './webcam/routes.ts';
import { applyPreset, chooseWorld, seedFolder, type PresetObject } from './world/index.ts';

export interface SimulatorOptions {
  /** TCP port of Moonraker's face; 0 takes a free one. */
  port: number;
  host?: string;
  name?: string;
  /** A preset's name in `presetsFile`, or a preset itself (`{ world, preset, overrides }`); default: the practice printer. */
  preset?: string | PresetObject;
  presetsFile?: string;
  /** Changes to world and preset, as in the conversation cases. */
  overrides?: unknown;
  /** Where gcodes, config and logs lie; default: a temporary folder, removed on stop. */
  dataDirectory?: string;
  /** Machine seconds per real second. */
  speed?: number;
  seed?: number;
  /** `manual`: time passes only through `advance`. */
  clock?: 'real' | 'manual';
  /** Unix seconds at the start; default: now, or a fixed day under a manual clock. */
  wallSeconds?: number;
  faults?: readonly string[];
  /** With a key, every call needs it. */
  apiKey?: string;
  /** Also speak Klipper's own API on this Unix socket, for a real Moonraker. */
  klippySocketPath?: string;
}

export interface Simulator {
  url: string;
  port: number;
  name: string;
  machine: Machine;
  faults: FaultSwitches;
  /** Every state-changing call that reached the printer, oldest first. */
  requests: RecordedCall[];
  dataDirectory: string;
  advance(seconds: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a simulated printer: a machine behind Moonraker's HTTP and WebSocket face, with a camera. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  for (const fault of options.faults ?? []) {
    if (!isFaultName(fault))
      throw new Error(
        `No fault is called "${fault}". Known faults: ${Object.keys(faultDescriptions).join(', ')}`,
      );
  }
  const speed = options.speed ?? 1;
  if (!(speed > 0)) throw new Error(`The simulator's speed must be above 0, not ${speed}`);
  const clockKind = options.clock ?? 'real';
  const world = chooseWorld(options.preset, options.presetsFile, options.overrides);
  const ownFolder = options.dataDirectory === undefined;
  const folder = options.dataDirectory ?? mkdtempSync(join(tmpdir(), 'simulated-printer-'));
  seedFolder(folder, world);
  const name = options.name ?? world.printerName;
  const fixedDay = 1795341244;
  const moonraker = createMoonraker(folder, {
    name,
    world,
    apiKey: options.apiKey,
    machine: (files) =>
      createMachine({
        configSource: files.configSource,
        files: files.gcodeFiles,
        seed: options.seed ?? 1,
        wallSeconds: options.wallSeconds ?? (clockKind === 'manual' ? fixedDay : Date.now() / 1000),
        hostName: 'printer',
        softwareVersion: world.klipperVersion,
        ...(options.klippySocketPath === undefined ? {} : { dataPath: folder }),
      }),
    host: createKlippyHost,
  });
  const { host } = moonraker;
  applyPreset(moonraker, world);
  const clock = clockKind === 'manual' ? manualClock(host) : realClock(host, speed);
  moonraker.waitForStatusTick = () => clock.nextTick();
  const disconnect = connectHost(moonraker);
  const webcam = createWebcam(host.machine, name);
  const face = await openHttpFace(moonraker, {
    port: options.port,
    host: options.host ?? '127.0.0.1',
    gate: createFaultGate(host),
    extra: (request, response) => webcam.answer(request, response),
  });
  moonraker.restartServer = () => void setTimeout(() => face.door.dropAll(), 100);
  let flapping: NodeJS.Timeout | undefined;
  let comingBack: NodeJS.Timeout | undefined;
  const faults = createFaultSwitches(host, (fault, on) => {
    if (on && (fault === 'refused' || fault === 'tls-error')) face.door.dropAll();
    if (fault === 'frozen' || fault === 'never-answering') face.door.freeze(on);
    if (on && fault === 'half-open') face.door.strand();
    if (fault === 'moonraker-restart') {
      clearTimeout(comingBack);
      if (!on) return;
      face.door.dropAll();
      comingBack = setTimeout(() => faults.clear('moonraker-restart'), AWAY_MS);
    }
    if (fault === 'flapping') {
      clearInterval(flapping);
      if (on) flapping = setInterval(() => face.door.dropAll(), 2000);
    }
    if (fault === 'klippy-never-seen') {
      host.machine.klippy.neverSeen = on;
      host.machine.klippy.connected = !on;
      host.machine.klippy.state = on ? 'disconnected' : 'ready';
    }
    if (fault === 'power-off') switchPower(moonraker.power, on);
    if (fault === 'klippy-socket' && on) appendFileSync(join(folder, 'logs', 'moonraker.log'), socketRefusal);
    if (['under-voltage', 'throttled', 'host-overheating'].includes(fault)) {
      moonraker.notify('notify_cpu_throttled', [throttledState(host.machine.faults)]);
    }
    if (fault === 'clock-jump') host.machine.wallOffsetSeconds += on ? 3600 : -3600;
  });
  for (const fault of options.faults ?? []) faults.set(fault);
  const socket =
    options.klippySocketPath === undefined
      ? null
      : await openKlippySocket(moonraker, options.klippySocketPath);
  return {
    url: `http://${options.host ?? '127.0.0.1'}:${face.port}`,
    port: face.port,
    name,
    machine: host.machine,
    faults,
    requests: moonraker.requests,
    dataDirectory: folder,
    advance: (seconds) => clock.advance(seconds),
    async stop() {
      clock.stop();
      clearInterval(flapping);
      clearTimeout(comingBack);
      disconnect();
      webcam.stop();
      await socket?.close();
      await face.close();
      host.machine.sdCard.file?.close();
      if (ownFolder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A restarting Moonraker is away for so long. */
const AWAY_MS = 2_000;

const socketRefusal =
  "User pi lacks permission to open Unix Domain Socket: '/home/pi/printer_data/comms/klippy.sock'\n";

/** Behind the fault "power-off": a plug of Moonraker's that Klipper hangs on. */
function switchPower(devices: PowerDevices, off: boolean): void {
  const known = devices.find(({ device }) => device === 'printer');
  if (known) known.status = off ? 'off' : 'on';
  else if (off)
    devices.push({ device: 'printer', status: 'off', locked_while_printing: true, type: 'tplink_smartplug' });
}
