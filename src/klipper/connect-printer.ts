import type { lookup } from 'node:dns';
import type http from 'node:http';
import { createCameras } from './cameras/cameras.ts';
import { isAllowed, isUsable } from './cameras/targets.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { identifyService } from './diagnosis/identify-service.ts';
import type { PrinterAddress } from './egress/address.ts';
import { createGuardedAgent } from './egress/agent.ts';
import type { EgressPolicy } from './egress/policy.ts';
import { createFiles } from './files/files.ts';
import { createChanges } from './live/changes.ts';
import { sendCommand } from './live/commands.ts';
import type { CommandContext } from './live/commands.ts';
import { createConsole } from './live/console.ts';
import { emergencyStop } from './live/emergency-stop.ts';
import { createFollower } from './live/follow.ts';
import { createLoader } from './live/load.ts';
import { checkPreconditions } from './live/preconditions.ts';
import { createReadiness } from './live/ready.ts';
import { snapshotOf } from './live/snapshot/index.ts';
import { createState } from './live/state.ts';
import { createTemperatureHistory } from './live/temperatures.ts';
import { createApi } from './moonraker/api.ts';
import { createSession } from './moonraker/auth.ts';
import type { PrinterCredentials } from './moonraker/auth.ts';
import { createConnection } from './moonraker/connection.ts';
import type { CreateSocket } from './moonraker/connection.ts';
import { createHttpSend } from './moonraker/http.ts';
import type { HttpSend } from './moonraker/http.ts';
import { openKlippyBridge } from './moonraker/klippy-bridge.ts';
import type { KlippyBridge } from './moonraker/klippy-bridge.ts';
import type { Printer } from './printer.ts';
import type { PrinterSnapshot } from './snapshot.ts';

export interface PrinterConfig {
  id: string;
  name: string;
  address: PrinterAddress;
  credentials?: PrinterCredentials;
  policy: EgressPolicy;
}

export interface PrinterOptions {
  clock?: Clock;
  createSocket?: CreateSocket;
  /** Another way to send HTTP, for tests. */
  send?: HttpSend;
  /** 0..1, for the jitter of reconnecting. */
  random?: () => number;
  lookup?: typeof lookup;
  /** Sees each command with its origin and outcome; used for the record of a printer's last hour. */
  onCommand?: NonNullable<CommandContext['onCommand']>;
  /** Sees each notification as it comes in. */
  onNotification?: (method: string, params: unknown[]) => void;
}

/** What a real connection can tell beyond the promise of `Printer`. */
export interface ConnectedPrinter extends Printer {
  /**
   * Names of Moonraker's parts that are loaded, such as `history` or `power`; empty before known. A `query` of a
   * part that is absent rejects with a `PrinterError` of kind `not-available`, without asking the printer.
   */
  components(): readonly string[];
  /** Klipper's own API, through Moonraker; reads and streams only. The caller closes it. */
  openKlippyBridge(): Promise<KlippyBridge>;
  /**
   * A token that opens one socket or download within 5 s. It only works from the address that asked for it, so
   * it is of use to this server alone, never to a browser.
   */
  oneShotToken(): Promise<string>;
  /** How often the connection was lost within the last hour. */
  interruptions(): number;
}

const STALE_AFTER_MS = 10_000;
/** A snapshot holds ages and an end time, so it is made anew at least this often. */
const SNAPSHOT_KEPT_MS = 1_000;
const READY_WITHIN_MS = 15_000;

/** Connects to a Moonraker, for ever; returns at once. `stop()` releases everything. */
export function connectPrinter(config: PrinterConfig, options: PrinterOptions = {}): ConnectedPrinter {
  const clock = options.clock ?? systemClock;
  const { address, policy } = config;
  const credentials = config.credentials ?? {};
  const agentOptions = {
    secure: address.secure,
    ...(credentials.customCa === undefined ? {} : { customCa: credentials.customCa }),
    ...(options.lookup ? { lookup: options.lookup } : {}),
  };
  const agent = createGuardedAgent({ ...agentOptions, policy });
  const cameraPolicy = policy.anyPortOn(address.host);
  const cameraAgents = new Map<boolean, http.Agent>();
  /** Made at the first picture: most printers of a large fleet are never looked at. */
  const cameraAgent = (secure: boolean): http.Agent => {
    const known = cameraAgents.get(secure);
    if (known) return known;
    const made = createGuardedAgent({ ...agentOptions, secure, policy: cameraPolicy });
    cameraAgents.set(secure, made);
    return made;
  };
  const send = options.send ?? createHttpSend(agent);
  const state = createState();
  const changes = createChanges(clock);
  const consoleLines = createConsole(clock);
  const session = createSession(address, credentials, send, clock);
  let lostAt: number[] = [];
  /** When something was last heard while the subscription was good: what is shown is that old. */
  let observedAt: number | null = null;
  let kept: { snapshot: PrinterSnapshot; revision: number; atMs: number } | null = null;

  const changed = () => {
    state.revision += 1;
    changes.mark();
  };

  const noteObserved = () => {
    if (state.subscribed) observedAt = clock.monotonicMs();
  };

  const connection = createConnection({
    address,
    session,
    agent,
    clock,
    random: options.random ?? Math.random,
    createSocket: options.createSocket,
    onOpen: () => {
      history.reset();
      follower.opened();
      void consoleLines.refill(api);
    },
    onClosed: () => {
      lostAt = [...lostAt, clock.monotonicMs()].slice(-100);
      follower.closed();
    },
    onNotification: (method, params) => {
      options.onNotification?.(method, params);
      follower.notified(method, params);
    },
    onReport: changed,
    onHeard: noteObserved,
    explain: (found) => identifyService(address, send, found),
  });
  const api = createApi(address, session, send, connection, () => state.serverInfo?.components ?? null);
  const load = createLoader(api, clock, state, changes.mark);
  const readiness = createReadiness(clock, config.name, () => connection.report());
  const follower = createFollower({
    api,
    clock,
    state,
    load,
    onChange: () => {
      noteObserved();
      changes.mark();
    },
    onComplete: readiness.complete,
    onConsole: consoleLines.response,
    onUnauthorized: () => {
      session.expired();
      connection.reconnect();
    },
  });
  const history = createTemperatureHistory(
    api,
    clock,
    () => snapshot().sensors,
    () => !isStale(),
  );

  const ageMs = () => {
    const at = state.subscribed && connection.isOpen() ? connection.heardAtMs() : observedAt;
    return at === null ? null : clock.monotonicMs() - at;
  };
  const isStale = () => {
    const age = ageMs();
    return !state.subscribed || !connection.isOpen() || age === null || age > STALE_AFTER_MS;
  };

  const snapshot = (): PrinterSnapshot => {
    const nowMs = clock.nowMs();
    const age = Math.abs(nowMs - (kept?.atMs ?? Number.NEGATIVE_INFINITY));
    if (kept && kept.revision === state.revision && age < SNAPSHOT_KEPT_MS) return kept.snapshot;
    const heardAgo = ageMs();
    const made = snapshotOf(state, {
      printerId: config.id,
      name: config.name,
      connection: connection.report(),
      observedAtMs: heardAgo === null ? null : nowMs - heardAgo,
      stale: isStale(),
      nowMs,
      webcams: state.webcams.map((camera) => ({
        name: camera.name,
        rotation: camera.rotation,
        flipHorizontal: camera.flip_horizontal,
        flipVertical: camera.flip_vertical,
        available: isUsable(camera) && isAllowed(camera, address, cameraPolicy),
      })),
    });
    kept = { snapshot: made, revision: state.revision, atMs: nowMs };
    return made;
  };

  const commandContext: CommandContext = {
    connection,
    clock,
    console: consoleLines,
    objection: (method) => checkPreconditions(api, state, method),
    reread: follower.reread,
    ...(options.onCommand ? { onCommand: options.onCommand } : {}),
  };

  return {
    id: config.id,
    name: config.name,
    snapshot,
    onChange: changes.subscribe,
    whenReady: (timeoutMs = READY_WITHIN_MS) => readiness.when(timeoutMs),
    objects: () => state.objects,
    settings: () => state.settings,
    commands: () => state.commands,
    interruptions: () => lostAt.filter((at) => clock.monotonicMs() - at < 3_600_000).length,
    openKlippyBridge: () =>
      openKlippyBridge({ address, session, agent, clock, createSocket: options.createSocket }),
    oneShotToken: () => api.read('access.oneshot_token', {}),
    components: () => state.serverInfo?.components ?? [],
    console: consoleLines.lines,
    temperatureHistory: history.series,
    query: async <T>(method: string, params: object = {}, callOptions = {}) =>
      (await api.readRaw(method, params, callOptions)) as T,
    command: (method, params, commandOptions) => sendCommand(commandContext, method, params, commandOptions),
    gcode: (lines, commandOptions) => {
      const script = lines.join('\n');
      consoleLines.command(script);
      return sendCommand(commandContext, 'printer.gcode.script', { script }, commandOptions);
    },
    emergencyStop: async (stopOptions) => {
      const outcome = await emergencyStop({ connection, api, clock, state, reread: follower.reread });
      options.onCommand?.({
        method: 'printer.emergency_stop',
        params: {},
        origin: stopOptions?.origin ?? '',
        outcome:
          outcome.status === 'stopped'
            ? { status: 'done', result: 'ok', responses: [] }
            : { status: 'unknown', message: outcome.message, responses: [] },
      });
      return outcome;
    },
    files: createFiles(api, clock),
    cameras: createCameras({
      address,
      clock,
      send: (request) => createHttpSend(cameraAgent(request.url.startsWith('https:')))(request),
      ownHeaders: () => session.headers(),
      list: () => state.webcams,
    }),
    stop: () => {
      follower.stop();
      load.stop();
      history.stop();
      readiness.stop();
      connection.stop();
      changes.stop();
      for (const each of [agent, ...cameraAgents.values()]) each.destroy();
    },
  };
}
