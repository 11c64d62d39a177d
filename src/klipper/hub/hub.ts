import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { Printer } from '../printer.ts';
import type { PrinterSnapshot } from '../snapshot.ts';

/**
 * Fan-out of live state. The hub knows subscriber ids and nothing of the people behind them: who may see which
 * printer is decided before `subscribe`. One frame per subscriber and tick, with all of its printers that
 * changed, each as a whole snapshot.
 */
export interface Hub {
  add(printer: Printer): void;
  remove(printerId: string): void;
  printer(printerId: string): Printer | undefined;
  printers(): Printer[];
  /** Starts with a frame of everything; returns its own stop. */
  subscribe(subscriberId: string, printerIds: Iterable<string>, send: SendFrame): () => void;
  /** Gives a subscriber another set of printers, for example after one was added. */
  change(subscriberId: string, printerIds: Iterable<string>): void;
  stop(): void;
}

export interface HubFrame {
  atMs: number;
  /** Only printers that changed since this subscriber's last frame; empty in a heartbeat. */
  printers: PrinterSnapshot[];
  /** Ids that are not known (any more). */
  gone: string[];
}

/**
 * Hands one frame as JSON of `HubFrame`. While a returned promise is open the subscriber counts as slow: it
 * gets no frames, and afterwards only the latest state.
 */
export type SendFrame = (json: string) => void | Promise<void>;

export interface HubOptions {
  clock?: Clock;
  tickMs?: number;
  heartbeatMs?: number;
  /** Told when a subscriber's `send` failed; the subscriber is dropped. */
  onDropped?: (subscriberId: string, error: unknown) => void;
}

interface Subscriber {
  id: string;
  printerIds: Set<string>;
  /** Ids that came or went since the last frame, besides changed snapshots. */
  turned: Set<string>;
  /** The known ones of its printers; null when that has to be looked up anew. */
  watched: Entry[] | null;
  /** The hub's count of changes at the last frame. */
  seen: number;
  send: SendFrame;
  busy: boolean;
  sentAt: number;
}

interface Entry {
  printer: Printer;
  unsubscribe: () => void;
  /** The hub's count of changes when this printer last changed. */
  changed: number;
  /** The snapshot as JSON, made once a tick for all subscribers. */
  json: string | null;
}

export function createHub(options: HubOptions = {}): Hub {
  const clock = options.clock ?? systemClock;
  const tickMs = options.tickMs ?? 250;
  const heartbeatMs = options.heartbeatMs ?? 10_000;
  const entries = new Map<string, Entry>();
  const subscribers = new Map<string, Subscriber>();
  let cancel: (() => void) | null = null;

  let nextAt = 0;
  let changes = 0;

  const tick = () => {
    cancel = null;
    const now = clock.monotonicMs();
    // From when it was due, not from when it was done: a busy computer must not slow the beat down.
    nextAt = Math.max(now, nextAt + tickMs);
    for (const subscriber of subscribers.values()) {
      if (!subscriber.busy) deliver(subscriber, now);
    }
    for (const entry of entries.values()) entry.json = null;
    schedule();
  };

  const schedule = () => {
    if (cancel || subscribers.size === 0) return;
    const now = clock.monotonicMs();
    if (nextAt <= now) nextAt = now + tickMs;
    cancel = clock.after(nextAt - now, tick);
  };

  const deliver = (subscriber: Subscriber, now: number) => {
    const { turned, seen } = subscriber;
    const bodies: string[] = [];
    for (const entry of watchedBy(subscriber)) {
      if (entry.changed > seen || (turned.size > 0 && turned.has(entry.printer.id)))
        bodies.push((entry.json ??= JSON.stringify(entry.printer.snapshot())));
    }
    const gone = turned.size === 0 ? [] : [...turned].filter((id) => !entries.has(id));
    const silent = bodies.length === 0 && gone.length === 0;
    if (silent && now - subscriber.sentAt < heartbeatMs) return;
    turned.clear();
    subscriber.seen = changes;
    subscriber.sentAt = now;
    const frame = `{"atMs":${String(clock.nowMs())},"printers":[${bodies.join(',')}],"gone":${JSON.stringify(gone)}}`;
    try {
      const pending = subscriber.send(frame);
      if (pending) waitFor(subscriber, pending);
    } catch (error) {
      drop(subscriber, error);
    }
  };

  /** Changes are compared by a number, not kept per browser: two hundred of them watch the same printers. */
  const watchedBy = (subscriber: Subscriber): Entry[] =>
    (subscriber.watched ??= [...subscriber.printerIds].flatMap((id) => entries.get(id) ?? []));

  const waitFor = (subscriber: Subscriber, pending: Promise<void>) => {
    subscriber.busy = true;
    pending.then(
      () => {
        subscriber.busy = false;
      },
      (error: unknown) => {
        drop(subscriber, error);
      },
    );
  };

  const drop = (subscriber: Subscriber, error: unknown) => {
    if (subscribers.get(subscriber.id) !== subscriber) return;
    subscribers.delete(subscriber.id);
    options.onDropped?.(subscriber.id, error);
  };

  const mark = (entry: Entry) => {
    entry.json = null;
    changes += 1;
    entry.changed = changes;
  };

  /** A printer came or went: who asked for it is told. */
  const turn = (id: string) => {
    for (const subscriber of subscribers.values()) {
      if (!subscriber.printerIds.has(id)) continue;
      subscriber.watched = null;
      subscriber.turned.add(id);
    }
  };

  const remove = (id: string) => {
    const entry = entries.get(id);
    if (!entry) return;
    entry.unsubscribe();
    entries.delete(id);
    turn(id);
  };

  return {
    add(printer) {
      remove(printer.id);
      const entry: Entry = { printer, unsubscribe: () => undefined, changed: 0, json: null };
      entry.unsubscribe = printer.onChange(() => {
        mark(entry);
      });
      entries.set(printer.id, entry);
      turn(printer.id);
    },
    remove,
    printer: (id) => entries.get(id)?.printer,
    printers: () => [...entries.values()].map((entry) => entry.printer),
    subscribe(id, printerIds, send) {
      const ids = new Set(printerIds);
      const subscriber: Subscriber = {
        id,
        printerIds: ids,
        turned: new Set(ids),
        watched: null,
        seen: changes,
        send,
        busy: false,
        sentAt: Number.NEGATIVE_INFINITY,
      };
      subscribers.set(id, subscriber);
      deliver(subscriber, clock.monotonicMs());
      schedule();
      return () => {
        if (subscribers.get(id) === subscriber) subscribers.delete(id);
      };
    },
    change(id, printerIds) {
      const subscriber = subscribers.get(id);
      if (!subscriber) return;
      const ids = new Set(printerIds);
      for (const each of ids) if (!subscriber.printerIds.has(each)) subscriber.turned.add(each);
      subscriber.printerIds = ids;
      subscriber.watched = null;
    },
    stop() {
      cancel?.();
      cancel = null;
      subscribers.clear();
      for (const entry of entries.values()) entry.unsubscribe();
      entries.clear();
    },
  };
}
