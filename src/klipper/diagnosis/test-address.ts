import type { lookup as systemLookup } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { PrinterAddress } from '../egress/address.ts';
import { candidatesOf, labelOf, urlOf } from '../egress/address.ts';
import { createGuardedAgent } from '../egress/agent.ts';
import type { EgressPolicy } from '../egress/policy.ts';
import { createSession } from '../moonraker/auth.ts';
import type { PrinterCredentials } from '../moonraker/auth.ts';
import { createHttpSend, requestText } from '../moonraker/http.ts';
import type { HttpSend } from '../moonraker/http.ts';
import { parseJson } from '../moonraker/http-error.ts';
import { problem, problemOf } from '../moonraker/problem.ts';
import { systemClock } from '../clock.ts';
import type { ConnectionProblem, ConnectionProblemId, KlippyState } from '../snapshot.ts';
import { toKlippyState } from '../live/state.ts';
import { askWhatItIs, problemOfAsking } from './identify-service.ts';
import type { Service } from './identify-service.ts';

export type LadderStepId = 'resolves' | 'answers' | 'moonraker' | 'allowed' | 'klipper' | 'equipment';

/** One rung of the ladder; each is told when it begins (`running`) and when it is decided. */
export interface LadderStep {
  id: LadderStepId;
  title: string;
  state: 'running' | 'ok' | 'warning' | 'failed';
  /** One short sentence of what was seen. */
  detail: string;
}

export interface AddressReport {
  ok: boolean;
  /** The address that worked, which may have another port than the typed one; else the typed one. */
  address: PrinterAddress;
  problem: ConnectionProblem | null;
  klippyState: KlippyState;
  klippyMessage: string;
  moonrakerVersion: string | null;
  hostName: string | null;
  sensors: string[];
  cameras: string[];
}

export interface TestAddressOptions {
  credentials?: PrinterCredentials;
  signal?: AbortSignal;
  send?: HttpSend;
  lookup?: typeof systemLookup;
}

const TITLES: Record<LadderStepId, string> = {
  resolves: 'The address is known',
  answers: 'The computer answers',
  moonraker: 'It is Moonraker',
  allowed: 'We are let in',
  klipper: 'Klipper',
  equipment: 'Sensors and camera',
};

type Ladder = AsyncGenerator<LadderStep, AddressReport, void>;

/**
 * Climbs the ladder for an address before it is added; only reads. Yields each step as it begins and ends,
 * and returns the report: `for (;;) { const { done, value } = await ladder.next(); … }`.
 */
export async function* testAddress(
  address: PrinterAddress,
  policy: EgressPolicy,
  options: TestAddressOptions = {},
): Ladder {
  const agent = createGuardedAgent({
    policy,
    secure: address.secure,
    ...(options.credentials?.customCa === undefined ? {} : { customCa: options.credentials.customCa }),
    ...(options.lookup ? { lookup: options.lookup } : {}),
  });
  try {
    return yield* climb(address, policy, options, options.send ?? createHttpSend(agent));
  } finally {
    agent.destroy();
  }
}

async function* climb(
  address: PrinterAddress,
  policy: EgressPolicy,
  options: TestAddressOptions,
  send: HttpSend,
): Ladder {
  yield step('resolves', 'running', '');
  const resolved = await resolve(address, policy);
  if (typeof resolved !== 'string') return yield* fail('resolves', resolved, address);
  yield step('resolves', 'ok', resolved);

  yield step('answers', 'running', '');
  const found = await findService(address, options, send);
  if ('problem' in found) return yield* fail('answers', found.problem, address);
  const at = found.address;
  const moved = at === address ? '' : ` It answers at ${labelOf(at)}.`;
  if (found.service.kind === 'bad-gateway') {
    const gateway = problem(
      'refused',
      `HTTP ${String(found.service.status)} from the web server in front of Moonraker`,
    );
    return yield* fail('answers', { ...gateway, cause: GATEWAY }, at);
  }
  yield step('answers', 'ok', `${labelOf(at)} answers.`);

  yield step('moonraker', 'running', '');
  if (found.service.kind === 'other') {
    const stranger = problem(
      'not-moonraker',
      `HTTP ${String(found.service.status)} from ${found.service.looksLike}`,
    );
    stranger.cause = `Something answers here, but it is not Moonraker: it seems to be ${found.service.looksLike}.`;
    return yield* fail('moonraker', stranger, at);
  }
  yield step('moonraker', 'ok', `Moonraker answers.${moved}`);
  if (found.service.kind === 'locked') {
    return yield* fail('allowed', problem('unauthorized', 'HTTP 401 Unauthorized'), at);
  }
  yield step('allowed', 'ok', 'This server may talk to it.');
  return yield* describe(at, found.service, options, send);
}

const GATEWAY = 'The web page of the printer lives, but Moonraker behind it does not answer.';

async function* describe(
  address: PrinterAddress,
  { info }: Extract<Service, { kind: 'moonraker' }>,
  options: TestAddressOptions,
  send: HttpSend,
): Ladder {
  const session = createSession(address, options.credentials ?? {}, send, systemClock);
  const get = async (path: string): Promise<unknown> => {
    const headers = await session.headers();
    const reply = await requestText(
      send,
      { method: 'GET', url: urlOf(address, path), headers, timeoutMs: 5_000 },
      256 * 1024,
    );
    return reply.status === 200 ? field(parseJson(reply.text), 'result') : null;
  };
  yield step('klipper', 'running', '');
  const klippyState = toKlippyState(info.klippy_state);
  const printer = await get('/printer/info').catch(() => null);
  const message = text(field(printer, 'state_message')).trim();
  const first = message.split('\n').find((line) => line.trim() !== '') ?? '';
  yield klippyState === 'ready'
    ? step('klipper', 'ok', 'Klipper is ready.')
    : step('klipper', 'warning', first === '' ? `Klipper is not ready (${klippyState}).` : first);

  yield step('equipment', 'running', '');
  const heaters = field(
    field(await get('/printer/objects/query?heaters').catch(() => null), 'status'),
    'heaters',
  );
  const webcams = await get('/server/webcams/list').catch(() => null);
  const sensors = list(field(heaters, 'available_sensors')).map(text).filter(Boolean);
  const cameras = list(field(webcams, 'webcams')).map((camera) => text(field(camera, 'name')));
  yield step(
    'equipment',
    sensors.length > 0 ? 'ok' : 'warning',
    `${count(sensors.length, 'temperature sensor')}, ${count(cameras.length, 'camera')}.`,
  );
  return {
    ok: true,
    address,
    problem: null,
    klippyState,
    klippyMessage: message,
    moonrakerVersion: info.moonraker_version,
    hostName: text(field(printer, 'hostname')) || null,
    sensors,
    cameras,
  };
}

/** Resolves a name the way the connection will; the policy judges the literal and what was found. */
async function resolve(address: PrinterAddress, policy: EgressPolicy): Promise<string | ConnectionProblem> {
  try {
    policy.checkTarget(address.host, address.port);
    if (isIP(address.host) !== 0) return `${address.host} is an IP address.`;
    const { address: ip } = await lookup(address.host);
    return `${address.host} is ${ip}.`;
  } catch (error) {
    return problemOf(error);
  }
}

/** Asks the typed address first, then the usual other ports when none was given. */
async function findService(
  address: PrinterAddress,
  options: TestAddressOptions,
  send: HttpSend,
): Promise<{ address: PrinterAddress; service: Service } | { problem: ConnectionProblem }> {
  let stranger: { address: PrinterAddress; service: Service } | null = null;
  let first: ConnectionProblem | null = null;
  for (const candidate of candidatesOf(address)) {
    try {
      const session = createSession(candidate, options.credentials ?? {}, send, systemClock);
      const service = await askWhatItIs(candidate, send, await session.headers());
      if (service.kind === 'moonraker' || service.kind === 'locked') return { address: candidate, service };
      stranger ??= { address: candidate, service };
    } catch (error) {
      first ??= problemOfAsking(error);
      // A host that is not there has no other port either.
      if (first.id === 'unreachable' || first.id === 'name-not-found' || first.id === 'unauthorized') break;
    }
    if (options.signal?.aborted === true) break;
  }
  return stranger ?? { problem: first ?? problem('unreachable', 'no answer') };
}

function* fail(
  id: LadderStepId,
  found: ConnectionProblem,
  address: PrinterAddress,
): Generator<LadderStep, AddressReport> {
  yield step(stepOf(id, found.id), 'failed', found.cause);
  return {
    ok: false,
    address,
    problem: found,
    klippyState: 'unknown',
    klippyMessage: '',
    moonrakerVersion: null,
    hostName: null,
    sensors: [],
    cameras: [],
  };
}

/** A problem belongs to its own rung, wherever it was met: a log-in that fails is not a silent computer. */
function stepOf(met: LadderStepId, found: ConnectionProblemId): LadderStepId {
  if (found === 'unauthorized') return 'allowed';
  if (found === 'not-moonraker') return 'moonraker';
  return met;
}

function step(id: LadderStepId, state: LadderStep['state'], detail: string): LadderStep {
  return { id, title: TITLES[id], state, detail };
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function count(amount: number, noun: string): string {
  return amount === 0 ? `no ${noun}` : `${String(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}
