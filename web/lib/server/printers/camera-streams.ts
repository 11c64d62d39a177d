import { Refusal } from '../http/errors.ts';
import type { OpenAnswers } from '../open-answers.ts';
import type { Printer } from './klipper.ts';

const MOST_VIEWERS_PER_PRINTER = 6;
const MOST_PER_SESSION = 2;
const LONGEST_MS = 10 * 60_000;

/**
 * Live video, passed through as it is: a few viewers per printer, two per session (browsers have six
 * connections to a host), ten minutes at a time.
 */
export function createCameraStreams(openAnswers: OpenAnswers) {
  const viewers: { printerId: string; sessionId: string }[] = [];

  async function open(printer: Printer, name: string | undefined, sessionId: string): Promise<Response> {
    const count = (key: 'printerId' | 'sessionId', value: string) =>
      viewers.filter((viewer) => viewer[key] === value).length;
    if (count('printerId', printer.id) >= MOST_VIEWERS_PER_PRINTER)
      throw tooMany('Too many people are watching.');
    if (count('sessionId', sessionId) >= MOST_PER_SESSION) throw tooMany('Live video is open in other tabs.');
    const viewer = { printerId: printer.id, sessionId };
    viewers.push(viewer);
    const abort = new AbortController();
    const stopped = openAnswers.add(() => abort.abort());
    const limit = setTimeout(() => abort.abort(), LONGEST_MS);
    limit.unref();
    const release = () => {
      clearTimeout(limit);
      stopped();
      abort.abort();
      const index = viewers.indexOf(viewer);
      if (index !== -1) viewers.splice(index, 1);
    };
    try {
      const { contentType, body } = await printer.cameras.stream(name, { signal: abort.signal });
      const headers = { 'content-type': contentType, 'cache-control': 'no-store, no-transform' };
      return new Response(untilAborted(body, abort.signal, release), { headers });
    } catch (error) {
      release();
      throw error;
    }
  }
  return { open, count: () => viewers.length };
}

function tooMany(cause: string): Refusal {
  return new Refusal(429, cause, 'Single pictures still work; close one of the others to watch live.');
}

/** Passes the video on until either side ends, and always releases. */
function untilAborted(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  release: () => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const aborted = new Promise<{ done: true; value: undefined }>((resolve) =>
    signal.addEventListener('abort', () => resolve({ done: true, value: undefined }), { once: true }),
  );
  let left = false;
  const end = async (reason: unknown) => {
    release();
    await reader.cancel(reason).catch(() => undefined);
  };
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await Promise.race([reader.read(), aborted]);
        if (!done) return controller.enqueue(value);
      } catch (error) {
        if (!signal.aborted) {
          await end(error);
          return controller.error(error);
        }
      }
      await end('ended');
      if (!left) controller.close();
    },
    async cancel(reason) {
      left = true;
      await end(reason);
    },
  });
}
