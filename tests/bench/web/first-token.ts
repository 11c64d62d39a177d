import { startFakeProvider } from '../../../src/smokey/testing/fake-provider.ts';
import { startApp } from '../../support/app.ts';
import { registerWithPrinter, type Session } from '../../support/session.ts';
import { goal, percentile, type Benchmarks } from '../bench.ts';

const ROUNDS = 30;
const PATIENCE_MS = 10_000;

/** From sending a message to its first word on the live stream, less what the provider itself took. */
export async function firstToken(): Promise<Benchmarks> {
  let askedAt = 0;
  let spokeAt = 0;
  const provider = await startFakeProvider(() => {
    askedAt = performance.now();
    return {
      text: ['first', ' second'],
      beforeFrame: (index) => {
        if (index === 0) spokeAt = performance.now();
      },
    };
  });
  const app = await startApp({ OPENAI_BASE_URL: provider.url, OPENAI_MODEL: 'pretend' });
  try {
    const session = await registerWithPrinter(app.url, app.setupCode, 'practice');
    const samples: number[] = [];
    const conversation = await send(session, 'new');
    const stream = await listen(session, conversation);
    await stream.idle();
    for (let round = 0; round < ROUNDS; round += 1) {
      const sentAt = performance.now();
      await send(session, conversation);
      const heardAt = await stream.heard();
      samples.push(heardAt - sentAt - (spokeAt - askedAt));
      await stream.idle();
    }
    stream.close();
    return { 'time to first token less the provider’s, ms p50': goal(percentile(samples, 0.5), 15, 'ms') };
  } finally {
    await app.stop();
    await provider.stop();
  }
}

async function send(session: Session, conversation: string): Promise<string> {
  const body = JSON.stringify({ text: 'say two words', printerId: null, uploadIds: [], pictureIds: [] });
  const headers = { 'content-type': 'application/json' };
  const response = await session.fetch(`/api/chat/${conversation}`, { method: 'POST', headers, body });
  if (response.status !== 202) throw new Error(`The message was refused: ${await response.text()}`);
  return ((await response.json()) as { conversationId: string }).conversationId;
}

/** The live stream of a conversation; each wait is for what came since the last one. */
async function listen(session: Session, conversation: string) {
  const stop = new AbortController();
  const response = await session.fetch(`/api/live?conversation=${conversation}`, { signal: stop.signal });
  let unread = '';
  let wake = () => {};
  const read = async () => {
    for await (const chunk of response.body ?? []) {
      unread += Buffer.from(chunk).toString();
      wake();
    }
  };
  read().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  const until = async (pattern: RegExp): Promise<number> => {
    const late = setTimeout(() => stop.abort(), PATIENCE_MS);
    for (;;) {
      if (stop.signal.aborted) throw new Error(`${pattern} did not come: ${unread.slice(-500)}`);
      const found = pattern.exec(unread);
      if (found) {
        clearTimeout(late);
        unread = unread.slice(found.index + found[0].length);
        return performance.now();
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        stop.signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  };
  return {
    heard: () => until(/event: (delta|part|message)\ndata: [^\n]*first/),
    idle: () => until(/"state":"idle"/),
    close: () => stop.abort(),
  };
}
