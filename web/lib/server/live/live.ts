import { randomUUID } from 'node:crypto';
import type { Hub } from '../../../../src/klipper/hub/hub.ts';
import type { ActionView, LiveEvents } from '../../contracts.ts';
import type { PendingAction, Role } from '../../../../mcp-server/gate/types.ts';
import type { Gate } from '../../../../mcp-server/gate/gate.ts';
import { viewOf } from '../gate/view.ts';
import type { Printers } from '../printers/printers.ts';
import {
  type Audience,
  createStreams,
  type LiveStream,
  type StreamOwner,
  type StreamRefusal,
} from './streams.ts';

export interface LiveOptions {
  hub: Hub;
  printers: Pick<Printers, 'all' | 'rolesOf' | 'members' | 'isClassroom' | 'onListChanged'>;
  /** How many actions wait for this person. */
  waitingFor(person: { userId: string; roles: ReadonlyMap<string, Role> }): number;
  now?: () => number;
}

export type LiveAudience = Audience | { printerId: string };

/** A part of the program that wants to greet a new stream, such as the chat with the message being written. */
export type Greeter = (stream: LiveStream) => void;

export type Live = ReturnType<typeof createLive>;

/** One stream per browser tab: all of a person's printers in one frame per tick, and everything else that moves. */
export function createLive({ hub, printers, waitingFor, now = Date.now }: LiveOptions) {
  const streams = createStreams();
  const subscribed = new Map<string, string>();
  const greeters = new Set<Greeter>();

  /** Printers that were added, replaced or removed, and people whose roles changed. */
  function refresh(): void {
    const current = new Map(printers.all().map((printer) => [printer.id, printer]));
    for (const known of hub.printers()) if (current.get(known.id) !== known) hub.remove(known.id);
    for (const printer of current.values()) if (!hub.printer(printer.id)) hub.add(printer);
    for (const [subscriberId, userId] of subscribed)
      hub.change(subscriberId, printers.rolesOf(userId).keys());
  }

  function open(owner: StreamOwner): ReadableStream<Uint8Array> | StreamRefusal {
    const subscriberId = randomUUID();
    let unsubscribe = () => {};
    return streams.open(
      owner,
      (stream) => {
        subscribed.set(subscriberId, owner.userId);
        const roles = printers.rolesOf(owner.userId);
        unsubscribe = hub.subscribe(subscriberId, roles.keys(), (json) => stream.sendJson('printers', json));
        stream.send('waiting', { waiting: waitingFor({ userId: owner.userId, roles }) });
        for (const greet of greeters) greet(stream);
      },
      () => {
        subscribed.delete(subscriberId);
        unsubscribe();
      },
    );
  }

  function publish<Name extends keyof LiveEvents>(
    event: Name,
    data: LiveEvents[Name],
    audience: LiveAudience,
  ): void {
    const who =
      'printerId' in audience ? { userIds: printers.members.userIds(audience.printerId) } : audience;
    streams.publish(event, data, who);
  }

  /** An action as each of those who see its printer sees it. */
  function publishAction(action: PendingAction, gate: Pick<Gate, 'progress'>): void {
    for (const userId of printers.members.userIds(action.printerId)) {
      const person = { userId, roles: printers.rolesOf(userId) };
      const classroom = printers.isClassroom(action.printerId);
      const view: ActionView = viewOf(action, person, now(), classroom, gate.progress(action.id));
      streams.publish('action', { action: view, waiting: waitingFor(person) }, { userIds: [userId] });
    }
  }

  const stopListening = printers.onListChanged(refresh);
  return {
    open,
    publish,
    refresh,
    follow: (gate: Pick<Gate, 'onAction' | 'progress'>) =>
      gate.onAction((action) => publishAction(action, gate)),
    /** Adds what a new stream gets after its printers; returns its own stop. */
    onOpen(greeter: Greeter): () => void {
      greeters.add(greeter);
      return () => void greeters.delete(greeter);
    },
    endOf: streams.endOf,
    count: streams.count,
    /** Ends all streams at once; new ones are refused. */
    stop(): void {
      stopListening();
      streams.endAll();
    },
  };
}
