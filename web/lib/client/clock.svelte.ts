import { SILENT_MS } from './silence.ts';

/** Differences up to this are the network's, not the clock's. */
const TOLERATED_MS = 1_500;

/** One clock for the tab: everything that shows an age or a countdown reads it, so that they step together. */
class Clock {
  #ticking = $state<number | null>(null);
  #skewMs = $state(0);

  /** The server's time in epoch milliseconds; steps once a second in the browser. */
  get now(): number {
    return (this.#ticking ?? Date.now()) + this.#skewMs;
  }

  #heardMs = $state<number | null>(null);

  /** True while the server keeps talking to this tab (it says at least something every 10 s). */
  get linked(): boolean {
    return this.#heardMs === null || this.now - this.#heardMs < SILENT_MS;
  }

  /** Notes that the server has just been heard. */
  heard(): void {
    this.#heardMs = this.now;
  }

  /** Takes over the server's clock where this machine's is off. */
  align(serverMs: number): void {
    const difference = serverMs - Date.now();
    const skew = Math.abs(difference) > TOLERATED_MS ? difference : 0;
    if (Math.abs(skew - this.#skewMs) > TOLERATED_MS) this.#skewMs = skew;
  }

  /** Starts ticking; returns its stop. */
  start(): () => void {
    this.#ticking = Date.now();
    const timer = setInterval(() => (this.#ticking = Date.now()), 1000);
    return () => clearInterval(timer);
  }
}

export const time = new Clock();
