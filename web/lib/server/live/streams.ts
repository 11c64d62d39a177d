/*
 * The open live streams of browsers. Each has a bounded buffer: a browser that does not read is let go, and
 * comes back with a fresh picture of everything.
 */

export interface StreamOwner {
  userId: string;
  sessionId: string;
  address: string;
  conversationId: string | null;
}

export interface LiveStream extends StreamOwner {
  send(event: string, data: unknown): void;
  /** The same for what is JSON already; the promise is open while the browser does not keep up. */
  sendJson(event: string, json: string): void | Promise<void>;
  close(): void;
}

export interface Audience {
  userIds?: readonly string[];
  conversationId?: string;
}

export const HEARTBEAT_MS = 12_000;
/** Above this much unread, a browser counts as slow and gets no new snapshots until it has read. */
const COMFORTABLE_BYTES = 256_000;
/** Above this much it is let go. */
const MOST_BUFFERED_BYTES = 1_000_000;
const MOST_PER_SESSION = 12;
const MOST_PER_ADDRESS = 100;

export type StreamRefusal = 'too-many' | 'stopping';
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

function openStream(
  owner: StreamOwner,
  open: Set<LiveStream>,
  greet: (stream: LiveStream) => void,
  onClose: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stream: LiveStream;
  let drained: (() => void) | null = null;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let closed = false;
        const bufferedBytes = () => COMFORTABLE_BYTES - (controller.desiredSize ?? 0);
        const write = (text: string) => {
          if (closed) return;
          const bytes = encoder.encode(text);
          if (bufferedBytes() + bytes.byteLength > MOST_BUFFERED_BYTES) return stream.close();
          controller.enqueue(bytes);
        };
        const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
        stream = {
          ...owner,
          send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
          sendJson(event, json) {
            write(`event: ${event}\ndata: ${json}\n\n`);
            if (closed || bufferedBytes() < COMFORTABLE_BYTES) return;
            return new Promise<void>((resolve) => (drained = resolve));
          },
          close() {
            if (closed) return;
            closed = true;
            clearInterval(heartbeat);
            open.delete(stream);
            onClose();
            drained?.();
            controller.close();
          },
        };
        open.add(stream);
        write('retry: 1000\n\n');
        greet(stream);
      },
      pull() {
        drained?.();
        drained = null;
      },
      cancel() {
        stream.close();
      },
    },
    { highWaterMark: COMFORTABLE_BYTES, size: (chunk) => chunk.byteLength },
  );
}
