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
  const headers = { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store, no-transform' };
  return new Response(body, { headers });
}
