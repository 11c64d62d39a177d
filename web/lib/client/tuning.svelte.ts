import { createContext } from 'svelte';
import type { ActionView } from '#lib/contracts.ts';
import { m } from '#lib/paraglide/messages.js';
import { act, toneOf } from './actions.ts';
import { api, ApiError } from './api.ts';
import { time } from './clock.svelte.ts';
import type { Live } from './live.svelte.ts';
import { isPrinting, isStale } from './machine.ts';

export interface Said {
  tone: 'good' | 'ask' | 'bad';
  text: string;
}

/** What POST /api/printers/ID/noise answers. */
export interface Noise {
  x: number;
  y: number;
  z: number;
  healthy: boolean;
  text: string;
}

function toldOf(error: unknown): Said {
  if (!(error instanceof ApiError)) throw error;
  return { tone: 'bad', text: error.words };
}

/** The clicks of one page about input shaping: what is under way, and what came of the last one, by its place. */
export class Tuning {
  readonly printerId: string;
  busy = $state('');
  said = $state.raw<Record<string, Said>>({});
  noise = $state.raw<Noise | null>(null);
  #live: Live;
  #reload: () => unknown;

  constructor(printerId: string, live: Live, reload: () => unknown) {
    this.printerId = printerId;
    this.#live = live;
    this.#reload = reload;
  }

  get snapshot() {
    return this.#live.snapshot(this.printerId);
  }

  /** A calibration of this printer that is being carried out, whoever asked for it. */
  get running(): ActionView | null {
    return (
      this.#live.actions.find(
        ({ printerId, status, steps }) =>
          printerId === this.printerId &&
          status === 'approved' &&
          steps.some(({ tool }) => tool === 'calibrate' || tool === 'save_calibration'),
      ) ?? null
    );
  }

  get free(): boolean {
    return this.busy === '' && this.running === null;
  }

  /** Why the printer can neither be measured nor changed now; null where nothing is in the way. */
  get hindrance(): string | null {
    const snapshot = this.snapshot;
    if (!snapshot) return null;
    if (isStale(snapshot, time.now)) return m.tuning_rests_contact();
    if (isPrinting(snapshot)) return m.tuning_rests_print();
    return snapshot.klippy.state === 'ready' ? null : m.tuning_rests_klipper();
  }

  /** A person's own click; what came of it is told at its place. */
  click(place: string, tool: string, args: Record<string, unknown> = {}): Promise<void> {
    return this.#telling(place, async () => {
      const outcome = await act(this.printerId, tool, args);
      // Long work goes on and shows how far it is; there is nothing to say about it yet.
      return outcome.status === 'approved' ? null : { tone: toneOf(outcome), text: outcome.text };
    });
  }

  /** Listens to the accelerometer while nothing moves. */
  listen(place: string): Promise<void> {
    return this.#telling(place, async () => {
      const path = `/api/printers/${encodeURIComponent(this.printerId)}/noise`;
      const words = { cause: m.error_no_answer(), remedy: m.error_no_answer_remedy() };
      this.noise = await api<Noise>(path, words, { method: 'POST' });
      return null;
    });
  }

  async #telling(place: string, work: () => Promise<Said | null>): Promise<void> {
    const others = Object.fromEntries(Object.entries(this.said).filter(([other]) => other !== place));
    this.said = others;
    this.busy = place;
    try {
      const said = await work().catch(toldOf);
      // First what holds now, then the word: the next click must not begin from the list of before.
      await this.#reload();
      if (said) this.said = { ...this.said, [place]: said };
    } finally {
      this.busy = '';
    }
  }
}

export const [useTuning, provideTuning] = createContext<Tuning>();
