import type { Clock } from '../clock.ts';
import { messageOf, PrinterError } from '../errors.ts';
import type { MoonrakerApi } from '../moonraker/api.ts';
import { ProcStatUpdate, Throttled } from '../moonraker/schemas.ts';
import { applyProcStats, applyThrottled } from './host.ts';
import type { Loader } from './load.ts';
import type { LiveState } from './state.ts';
import { applyStatus, replaceStatus, toKlippyState } from './state.ts';
import { selectionOf } from './subscription.ts';

/** While Klipper is away nobody announces its return in every case, so it is asked for at this pace. */
const POLL_MS = 1_000;
const RETRY_MS = 2_000;
/** A ready printer's own statistics change every second; this long without an update means a lost subscription. */
const SILENT_MS = 20_000;

export interface Follower {
  /** A new connection is open. */
  opened(): void;
  closed(): void;
  notified(method: string, params: unknown[]): void;
  /** Reads the state afresh, after an answer was lost. */
  reread(): void;
  stop(): void;
}

export interface FollowerOptions {
  api: MoonrakerApi;
  clock: Clock;
  state: LiveState;
  load: Loader;
  /** Something changed that a person can see. */
  onChange(): void;
  /** A first complete picture is known. */
  onComplete(): void;
  onConsole(line: string): void;
  onUnauthorized(error: PrinterError): void;
}

/**
 * Keeps the live state true: server state first, then Klipper's, then the subscription, again after every
 * restart. Each turn starts from what the printer says now, so notifications may come in any order.
 */
export function createFollower(options: FollowerOptions): Follower {
  const { api, clock, state, load } = options;
  let turn = 0;
  let cancelTimer: () => void = () => undefined;
  let updatedAt = clock.monotonicMs();
  /** The update with the latest time of the printer's clock, since the last subscription. */
  let newest: unknown = {};
  /** What needs Moonraker only is read once for each connection, not at each look at a Klipper that is away. */
  let loaded = false;
  /** Settings and commands were read before, by this or an earlier connection. */
  let configured = false;
  const loadOnce = () => {
    if (!loaded) load.always();
    loaded = true;
  };

  const later = (delayMs: number) => {
    cancelTimer();
    cancelTimer = clock.after(delayMs, () => void follow());
  };

  /** `light` renews the subscription alone: settings and commands are as they were. */
  const follow = async (light = false): Promise<void> => {
    turn += 1;
    const mine = turn;
    cancelTimer();
    try {
      await takeTurn(() => mine === turn, light);
    } catch (error) {
      if (mine !== turn) return;
      if (error instanceof PrinterError && error.kind === 'unauthorized') options.onUnauthorized(error);
      else if (!(error instanceof PrinterError) || error.kind !== 'not-connected') {
        state.refused = [...state.refused, `follow: ${messageOf(error)}`].slice(-20);
        later(RETRY_MS);
      }
    }
  };

  const takeTurn = async (current: () => boolean, light: boolean): Promise<void> => {
    const info = await api.read('server.info', {});
    if (!current()) return;
    state.serverInfo = info;
    const klippy = toKlippyState(info.klippy_state);
    if (klippy === 'disconnected' || klippy === 'startup') {
      await wait(klippy, current);
      return;
    }
    const printer = await api.read('printer.info', {});
    if (!current()) return;
    const heard = { state: toKlippyState(printer.state), message: messageOfKlippy(printer) };
    // Who hears that Klipper is back must find what it has read, not the configuration of before the restart.
    const returns = configured && !state.subscribed && heard.state !== 'startup';
    if (returns) await load.configuration();
    if (!current()) return;
    state.klipperVersion = printer.software_version ?? null;
    state.klippy = heard;
    // The server may lag half a second behind Klipper: then this turn was too early.
    if (heard.state === 'startup') {
      later(POLL_MS);
      return;
    }
    await subscribe(current, light || returns);
  };

  const wait = async (klippy: 'disconnected' | 'startup', current: () => boolean) => {
    state.subscribed = false;
    state.klippy = { state: klippy, message: '' };
    if (klippy === 'startup') {
      const printer = await api.read('printer.info', {});
      if (!current()) return;
      state.klippy = { state: klippy, message: printer.state_message.trim() };
    } else state.klippy.message = 'Klipper’s host process is not running, or is just restarting.';
    state.revision += 1;
    options.onChange();
    options.onComplete();
    loadOnce();
    later(POLL_MS);
  };

  const subscribe = async (current: () => boolean, isConfigured: boolean) => {
    const { objects } = await api.read('printer.objects.list', {});
    const answer = await api.read('printer.objects.subscribe', { objects: selectionOf(objects) });
    if (!current()) return;
    state.objectNames = objects;
    replaceStatus(state, answer.status, answer.eventtime);
    newest = {};
    state.subscribed = true;
    updatedAt = clock.monotonicMs();
    options.onChange();
    loadOnce();
    load.fileOf(state);
    if (!isConfigured) await load.configuration();
    configured = true;
    if (!current()) return;
    options.onComplete();
    options.onChange();
    watchSilence();
  };

  /** Asks again when a ready printer has told nothing for long. */
  const watchSilence = () => {
    cancelTimer();
    cancelTimer = clock.after(SILENT_MS, () => {
      const silent = clock.monotonicMs() - updatedAt >= SILENT_MS;
      if (silent) void follow(true);
      else watchSilence();
    });
  };

  const onStatus = (params: unknown[]) => {
    // Updates from before a restart's new subscription belong to a Klipper that is gone.
    if (!state.subscribed) return;
    updatedAt = clock.monotonicMs();
    const before = state.klippy.state;
    const at = typeof params[1] === 'number' ? params[1] : null;
    const isLate = at !== null && state.eventTimeSeconds !== null && at < state.eventTimeSeconds;
    applyStatus(state, params[0], isLate ? null : at);
    // One that comes after a newer one counts only where the newer one says nothing.
    if (isLate) applyStatus(state, newest, null);
    else newest = params[0];
    load.fileOf(state);
    if (before !== state.klippy.state && state.klippy.state === 'ready') void follow();
    options.onChange();
  };

  const onKlippy = (word: 'ready' | 'shutdown' | 'disconnected') => {
    if (word === 'disconnected') {
      state.subscribed = false;
      state.klippy = { state: 'disconnected', message: '' };
    } else if (word === 'shutdown' && state.klippy.state !== 'shutdown') {
      state.klippy = { state: 'shutdown', message: '' };
    }
    state.revision += 1;
    options.onChange();
    void follow();
  };

  const handlers: Partial<Record<string, (params: unknown[]) => void>> = {
    notify_status_update: onStatus,
    notify_gcode_response: ([line]) => {
      if (typeof line === 'string') options.onConsole(line);
    },
    notify_klippy_ready: () => {
      onKlippy('ready');
    },
    notify_klippy_shutdown: () => {
      onKlippy('shutdown');
    },
    notify_klippy_disconnected: () => {
      onKlippy('disconnected');
    },
    notify_proc_stat_update: ([update]) => {
      const parsed = ProcStatUpdate.safeParse(update);
      if (!parsed.success) return;
      applyProcStats(state.host, parsed.data);
      state.revision += 1;
      options.onChange();
    },
    notify_cpu_throttled: ([update]) => {
      const parsed = Throttled.safeParse(update);
      if (!parsed.success) return;
      applyThrottled(state.host, parsed.data);
      state.revision += 1;
      options.onChange();
    },
    notify_webcams_changed: () => {
      load.webcams();
    },
    notify_power_changed: () => {
      load.powerDevices();
    },
    notify_filelist_changed: () => {
      load.filesChanged();
    },
  };

  return {
    opened: () => {
      loaded = false;
      void follow();
    },
    closed: () => {
      turn += 1;
      cancelTimer();
      state.subscribed = false;
      state.revision += 1;
    },
    notified: (method, params) => {
      if (Object.hasOwn(handlers, method)) handlers[method]?.(params);
    },
    reread: () => void follow(),
    stop: () => {
      turn += 1;
      cancelTimer();
    },
  };
}

function messageOfKlippy(printer: { state: string; state_message: string }): string {
  return printer.state === 'ready' ? '' : printer.state_message.trim();
}
