import type { KlippyHost } from '../klippy/host.ts';
import type { Machine } from '../machine/machine.ts';
import type { World } from '../world/index.ts';
import { createAccess } from './access.ts';
import { noteChange } from './file-changes.ts';
import { createFileStore, type FileStore } from './file-store.ts';
import { createHistory } from './history.ts';
import { createJobQueue } from './job-queue.ts';
import type { Moonraker } from './moonraker.ts';
import { createStores } from './stores.ts';
import { webcamEntry } from './webcams.ts';

export interface MoonrakerSetup {
  name: string;
  world: World;
  apiKey: string | undefined;
  machine: (files: FileStore) => Machine;
  host: (machine: Machine) => KlippyHost;
}

/** Moonraker's parts around a machine, with what the world says of cameras, power and queue. */
export function createMoonraker(folder: string, setup: MoonrakerSetup): Moonraker {
  const files = createFileStore(folder);
  const machine = setup.machine(files);
  const host = setup.host(machine);
  const { world } = setup;
  let held: { method: string; params?: unknown[] } | null = null;
  const moonraker: Moonraker = {
    name: setup.name,
    version: world.moonrakerVersion,
    host,
    files,
    stores: createStores(),
    history: createHistory(),
    queue: createJobQueue(),
    power: world.power.map((device) => ({ ...device })),
    webcams: world.webcams.map((webcam) => webcamEntry(webcam, 'config')),
    procStats: { samples: [] },
    access: createAccess(setup.apiKey, machine.wallOffsetSeconds + machine.now),
    database: new Map(),
    connections: new Set(),
    requests: [],
    services: [...world.services],
    waitForStatusTick: () => Promise.resolve(),
    wallSeconds: () => machine.wallOffsetSeconds + machine.now,
    restartServer: () => undefined,
    notify(method, params) {
      if (machine.faults.has('reordered-notifications')) {
        if (held === null) {
          held = params === undefined ? { method } : { method, params };
          return;
        }
        const first = held;
        held = null;
        send(method, params);
        send(first.method, first.params);
        return;
      }
      send(method, params);
      if (machine.faults.has('duplicated-notifications')) send(method, params);
    },
  };
  function send(method: string, params?: unknown[]): void {
    const message = params === undefined ? { jsonrpc: '2.0', method } : { jsonrpc: '2.0', method, params };
    for (const connection of moonraker.connections) if (connection.authorized) connection.send(message);
  }
  files.configWritten = (path, isNew) =>
    noteChange(moonraker, isNew ? 'create_file' : 'modify_file', files.item('config', path));
  return moonraker;
}
