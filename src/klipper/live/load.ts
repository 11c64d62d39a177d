import type { Clock } from '../clock.ts';
import { PrinterError } from '../errors.ts';
import type { MoonrakerApi } from '../moonraker/api.ts';
import { applyFullProcStats, applySystemInfo } from './host.ts';
import { createStore, mergeStatus } from './merge.ts';
import { record, str } from './read.ts';
import type { LiveState } from './state.ts';

/** What is read beside the subscription: once after connecting, and again when it may have changed. */
export interface Loader {
  /** Things that need Moonraker only: host health, cameras, power devices, disk. */
  always(): void;
  /** Settings and commands, which change only when Klipper starts anew. */
  configuration(): Promise<void>;
  /** Facts of the file that is loaded now, when it is another one than before. */
  fileOf(state: LiveState): void;
  webcams(): void;
  powerDevices(): void;
  filesChanged(): void;
  stop(): void;
}

const DISK_EVERY_MS = 5 * 60_000;

export function createLoader(
  api: MoonrakerApi,
  clock: Clock,
  state: LiveState,
  onChange: () => void,
): Loader {
  let stopDisk: () => void = () => undefined;

  /** Runs a read whose failure must not stop the others; what failed is kept for the doctor. */
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      state.revision += 1;
      onChange();
    } catch (error) {
      const gone = error instanceof PrinterError && ['not-connected', 'interrupted'].includes(error.kind);
      const note = error instanceof PrinterError ? error.wrong : String(error);
      if (!gone) state.refused = [...state.refused, `${what}: ${note}`].slice(-20);
    }
  };

  const has = (component: string) => state.serverInfo?.components.includes(component) === true;

  const webcams = () =>
    attempt('webcams', async () => {
      state.webcams = has('webcam') ? (await api.read('server.webcams.list', {})).webcams.slice(0, 16) : [];
    });

  const powerDevices = () =>
    attempt('power devices', async () => {
      if (!has('power')) return;
      const { devices } = await api.read('machine.device_power.devices', {});
      state.powerDevices = devices.map(({ device, status }) => ({
        name: device,
        on: status === 'on' ? true : status === 'off' ? false : null,
      }));
    });

  const disk = async (): Promise<void> => {
    stopDisk();
    await attempt('disk', async () => {
      const { disk_usage: usage } = await api.read('server.files.get_directory', { path: 'gcodes' });
      if (!usage) return;
      state.host.diskFreeBytes = usage.free;
      state.host.diskTotalBytes = usage.total;
    });
    stopDisk();
    stopDisk = clock.after(DISK_EVERY_MS, () => void disk());
  };

  const settings = () =>
    attempt('settings', async () => {
      // Over HTTP: with many macros the settings are larger than a socket frame may be.
      const answer = await api.read(
        'printer.objects.query',
        { objects: { configfile: ['settings'] } },
        { bulk: true },
      );
      const store = createStore();
      const configfile = answer.status['configfile'] as Record<string, unknown> | undefined;
      mergeStatus(store, record(configfile, 'settings') ?? {});
      state.settings = store;
    });

  const commands = () =>
    attempt('commands', async () => {
      const help = await api.read('printer.gcode.help', {});
      state.commands = new Map(Object.entries(help).map(([name, text]) => [name.toUpperCase(), text]));
    });

  const metadata = async (path: string): Promise<void> => {
    state.metadataPath = path;
    state.metadata = null;
    await attempt('metadata', async () => {
      const facts = await api.read('server.files.metadata', { filename: path });
      if (state.metadataPath === path) state.metadata = facts;
    });
  };

  const fileOf = (live: LiveState) => {
    const path = str(live.objects['print_stats'], 'filename') ?? '';
    if (path !== '' && path !== state.metadataPath) void metadata(path);
  };

  return {
    fileOf,
    always: () => {
      void webcams();
      void powerDevices();
      void disk();
      void attempt('system', async () => {
        applySystemInfo(state.host, await api.read('machine.system_info', {}));
      });
      void attempt('host', async () => {
        applyFullProcStats(state.host, await api.read('machine.proc_stats', {}));
      });
    },
    configuration: async () => {
      await Promise.all([settings(), commands()]);
    },
    webcams: () => void webcams(),
    powerDevices: () => void powerDevices(),
    filesChanged: () => {
      // A file loaded before its metadata was scanned gets a second chance.
      if (state.metadataPath !== null && state.metadata === null) void metadata(state.metadataPath);
    },
    stop: () => {
      stopDisk();
    },
  };
}
