import { type LiveStream, openStream, type StreamOwner } from './stream.ts';

/*
 * The open live streams of browsers. Each has a bounded buffer: a browser that does not read is let go, and
 * comes back with a fresh picture of everything.
 */

export interface Audience {
  userIds?: readonly string[];
  conversationId?: string;
}

const MOST_PER_SESSION = 12;
const MOST_PER_ADDRESS = 100;

export type StreamRefusal = 'too-many' | 'stopping';
export type { LiveStream, StreamOwner };
export type Streams = ReturnType<typeof createStreams>;

export function createStreams() {
  const open = new Set<LiveStream>();
  let stopping = false;

  const matches = (stream: StreamOwner, audience: Audience) =>
    (audience.userIds === undefined || audience.userIds.includes(stream.userId)) &&
    (audience.conversationId === undefined || stream.conversationId === audience.conversationId);

  return {
    /** Opens a stream, or says why not. `greet` sends what a new browser needs; `onClose` runs once. */
    open(
      owner: StreamOwner,
      greet: (stream: LiveStream) => void,
      onClose: () => void,
    ): ReadableStream<Uint8Array> | StreamRefusal {
      if (stopping) return 'stopping';
      const same = [...open];
      if (same.filter(({ sessionId }) => sessionId === owner.sessionId).length >= MOST_PER_SESSION)
        return 'too-many';
      if (same.filter(({ address }) => address === owner.address).length >= MOST_PER_ADDRESS)
        return 'too-many';
      return openStream(owner, open, greet, onClose);
    },

    publish(event: string, data: unknown, audience: Audience): void {
      for (const stream of open) if (matches(stream, audience)) stream.send(event, data);
    },

    /** Ends streams of a person whose session was revoked. */
    endOf(userId: string, sessionId?: string): void {
      for (const stream of [...open]) {
        if (stream.userId === userId && (sessionId === undefined || stream.sessionId === sessionId))
          stream.close();
      }
    },

    count: () => open.size,

    endAll(): void {
      stopping = true;
      for (const stream of [...open]) stream.close();
    },
  };
}
