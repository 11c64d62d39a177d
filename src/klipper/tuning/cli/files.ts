import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { UsageError } from './program.ts';

const PIECE_BYTES = 1 << 18;

/**
 * Bytes of a file in pieces; gzip is recognised by its first two bytes and unpacked on the way, whatever its size.
 * Throws UsageError where the file cannot be read or its gzip is damaged.
 */
export async function* filePieces(path: string): AsyncGenerator<Uint8Array> {
  try {
    if (await startsLikeGzip(path)) yield* unpackedPieces(path);
    else yield* createReadStream(path, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new UsageError(`${path} cannot be read: ${error.message}.`, { cause: error });
  }
}

/** `expected.json` of a folder given to --check. Throws UsageError where there is none. */
export async function expectedAnswers(directory: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(directory, 'expected.json'), 'utf8'));
  } catch (cause) {
    const wrong =
      cause instanceof SyntaxError ? 'whose expected.json is no JSON' : 'without an expected.json';
    throw new UsageError(`${directory} is a folder ${wrong}: give one like those of ground-truth.`, {
      cause,
    });
  }
}

async function* unpackedPieces(path: string): AsyncGenerator<Uint8Array> {
  const unpacked = createGunzip({ chunkSize: PIECE_BYTES });
  const failure = pipeline(createReadStream(path, { highWaterMark: PIECE_BYTES }), unpacked).then(
    () => null,
    (error: unknown) => error,
  );
  yield* unpacked as AsyncIterable<Uint8Array>;
  const error = await failure;
  if (error) throw error;
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
