import { createContext } from 'svelte';
import type { StopOutcome } from '#klipper/printer.ts';
import { stopPrinter } from './actions.ts';
import { ApiError } from './api.ts';
import { time } from './clock.svelte.ts';

/** One press of the stop and what became of it. */
export interface Stop {
  printerId: string;
  name: string;
  pressedAtMs: number;
  outcome: StopOutcome | { status: 'failed'; cause: string } | null;
}

/** The stops pressed in this tab: the newest is shown until the person puts it away. */
export class Stops {
  latest = $state<Stop | null>(null);

  /** Sends at once; a second press sends again. */
  press(printerId: string, name: string): void {
    const stop: Stop = { printerId, name, pressedAtMs: time.now, outcome: null };
    this.latest = stop;
    const settle = (outcome: Stop['outcome']) => {
      if (this.latest?.pressedAtMs === stop.pressedAtMs) this.latest = { ...stop, outcome };
    };
    stopPrinter(printerId).then(settle, (error: unknown) => {
      settle({ status: 'failed', cause: error instanceof ApiError ? error.message : String(error) });
    });
  }

  dismiss(): void {
    this.latest = null;
  }
}

export const [useStops, provideStops] = createContext<Stops>();
