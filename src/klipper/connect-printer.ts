import type { lookup } from 'node:dns';
import { connectCameras } from './cameras/connect.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { PrinterError } from './errors.ts';
import { identifyService } from './diagnosis/identify-service.ts';
import type { PrinterAddress } from './egress/address.ts';
import { createGuardedAgent } from './egress/agent.ts';
import type { EgressPolicy } from './egress/policy.ts';
import { createFiles } from './files/files.ts';
import { createChanges } from './live/changes.ts';
import { sendCommand, sendGcode } from './live/commands.ts';
import type { CommandContext } from './live/commands.ts';
import { createConsole } from './live/console.ts';
import { emergencyStop } from './live/emergency-stop.ts';
import { createFollower } from './live/follow.ts';
import { createLoader } from './live/load.ts';
import { checkPreconditions } from './live/preconditions.ts';
import { createReadiness } from './live/ready.ts';
import { createFreshness } from './live/freshness.ts';
import { createSnapshots } from './live/snapshots.ts';
import { createState } from './live/state.ts';
import { createTemperatureHistory } from './live/temperatures.ts';
import { createApi } from './moonraker/api.ts';
import type { ReadOptions } from './moonraker/api.ts';
import { createSession } from './moonraker/auth.ts';
import type { PrinterCredentials } from './moonraker/auth.ts';
import { createConnection } from './moonraker/connection.ts';
import type { CreateSocket } from './moonraker/connection.ts';
import { createHttpSend } from './moonraker/http.ts';
import type { HttpSend } from './moonraker/http.ts';
import { changesPrinter } from './moonraker/methods.ts';
import type { MethodName, MethodParams, MethodResult } from './moonraker/methods.ts';
import { openKlippyBridge } from './moonraker/klippy-bridge.ts';
import type { KlippyBridge } from './moonraker/klippy-bridge.ts';
import type { Printer } from './printer.ts';
import { followJob } from './rehearsal/follow-job.ts';
import { loadedFilament } from './rehearsal/loaded-filament.ts';
import { createRehearsals } from './rehearsal/rehearsals.ts';

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
   * A question whose parameters and answer are typed by the method. A part that this Moonraker does not have is a
   * `PrinterError` of kind `not-available`; what would change something is refused.
   */
  read<Name extends MethodName>(
    method: Name,
    params: MethodParams<Name>,
    options?: ReadOptions,
  ): Promise<MethodResult<Name>>;
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

const READY_WITHIN_MS = 15_000;

/** Connects to a Moonraker, for ever; returns at once. `stop()` releases everything. */
export function connectPrinter(config: PrinterConfig, options: PrinterOptions = {}): ConnectedPrinter {
  const clock = options.clock ?? systemClock;
  const { address, policy } = config;
  const credentials = config.credentials ?? {};
  const agentOptions = {
    ...(credentials.customCa === undefined ? {} : { customCa: credentials.customCa }),
    ...(options.lookup ? { lookup: options.lookup } : {}),
  };
  const agent = createGuardedAgent({ ...agentOptions, secure: address.secure, policy });
  const send = options.send ?? createHttpSend(agent);
  const state = createState();
  const changes = createChanges(clock);
  const consoleLines = createConsole(clock);
  const session = createSession(address, credentials, send, clock);
  const changed = () => {
    state.revision += 1;
    changes.mark();
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
      freshness.lost();
      follower.closed();
    },
    onNotification: (method, params) => {
      options.onNotification?.(method, params);
      follower.notified(method, params);
    },
    onReport: changed,
    onHeard: () => {
      freshness.heard();
      changes.remind();
    },
    explain: (found) => identifyService(address, send, found),
  });
  const freshness = createFreshness(clock, state, () => connection);
  const api = createApi(address, session, send, connection, () => state.serverInfo?.components ?? null);
  const load = createLoader(api, clock, state, changes.mark);
  const readiness = createReadiness(clock, config.name, () => connection.report());
  const follower = createFollower({
    api,
    clock,
    state,
    load,
    onChange: () => {
      freshness.heard();
      planned.look();
      changes.mark();
    },
    onComplete: readiness.complete,
    onConsole: consoleLines.response,
    onUnauthorized: () => {
      session.expired();
      connection.reconnect();
    },
  });
  const watched = connectCameras({
    address,
    policy,
    agent: agentOptions,
    session,
    clock,
    list: () => state.webcams,
  });
  const snapshot = createSnapshots({
    id: config.id,
    name: config.name,
    clock,
    state,
    freshness,
    report: () => connection.report(),
    webcams: watched.infos,
  });
  const history = createTemperatureHistory(
    api,
    clock,
    () => snapshot().sensors,
    () => !freshness.isStale(),
  );

  const commandContext: CommandContext = {
    connection,
    clock,
    console: consoleLines,
    objection: (method) => checkPreconditions(api, state, method),
    reread: follower.reread,
    ...(options.onCommand ? { onCommand: options.onCommand } : {}),
  };

  const files = createFiles(api, clock);
  const known = {
    objects: () => state.objects,
    settings: () => state.settings,
    commands: () => state.commands,
  };
  const rehearsals = createRehearsals(
    {
      files,
      ...known,
      filament: (facts, signal) => loadedFilament((...asked) => api.readRaw(...asked), facts, signal),
    },
    clock,
  );
  const planned = followJob({ state, rehearsals, clock, onChange: changed });

  return {
    id: config.id,
    name: config.name,
    snapshot,
    onChange: changes.subscribe,
    whenReady: (timeoutMs = READY_WITHIN_MS) => readiness.when(timeoutMs),
    ...known,
    rehearse: rehearsals.rehearse,
    rehearsedBefore: rehearsals.rehearsedBefore,
    interruptions: freshness.interruptions,
    openKlippyBridge: () =>
      openKlippyBridge({ address, session, agent, clock, createSocket: options.createSocket }),
    oneShotToken: () => api.read('access.oneshot_token', {}),
    components: () => state.serverInfo?.components ?? [],
    console: consoleLines.lines,
    temperatureHistory: history.series,
    read: async (method, params, readOptions) => {
      if (changesPrinter(method)) throw notARead(method);
      return api.read(method, params, readOptions);
    },
    query: async <T>(method: string, params: object = {}, callOptions = {}) => {
      if (changesPrinter(method)) throw notARead(method);
      return (await api.readRaw(method, params, callOptions)) as T;
    },
    command: (method, params, commandOptions) => sendCommand(commandContext, method, params, commandOptions),
    gcode: (lines, commandOptions) => sendGcode(commandContext, lines, commandOptions),
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
    files,
    cameras: watched.cameras,
    stop: () => {
      planned.stop();
      rehearsals.stop();
      follower.stop();
      load.stop();
      history.stop();
      readiness.stop();
      connection.stop();
      changes.stop();
      watched.stop();
      agent.destroy();
    },
  };
}

function notARead(method: string): PrinterError {
  return new PrinterError({
    kind: 'bad-input',
    asked: method,
    wrong: 'this changes the printer, and a question may not',
    tryThis: ['Send it as a command, so that it is decided, recorded and sent once.'],
  });
}
