import type { Machine } from './machine.ts';

export interface FeedOptions {
  /** Stops the work between two slices; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Called about every quarter of a megabyte. */
  onProgress?: (bytesRead: number) => void;
}

const SLICE_BYTES = 1 << 16;
const PROGRESS_BYTES = 1 << 18;
const LONGEST_TURN_MILLISECONDS = 12;

/**
 * Reads a whole file into the machine, in slices of at most `sliceBytes`; `onSlice` hears how many bytes were read
 * before each.
 */
export async function feed(
  machine: Machine,
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  { signal, onProgress }: FeedOptions,
  onSlice: (bytesRead: number) => void = () => undefined,
  sliceBytes = SLICE_BYTES,
): Promise<number> {
  let bytes = 0;
  let reported = 0;
  let turnStarted = performance.now();
  for await (const piece of source) {
    for (let start = 0; start < piece.length; start += sliceBytes) {
      signal?.throwIfAborted();
      const slice = piece.subarray(start, start + sliceBytes);
      onSlice(bytes);
      machine.push(slice);
      bytes += slice.length;
      if (onProgress && bytes - reported >= PROGRESS_BYTES) onProgress((reported = bytes));
      if (performance.now() - turnStarted < LONGEST_TURN_MILLISECONDS) continue;
      await nextTurn();
      turnStarted = performance.now();
    }
  }
  signal?.throwIfAborted();
  machine.finish();
  onProgress?.(bytes);
  return bytes;
}

/** Lets other work of this thread run, without the 4 ms a browser adds to nested timers. */
function nextTurn(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
