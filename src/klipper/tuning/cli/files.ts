import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

const PIECE_BYTES = 1 << 18;

/** Bytes of a file in pieces; gzip is recognised by its first two bytes and unpacked on the way, whatever its size. */
export async function* filePieces(path: string): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: PIECE_BYTES });
  if (!(await startsLikeGzip(path))) {
    yield* stream as AsyncIterable<Uint8Array>;
    return;
  }
  const unpacked = createGunzip({ chunkSize: PIECE_BYTES });
  const done = pipeline(stream, unpacked);
  // The reader below reports a failure; without this one it would also count as unhandled.
  done.catch(() => undefined);
  yield* unpacked as AsyncIterable<Uint8Array>;
  await done;
}

async function startsLikeGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}
