const HEADERS = { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store, no-transform' };

/** Streams values as lines of JSON. When the browser leaves, the generator is ended. */
export function ndjson(lines: AsyncGenerator<unknown>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
  return new Response(body, { headers: HEADERS });
}

/** The same for work that tells as it goes and is ended by its signal when the browser leaves. */
export function ndjsonOf<Line>(
  work: (tell: (line: Line) => void, signal: AbortSignal) => Promise<void>,
): Response {
  const encoder = new TextEncoder();
  const left = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // What nobody takes any more is not kept.
      const tell = (line: Line) => {
        if (!left.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      // Started, but not waited for: the stream counts as open at once.
      void work(tell, left.signal).then(
        () => !left.signal.aborted && controller.close(),
        (error: unknown) => controller.error(error),
      );
    },
    cancel: () => left.abort(new Error('the browser has left')),
  });
  return new Response(body, { headers: HEADERS });
}
