import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { WebSocket } from 'ws';
import { createCameras } from '../cameras/cameras.ts';
import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { PrinterAddress } from '../egress/address.ts';
import { candidatesOf, labelOf, MOONRAKER_PORT, urlOf } from '../egress/address.ts';
import { createGuardedAgent } from '../egress/agent.ts';
import type { EgressPolicy } from '../egress/policy.ts';
import { messageOf, RpcError } from '../errors.ts';
import { createSession } from '../moonraker/auth.ts';
import type { PrinterCredentials, Session } from '../moonraker/auth.ts';
import { createHttpSend, requestText } from '../moonraker/http.ts';
import type { HttpSend } from '../moonraker/http.ts';
import { parseJson } from '../moonraker/http-error.ts';
import { readFrame, request as rpcRequest } from '../moonraker/messages.ts';
import { problem } from '../moonraker/problem.ts';
import type { WebcamAnswer } from '../moonraker/schemas.ts';
import { AccessInfo, WebcamList } from '../moonraker/schemas.ts';
import type { ConnectionProblem } from '../snapshot.ts';
import { attempt, collectFromMoonraker } from './collect.ts';
import type { Read } from './collect.ts';
import { withoutSecrets } from './finding.ts';
import { askWhatItIs, problemOfAsking } from './identify-service.ts';
import { emptyObservation } from './observation.ts';
import type { CameraObservation, Observation } from './observation.ts';

export interface ObserveOptions {
  policy: EgressPolicy;
  credentials?: PrinterCredentials;
  clock?: Clock;
  /** How long to wait for the first answer. */
  patienceMs?: number;
  /** Where a Moonraker usually is, looked at when the port that was given has none. */
  usualPorts?: readonly number[];
}

const READ_MS = 8_000;
const SOCKET_MS = 5_000;
const TCP_MS = 3_000;
const LOG_TAIL_BYTES = 64 * 1024;

/** Looks at a printer that is known by its address only. Reads; sends no command. */
export async function observeAddress(address: PrinterAddress, options: ObserveOptions): Promise<Observation> {
  const clock = options.clock ?? systemClock;
  const seen = emptyObservation(labelOf(address), clock.nowMs());
  const { policy, credentials } = options;
  const agentOptions = credentials?.customCa === undefined ? {} : { customCa: credentials.customCa };
  const agent = createGuardedAgent({ policy, secure: address.secure, ...agentOptions });
  const anywhere = policy.anyPortOn(address.host);
  const cameraAgent = createGuardedAgent({ policy: anywhere, secure: false });
  const send = createHttpSend(agent);
  try {
    const at = await reach(seen, address, send, options, clock);
    if (!at) return seen;
    const session = createSession(at, credentials ?? {}, send, clock);
    const read = createRead(at, send, session);
    const headers = await session.headers();
    seen.socketOpens = await socketOpens(at, agent, headers);
    seen.corsOff = await corsOff(at, send, headers);
    await collectFromMoonraker(seen, read);
    seen.cameras = await observeCameras(at, session, createHttpSend(cameraAgent), read, clock);
    seen.logTail = await readLog('klippy.log', at, send, headers);
    if (seen.serverInfo?.klippy_state === 'disconnected')
      seen.moonrakerLogTail = await readLog('moonraker.log', at, send, headers);
    return seen;
  } finally {
    agent.destroy();
    cameraAgent.destroy();
  }
}

/** Steps 1 to 4. Null when the ladder ends here; the reason is then in `seen.problem`. */
async function reach(
  seen: Observation,
  address: PrinterAddress,
  send: HttpSend,
  { credentials, policy, patienceMs, usualPorts }: ObserveOptions,
  clock: Clock,
): Promise<PrinterAddress | null> {
  let first: ConnectionProblem | null = null;
  let stranger: ConnectionProblem | null = null;
  for (const candidate of candidatesOf(address)) {
    try {
      const headers = await createSession(candidate, credentials ?? {}, send, clock).headers();
      const askedAt = clock.monotonicMs();
      const service = await askWhatItIs(candidate, send, headers, patienceMs);
      seen.answeredInMs = clock.monotonicMs() - askedAt;
      if (service.kind === 'moonraker') return candidate;
      if (service.kind === 'locked') {
        seen.problem = problem('unauthorized', 'HTTP 401 Unauthorized');
        seen.access = await readAccess(candidate, send);
        return null;
      }
      stranger ??=
        service.kind === 'bad-gateway'
          ? problem('refused', `HTTP ${String(service.status)} from ${service.by} in front of Moonraker`)
          : strangerProblem(service.looksLike, service.status);
    } catch (error) {
      first ??= problemOfAsking(error);
      if (first.id === 'unauthorized' || first.id === 'name-not-found' || first.id === 'unreachable') break;
    }
  }
  seen.problem = stranger ?? first;
  if (seen.problem?.id === 'unreachable') seen.acceptsTcp = await acceptsTcp(address, policy);
  else if (address.portGiven && first?.id !== 'name-not-found') {
    seen.moonrakerOnPort = await usualPortOf(address, send, usualPorts ?? [MOONRAKER_PORT], patienceMs);
  }
  return null;
}

/** The port at which this host has a Moonraker after all; asked without credentials, which are not for it. */
async function usualPortOf(
  address: PrinterAddress,
  send: HttpSend,
  ports: readonly number[],
  patienceMs?: number,
): Promise<number | null> {
  for (const port of ports) {
    if (port === address.port) continue;
    const service = await attempt(() =>
      askWhatItIs({ ...address, port, basePath: '' }, send, {}, patienceMs),
    );
    if (service?.kind === 'moonraker' || service?.kind === 'locked') return port;
  }
  return null;
}

function strangerProblem(looksLike: string, status: number): ConnectionProblem {
  const found = problem('not-moonraker', `HTTP ${String(status)} from ${looksLike}`);
  return { ...found, cause: `Something answers here, but it is not Moonraker: it seems to be ${looksLike}.` };
}

async function readAccess(address: PrinterAddress, send: HttpSend): Promise<Observation['access']> {
  const reply = await attempt(() =>
    requestText(send, { method: 'GET', url: urlOf(address, '/access/info'), timeoutMs: 5_000 }, 64 * 1024),
  );
  const parsed = AccessInfo.safeParse(
    (parseJson(reply?.text ?? '') as { result?: unknown } | undefined)?.result,
  );
  if (!parsed.success) return null;
  return { loginRequired: parsed.data.login_required === true, trusted: parsed.data.trusted === true };
}

/** Tells a frozen computer (takes connections, says nothing) from one that is not there. */
async function acceptsTcp(address: PrinterAddress, policy: EgressPolicy): Promise<boolean> {
  try {
    const ip = isIP(address.host) === 0 ? (await lookup(address.host)).address : address.host;
    policy.checkDialled(ip, address.port, address.host);
    return await new Promise<boolean>((resolve) => {
      const socket: Socket = connect({ host: ip, port: address.port });
      const finish = (open: boolean) => {
        socket.destroy();
        resolve(open);
      };
      socket.setTimeout(TCP_MS, () => {
        finish(false);
      });
      socket.once('connect', () => {
        finish(true);
      });
      socket.once('error', () => {
        finish(false);
      });
    });
  } catch {
    // No address, or one we may not dial: then nothing was accepted.
    return false;
  }
}

/** Whether a page of another origin would be kept from reading; only a browser is stopped by it. */
async function corsOff(
  address: PrinterAddress,
  send: HttpSend,
  headers: Record<string, string>,
): Promise<boolean | null> {
  const url = urlOf(address, '/server/info');
  const asPage = { ...headers, origin: 'http://localhost' };
  const reply = await attempt(() =>
    requestText(send, { method: 'GET', url, headers: asPage, timeoutMs: READ_MS }, 64 * 1024),
  );
  return reply && reply.headers['access-control-allow-origin'] === undefined;
}

function createRead(address: PrinterAddress, send: HttpSend, session: Session): Read {
  return async (method, params) => {
    const reply = await requestText(
      send,
      {
        method: 'POST',
        url: urlOf(address, '/server/jsonrpc'),
        headers: { ...(await session.headers()), 'content-type': 'application/json' },
        body: rpcRequest(1, method, params),
        timeoutMs: READ_MS,
      },
      8 * 1024 * 1024,
    );
    const frame = readFrame(reply.text);
    if (frame.kind === 'result') return frame.result;
    throw new RpcError(method, frame.kind === 'error' ? frame.message : `HTTP ${String(reply.status)}`, null);
  };
}

async function socketOpens(
  address: PrinterAddress,
  agent: ReturnType<typeof createGuardedAgent>,
  headers: Record<string, string>,
): Promise<boolean> {
  const url = urlOf(address, '/websocket').replace(/^http/, 'ws');
  const socket = new WebSocket(url, {
    agent,
    headers,
    handshakeTimeout: SOCKET_MS,
    perMessageDeflate: false,
  });
  return new Promise((resolve) => {
    socket.once('open', () => {
      resolve(true);
      socket.close();
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

async function observeCameras(
  address: PrinterAddress,
  session: Session,
  send: HttpSend,
  read: Read,
  clock: Clock,
): Promise<CameraObservation[] | null> {
  const parsed = WebcamList.safeParse(await attempt(() => read('server.webcams.list', {})));
  if (!parsed.success) return null;
  const list: WebcamAnswer[] = parsed.data.webcams.slice(0, 4);
  const cameras = createCameras({
    address,
    clock,
    send,
    ownHeaders: () => session.headers(),
    list: () => list,
  });
  return Promise.all(
    list.map(async ({ name, enabled }) => {
      if (!enabled) return { name, enabled, trouble: null };
      const trouble = await cameras.snapshot(name, { timeoutMs: 5_000 }).then(() => null, messageOf);
      return { name, enabled, trouble };
    }),
  );
}

/** The end of a log, asked for as a range: logs are large. */
async function readLog(
  name: 'klippy.log' | 'moonraker.log',
  address: PrinterAddress,
  send: HttpSend,
  headers: Record<string, string>,
): Promise<string[]> {
  const reply = await attempt(() =>
    requestText(
      send,
      {
        method: 'GET',
        url: urlOf(address, `/server/files/logs/${name}`),
        headers: { ...headers, range: `bytes=-${String(LOG_TAIL_BYTES)}` },
        timeoutMs: READ_MS,
      },
      LOG_TAIL_BYTES * 4,
    ),
  );
  if (!reply || (reply.status !== 200 && reply.status !== 206)) return [];
  return withoutSecrets(reply.text.slice(-LOG_TAIL_BYTES)).split('\n').slice(-300);
}
