import jpeg from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { shrinkPicture } from './shrink.ts';
import { imageSize } from './size.ts';

function picture(width: number, height: number) {
  const data = new Uint8Array(width * height * 4).fill(128);
  return { bytes: new Uint8Array(jpeg.encode({ data, width, height }, 80).data), mediaType: 'image/jpeg' };
}

describe('pictures for models', () => {
  it('leaves small ones as they are', async () => {
    const small = picture(640, 480);
    expect(imageSize(small.bytes)).toEqual({ width: 640, height: 480 });
    expect(await shrinkPicture(small)).toBe(small);
  });

  it.each([
    [1920, 1080, 960, 540],
    [400, 2000, 200, 1000],
  ])(
    'makes large ones at most 1024 pixels wide and high: %d × %d',
    async (width, height, ...small) => {
      const shrunk = await shrinkPicture(picture(width, height));
      expect(imageSize(shrunk!.bytes)).toEqual({ width: small[0], height: small[1] });
    },
    20_000,
  );

  it('gives none rather than one that is too large', async () => {
    const png = new Uint8Array(40);
    new DataView(png.buffer).setUint32(0, 0x89504e47);
    new DataView(png.buffer).setUint32(16, 4000);
    new DataView(png.buffer).setUint32(20, 3000);
    expect(await shrinkPicture({ bytes: png, mediaType: 'image/png' })).toBeNull();
  });

  it('does not trip over what is no picture', () => {
    expect(imageSize(Uint8Array.of(0xff, 0xd8, 0xff))).toBeNull();
    expect(imageSize(new Uint8Array())).toBeNull();
  });
});
