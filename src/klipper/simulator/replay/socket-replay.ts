import { WebSocket } from 'ws';
import { sameText, shapeDifference } from './compare.ts';
import type { SocketRecording } from './recordings.ts';
import { meanwhile, prepareSituation, recordedKey, through } from './situations.ts';

interface Message {
  id?: unknown;
  method?: string;
  params?: unknown[];
  result?: unknown;
  error?: { code?: number; error?: string; message: string };
}

/** Plays what was sent on a recorded socket and compares each answer. Null when they agree. */
export async function replaySocket(recording: SocketRecording): Promise<string | null> {
  const simulator = await prepareSituation(`ws-${recording.name}`);
  const { path, headers } = await doorOf(recording.name, simulator.url);
  const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}${path}`, { headers });
  try {
    if (recording.name === 'origin-not-allowed') return await refusalDifference(socket);
    const inbox: unknown[] = [];
    socket.on('message', (data) => inbox.push(JSON.parse(String(data as Buffer))));
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    for (const [index, entry] of recording.exchange.entries()) {
      if (entry.dir !== 'send') continue;
      const expected = answerTo(recording, index);
      const from = inbox.length;
      socket.send(typeof entry.msg === 'string' ? entry.msg : JSON.stringify(entry.msg));
      if (expected === undefined) continue;
      await new Promise((resolve) => setTimeout(resolve, 2));
      meanwhile[recording.name]?.(simulator, entry.msg);
      const wanted = idOf(expected);
      const arrived = (): unknown =>
        inbox.slice(from).find((message) => JSON.stringify(idOf(message)) === JSON.stringify(wanted));
      await through(
        simulator,
        waitFor(() => arrived() !== undefined),
      );
      const difference = compare(expected, arrived());
      if (difference) return `${JSON.stringify(entry.msg).slice(0, 120)}: ${difference}`;
    }
    return null;
  } finally {
    socket.terminate();
    await simulator.stop();
  }
}

/** The recorded handshake ended with "403 Forbidden". */
async function refusalDifference(socket: WebSocket): Promise<string | null> {
  const end = await new Promise<string>((resolve) => {
    socket.once('open', () => resolve('the handshake was taken'));
    socket.once('error', (error) => resolve(error.message));
  });
  return end.includes('403') ? null : end;
}

/** How the recorded socket came in: its path, its key, its one-shot token. */
async function doorOf(name: string, url: string): Promise<{ path: string; headers: Record<string, string> }> {
  const withKey = { 'X-Api-Key': recordedKey };
  if (name === 'klippysocket-bridge') return { path: '/klippysocket', headers: {} };
  if (name === 'origin-not-allowed')
    return { path: '/websocket', headers: { Origin: 'http://evil.example' } };
  if (name === 'untrusted-key-header') return { path: '/websocket', headers: withKey };
  if (name !== 'untrusted-oneshot-token') return { path: '/websocket', headers: {} };
  const answer = (await (await fetch(`${url}/access/oneshot_token`, { headers: withKey })).json()) as {
    result: string;
  };
  return { path: `/websocket?token=${answer.result}`, headers: {} };
}

function idOf(message: unknown): unknown {
  if (Array.isArray(message)) return message.map(idOf);
  return (message as Message).id ?? null;
}

/** The recorded answer to what was sent at a place; undefined where none came. */
function answerTo(recording: SocketRecording, at: number): unknown {
  const sent = recording.exchange[at]?.msg;
  const id = typeof sent === 'object' && sent !== null ? idOf(sent) : null;
  for (const entry of recording.exchange.slice(at + 1)) {
    if (
      entry.dir === 'recv' &&
      entry.method === undefined &&
      JSON.stringify(idOf(entry.msg)) === JSON.stringify(id)
    )
      return entry.msg;
    if (entry.dir === 'send' && id === null) return undefined;
  }
  return undefined;
}

async function waitFor(look: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2000 && !look(); tries++)
    await new Promise((resolve) => setTimeout(resolve, 1));
}

function compare(expected: unknown, actual: unknown): string | null {
  if (actual === undefined) return 'no answer';
  if (Array.isArray(expected))
    return (
      (expected as unknown[])
        .map((one, index) => compare(one, (actual as unknown[])[index]))
        .find((one) => one !== null) ?? null
    );
  const before = expected as Message;
  const now = actual as Message;
  if (!before.error)
    return now.error ? `refused: ${now.error.message}` : shapeDifference(before.result, now.result, 'result');
  if (!now.error) return 'an error was recorded';
  if (before.error.code !== now.error.code)
    return `error code ${now.error.code}, recorded ${before.error.code}`;
  return sameText(before.error.message, now.error.message)
    ? null
    : `"${now.error.message}", recorded "${before.error.message}"`;
}
