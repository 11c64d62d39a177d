import type { Clock } from '../clock.ts';
import { PrinterError } from '../errors.ts';
import type { RehearseOptions } from './types.ts';

type Waiting = Pick<RehearseOptions, 'signal' | 'withinMs' | 'onProgress'>;

/** Work that several callers wait for. It ends early only when the last of them has gone away. */
export class SharedRun<Result> {
  private readonly controller = new AbortController();
  private readonly startedMs: number;
  private readonly result: Promise<Result>;
  private readonly clock: Clock;
  private waiting = 0;
  /** Somebody ran out of time but wants the result later. */
  private wanted = false;
  private readonly listeners = new Set<(fraction: number) => void>();

  constructor(
    clock: Clock,
    work: (signal: AbortSignal, onProgress: (fraction: number) => void) => Promise<Result>,
  ) {
    this.clock = clock;
    this.startedMs = clock.monotonicMs();
    this.result = work(this.controller.signal, (fraction) => {
      for (const listener of this.listeners) listener(fraction);
    });
    // Those who wait hear of it; without any, nobody asks.
    this.result.catch(() => undefined);
  }

  /** True once nobody waited any more: it has no result for who comes now. */
  get stopped(): boolean {
    return this.controller.signal.aborted;
  }

  /** Ends the work; everybody who waits hears the reason. */
  stop(reason: Error): void {
    this.controller.abort(reason);
  }

  /** Waits for the end, until `signal` aborts, or until `withinMs` after the work began. */
  async wait(asked: string, { signal, withinMs, onProgress }: Waiting): Promise<Result> {
    let tidy: () => void = () => undefined;
    const early = new Promise<never>((_, reject) => {
      const leave = () => {
        reject(new PrinterError({ kind: 'cancelled', asked, wrong: 'it was cancelled' }));
      };
      if (signal?.aborted) leave();
      signal?.addEventListener('abort', leave, { once: true });
      const stopTimer =
        withinMs === undefined
          ? () => undefined
          : this.clock.after(Math.max(0, this.startedMs + withinMs - this.clock.monotonicMs()), () => {
              this.wanted = true;
              reject(tooSlow(asked, withinMs));
            });
      tidy = () => {
        stopTimer();
        signal?.removeEventListener('abort', leave);
      };
    });
    this.waiting += 1;
    if (onProgress) this.listeners.add(onProgress);
    try {
      return await Promise.race([this.result, early]);
    } finally {
      this.waiting -= 1;
      if (onProgress) this.listeners.delete(onProgress);
      tidy();
      if (signal?.aborted && this.waiting === 0 && !this.wanted) this.stop(new Error('nobody waits for it'));
    }
  }
}

function tooSlow(asked: string, withinMs: number): PrinterError {
  return new PrinterError({
    kind: 'timeout',
    asked,
    wrong: `the file could not be read through within ${String(Math.round(withinMs / 1000))} s`,
    tryThis: ['Ask again in a moment: the reading goes on.'],
  });
}
