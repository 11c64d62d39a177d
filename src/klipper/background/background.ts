import { Worker } from 'node:worker_threads';
import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import { GcodeError, LimitsError, ResonanceError } from '../tuning/index.ts';
import { workerFile } from './locate.ts';
import type { FromWorker, ToWorker, Work, WorkName } from './protocol.ts';

export interface BackgroundOptions {
  signal?: AbortSignal | undefined;
  /** Bytes the job reads. */
  source?: AsyncIterable<Uint8Array>;
  /** Hears how many bytes of the source have been worked through. */
  onProgress?: ((bytes: number) => void) | undefined;
}

export interface Background {
  /**
   * Runs the work on another thread. Rejects with the error of the work (`GcodeError`, `LimitsError`,
   * `ResonanceError`, or what the source said), or with the signal's reason.
   */
  run<Name extends WorkName>(
    name: Name,
    input: Work[Name]['input'],
    options?: BackgroundOptions,
  ): Promise<Work[Name]['output']>;
  /** Ends the thread; whoever waits hears it. */
  stop(): void;
}

interface Waiting {
  settle(error: unknown, output?: unknown): void;
  onProgress: ((bytes: number) => void) | undefined;
  /** Bytes sent and not yet taken, and who waits for them to get fewer. */
  ahead: number;
  wake: () => void;
}

/** So much may lie between the two threads for one job: memory stays bounded whatever the file. */
const MOST_AHEAD_BYTES = 1 << 20;
const IDLE_MS = 60_000;
const KINDS = { GcodeError, LimitsError, ResonanceError };

/** One thread beside this one, started when there is work and ended when there has been none for a minute. */
export function createBackground({ clock = systemClock }: { clock?: Clock } = {}): Background {
  const jobs = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let nextId = 1;
  let cancelRest: () => void = () => undefined;

  const end = (reason: Error) => {
    void worker?.terminate();
    worker = null;
    for (const job of [...jobs.values()]) job.settle(reason);
    // The last one to be settled has set it again.
    cancelRest();
  };

  const started = (): Worker => {
    cancelRest();
    if (worker) return worker;
    const thread = new Worker(workerFile(), { execArgv: [], stdin: false });
    thread.unref();
    thread.on('message', (message: FromWorker) => heard(message));
    thread.on('error', (error) => {
      if (worker === thread) end(new Error('the background thread has failed', { cause: error }));
    });
    thread.on('exit', () => {
      if (worker === thread) end(new Error('the background thread has ended'));
    });
    return (worker = thread);
  };

  const heard = (message: FromWorker) => {
    const job = jobs.get(message.id);
    if (!job) return;
    if (message.type === 'taken') {
      job.ahead -= message.bytes;
      job.wake();
    } else if (message.type === 'progress') job.onProgress?.(message.bytes);
    else if (message.type === 'done') job.settle(null, message.output);
    else job.settle(errorOf(message.kind, message.message));
  };

  return {
    run(name, input, { signal, source, onProgress } = {}) {
      if (signal?.aborted) return Promise.reject(reasonOf(signal));
      const id = nextId++;
      const thread = started();
      const send = (message: ToWorker, transfer: ArrayBuffer[] = []) => thread.postMessage(message, transfer);
      return new Promise((resolve, reject) => {
        const job: Waiting = {
          ahead: 0,
          wake: () => undefined,
          onProgress,
          settle(error, output) {
            jobs.delete(id);
            signal?.removeEventListener('abort', cancel);
            job.wake();
            if (jobs.size === 0) {
              thread.unref();
              cancelRest = clock.after(IDLE_MS, () => end(new Error('it was idle')));
            }
            if (error) reject(error as Error);
            else resolve(output as Work[typeof name]['output']);
          },
        };
        const cancel = () => {
          send({ type: 'cancel', id });
          job.settle(reasonOf(signal!));
        };
        jobs.set(id, job);
        thread.ref();
        signal?.addEventListener('abort', cancel, { once: true });
        send({ type: 'job', id, name, input });
        if (source) void pump(source, id, job, () => jobs.has(id), send);
      });
    },
    stop: () => end(new Error('the background thread was stopped')),
  };
}

/** Sends the bytes of a source as fast as they are taken. */
async function pump(
  source: AsyncIterable<Uint8Array>,
  id: number,
  job: Waiting,
  wanted: () => boolean,
  send: (message: ToWorker, transfer?: ArrayBuffer[]) => void,
): Promise<void> {
  try {
    for await (const piece of source) {
      while (wanted() && job.ahead > MOST_AHEAD_BYTES) {
        await new Promise<void>((resolve) => (job.wake = resolve));
      }
      if (!wanted()) return;
      // A copy of its own can change hands without being cloned; the source may reuse its memory.
      const bytes = new Uint8Array(piece);
      job.ahead += bytes.byteLength;
      send({ type: 'piece', id, bytes }, [bytes.buffer]);
    }
    send({ type: 'end', id, broken: null });
  } catch (error) {
    // What the source says, whole, is worth more than the words that come back from the thread.
    job.settle(error);
    send({ type: 'cancel', id });
  }
}

function errorOf(kind: string, message: string): Error {
  const Kind = KINDS[kind as keyof typeof KINDS] as (new (words: string) => Error) | undefined;
  return Kind ? new Kind(message) : new Error(message);
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason));
}
