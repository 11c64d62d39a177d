import type { ObjectFields, Subscription } from '../klippy/subscription.ts';

/** One WebSocket client as Moonraker knows it. */
export interface Connection {
  id: number;
  authorized: boolean;
  user: string;
  client: { name: string; version: string; type: string; url: string } | null;
  subscription: Subscription | null;
  subscribe(objects: ObjectFields): Subscription;
  send(message: unknown): void;
  close(): void;
}
