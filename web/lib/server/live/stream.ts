/** Whose stream it is. */
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

const HEARTBEAT_MS = 12_000;
/** Above this much unread, a browser counts as slow and gets no new snapshots until it has read. */
const COMFORTABLE_BYTES = 256_000;
/** Above this much it is let go; it comes back by itself and begins with whole snapshots. */
const MOST_BUFFERED_BYTES = 1_000_000;

/** One stream of server-sent events. `onClose` runs once, whoever ends it. */
export function openStream(
  owner: StreamOwner,
  open: Set<LiveStream>,
  greet: (stream: LiveStream) => void,
  onClose: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array>;
  let heartbeat: NodeJS.Timeout;
  let drained: (() => void) | null = null;

  const bufferedBytes = () => COMFORTABLE_BYTES - (controller.desiredSize ?? 0);

  function write(text: string): void {
    if (!open.has(stream)) return;
    const bytes = encoder.encode(text);
    if (bufferedBytes() + bytes.byteLength <= MOST_BUFFERED_BYTES) return controller.enqueue(bytes);
    release();
    controller.error(new Error('The browser does not read its live stream.'));
  }

  function release(): boolean {
    if (!open.delete(stream)) return false;
    clearInterval(heartbeat);
    onClose();
    drained?.();
    return true;
  }

  const stream: LiveStream = {
    ...owner,
    send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    sendJson(event, json) {
      write(`event: ${event}\ndata: ${json}\n\n`);
      if (!open.has(stream) || bufferedBytes() < COMFORTABLE_BYTES) return;
      return new Promise<void>((resolve) => (drained = resolve));
    },
    close() {
      if (release()) controller.close();
    },
  };

  return new ReadableStream<Uint8Array>(
    {
      start(started) {
        controller = started;
        open.add(stream);
        heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
        write('retry: 1000\n\n');
        greet(stream);
      },
      pull() {
        drained?.();
        drained = null;
      },
      cancel: () => void release(),
    },
    { highWaterMark: COMFORTABLE_BYTES, size: (chunk) => chunk.byteLength },
  );
}
