import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Klipper's own answers, with the recordings and G-code files they belong to. */
export const groundTruth = join(import.meta.dirname, '../../../../tests/fixtures/ground-truth');

/** Unpacked bytes of a reference file, as `shaper/raw/x_typical_55.csv.gz`. */
export function fixtureBytes(path: string): Uint8Array {
  return gunzipSync(readFileSync(join(groundTruth, path)));
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The same bytes in pieces of the given size. */
export function* inPieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}
