import type { KlippyHost } from './klippy/host.ts';

export interface SimulatorClock {
  /** Resolves at the next status tick (at once under a manual clock). */
  nextTick(): Promise<void>;
  /** Manual clock only: lets machine time pass and the event loop breathe. */
  advance(seconds: number): Promise<void>;
  stop(): void;
}

const shortestWakeMilliseconds = 50;
const longestPieceSeconds = 5;
/** After a longer sleep of the computer the printer goes on where it was. */
const longestGapSeconds = 10;

/** Real time, times `speed`: one wake per 250 ms of machine time, but not more than twenty a second. */
export function realClock(
  host: KlippyHost,
  speed: number,
  monotonic: () => number = () => performance.now(),
): SimulatorClock {
  let waiting: (() => void)[] = [];
  let last = monotonic();
  const wake = (): void => {
    const now = monotonic();
    let seconds = Math.min((now - last) / 1000, longestGapSeconds) * speed;
    last = now;
    while (seconds > 0) {
      const piece = Math.min(seconds, longestPieceSeconds);
      host.advance(piece, speed > 4);
      seconds -= piece;
    }
    release();
  };
  const release = (): void => {
    const ready = waiting;
    waiting = [];
    for (const resolve of ready) resolve();
  };
  const timer = setInterval(wake, Math.max(shortestWakeMilliseconds, 250 / speed));
  return {
    nextTick: () => new Promise((resolve) => waiting.push(resolve)),
    advance: () =>
      Promise.reject(
        new Error('advance() was asked of a simulator that follows real time; start it with clock: "manual"'),
      ),
    stop() {
      clearInterval(timer);
      release();
    },
  };
}

/** Time passes only when told to. */
export function manualClock(host: KlippyHost): SimulatorClock {
  const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    nextTick: () => Promise.resolve(),
    async advance(seconds) {
      await breathe();
      let left = seconds;
      while (left > 0) {
        const piece = Math.min(left, 1);
        host.advance(piece);
        left -= piece;
        await breathe();
      }
      await breathe();
    },
    stop: () => undefined,
  };
}
