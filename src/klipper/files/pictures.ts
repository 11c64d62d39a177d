import { PrinterError } from '../errors.ts';
import type { Picture } from '../printer.ts';

export const MAX_PICTURE_BYTES = 4 * 1024 * 1024;

/** Tells a picture by its first bytes, never by what a printer or a camera claims. Null when it is none. */
export function mediaTypeOf(bytes: Uint8Array): Picture['mediaType'] | null {
  const starts = (...head: number[]) => head.every((value, index) => bytes[index] === value);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  const word = (from: number) => String.fromCharCode(...bytes.subarray(from, from + 4));
  return word(0) === 'RIFF' && word(8) === 'WEBP' ? 'image/webp' : null;
}

/** Throws when the bytes are not a PNG, JPEG or WebP picture of bounded size. */
export function toPicture(bytes: Uint8Array, takenAtMs: number, asked: string): Picture {
  const mediaType = bytes.length <= MAX_PICTURE_BYTES ? mediaTypeOf(bytes) : null;
  if (mediaType !== null) return { bytes, mediaType, takenAtMs };
  throw new PrinterError({
    kind: 'bad-answer',
    asked,
    wrong:
      bytes.length > MAX_PICTURE_BYTES
        ? 'the picture is larger than 4 MiB'
        : 'it is not a PNG or JPEG picture',
  });
}
