import { createContext } from 'svelte';
import type { Tick } from '#lib/contracts.ts';
import { ApiError } from './api.ts';
import { sendTicks } from './chat-api.ts';
import { time } from './clock.svelte.ts';
import { keepUnsent, unsentOf } from './unsent-ticks.ts';

/** As many as the server takes at once. */
const MOST_AT_ONCE = 200;

type Ticked = Readonly<Record<string, Tick>>;
const keyOf = ({ list, item }: Pick<Tick, 'list' | 'item'>): string => JSON.stringify([list, item]);

/**
 * What is ticked off in a conversation. The server's word counts and comes over the live stream; what it does not
 * have yet stands before it, is kept in this browser, and is sent as soon as it can be.
 */
export class Ticks {
  #known = $state.raw<Ticked>({});
  #unsent = $state.raw<Ticked>({});
  #sending = false;
  readonly #conversationId: string | null;
  readonly #send: typeof sendTicks;

  constructor(conversationId: string | null, first: readonly Tick[] = [], send = sendTicks) {
    this.#conversationId = conversationId;
    this.#send = send;
    this.take(first);
    if (conversationId !== null) this.#unsent = byKey(unsentOf(conversationId));
  }

  has(list: string, item: string): boolean {
    const key = keyOf({ list, item });
    return (this.#unsent[key] ?? this.#known[key])?.on ?? false;
  }

  set(list: string, item: string, on: boolean): void {
    const tick = { list, item, on, atMs: Math.round(time.now) };
    this.#unsent = { ...this.#unsent, [keyOf(tick)]: tick };
    this.#keep([]);
    void this.catchUp();
  }

  /** Takes what the server says, from its stream or an answer: the later word on an item stays. */
  take(ticks: readonly Tick[]): void {
    const later = ticks.filter((tick) => tick.atMs >= (this.#known[keyOf(tick)]?.atMs ?? 0));
    this.#known = { ...this.#known, ...byKey(later) };
  }

  /** Sends what the server does not have yet; what cannot be sent now waits for the next time. */
  async catchUp(): Promise<void> {
    const id = this.#conversationId;
    if (id === null || this.#sending) return;
    this.#sending = true;
    try {
      for (let some = this.#some(); some.length > 0; some = this.#some()) {
        const { ticks } = await this.#send(id, some);
        this.take(ticks);
        this.#sent(some);
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (isFinal(error)) this.#sent(Object.values(this.#unsent));
    } finally {
      this.#sending = false;
    }
  }

  #some = (): Tick[] => Object.values(this.#unsent).slice(0, MOST_AT_ONCE);

  /** What was ticked once more in the meantime is still to be sent. */
  #sent(sent: readonly Tick[]): void {
    const rest = Object.values(this.#unsent).filter((tick) => !sent.includes(tick));
    this.#unsent = byKey(rest);
    this.#keep(sent);
  }

  #keep(sent: readonly Tick[]): void {
    if (this.#conversationId !== null) keepUnsent(this.#conversationId, Object.values(this.#unsent), sent);
  }
}

const byKey = (ticks: readonly Tick[]): Ticked =>
  Object.fromEntries(ticks.map((tick) => [keyOf(tick), tick]));

/** Refused for good, as in a conversation that was deleted; signing in again or waiting does not help. */
const isFinal = ({ status }: ApiError): boolean => [400, 404, 409].includes(status);

/** The ticks of the conversation that is shown. */
export const [useTicks, provideTicks] = createContext<() => Ticks>();
