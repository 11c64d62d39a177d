const PIECE_BYTES = 1 << 20;

/** Bytes of a File or Blob in pieces, for workers; gzip is recognised by its first two bytes and unpacked on the way. */
export async function* blobPieces(blob: Blob): AsyncGenerator<Uint8Array> {
  const head = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  if (head[0] === 0x1f && head[1] === 0x8b) {
    yield* streamPieces(blob.stream().pipeThrough(new DecompressionStream('gzip')));
    return;
  }
  for (let start = 0; start < blob.size; start += PIECE_BYTES) {
    yield new Uint8Array(await blob.slice(start, start + PIECE_BYTES).arrayBuffer());
  }
}

/** Streams are not iterable in every browser; their readers are. */
async function* streamPieces(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
