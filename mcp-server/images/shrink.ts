import { imageSize } from './size.ts';

/** Models and clients get pictures of at most this many pixels on their longer side. */
export const LONGEST_SIDE_PIXELS = 1024;
/** Decoding takes four bytes a pixel; larger pictures are not decoded here. */
const MOST_PIXELS = 16_000_000;

interface Picture {
  bytes: Uint8Array;
  mediaType: string;
}

/**
 * The picture, made smaller where it is a JPEG of more than 1024 pixels on a side. Null where it is too large and
 * cannot be made smaller: better no picture than one that fills a model's memory.
 */
export async function shrinkPicture(picture: Picture): Promise<Picture | null> {
  const size = imageSize(picture.bytes);
  if (!size) return picture;
  const factor = Math.ceil(Math.max(size.width, size.height) / LONGEST_SIDE_PIXELS);
  if (factor <= 1) return picture;
  if (picture.mediaType !== 'image/jpeg' || size.width * size.height > MOST_PIXELS) return null;
  const jpeg = await import('jpeg-js');
  const decoded = jpeg.decode(picture.bytes, { useTArray: true, maxMemoryUsageInMB: 256 });
  const small = averaged(decoded.data, decoded.width, decoded.height, factor);
  return { bytes: jpeg.encode(small, 80).data, mediaType: 'image/jpeg' };
}

/** Each pixel of the result is the mean of `factor` × `factor` pixels (RGBA). */
export function averaged(data: Uint8Array, width: number, height: number, factor: number) {
  const smallWidth = Math.floor(width / factor);
  const smallHeight = Math.floor(height / factor);
  const small = new Uint8Array(smallWidth * smallHeight * 4);
  for (let y = 0; y < smallHeight; y += 1) {
    for (let x = 0; x < smallWidth; x += 1) {
      for (let channel = 0; channel < 4; channel += 1) {
        let sum = 0;
        for (let dy = 0; dy < factor; dy += 1) {
          const row = (y * factor + dy) * width + x * factor;
          for (let dx = 0; dx < factor; dx += 1) sum += data[(row + dx) * 4 + channel] ?? 0;
        }
        small[(y * smallWidth + x) * 4 + channel] = Math.round(sum / (factor * factor));
      }
    }
  }
  return { data: small, width: smallWidth, height: smallHeight };
}
