import { PrinterError } from '../errors.ts';
import { MAX_PICTURE_BYTES } from '../files/pictures.ts';

const START = Buffer.from([0xff, 0xd8, 0xff]);
const END = Buffer.from([0xff, 0xd9]);

/** The first whole JPEG of an MJPEG stream. Ends with the stream's part; the caller drops the stream. */
export async function firstFrame(stream: AsyncIterable<Uint8Array>, asked: string): Promise<Buffer> {
  let seen = Buffer.alloc(0);
  for await (const piece of stream) {
    seen = Buffer.concat([seen, piece]);
    const start = seen.indexOf(START);
    // A part ends at the next boundary line; an end marker alone may be a thumbnail inside the picture.
    const boundary = start < 0 ? -1 : seen.indexOf('\r\n--', start);
    if (boundary > start) return seen.subarray(start, boundary);
    const end = start < 0 ? -1 : seen.lastIndexOf(END);
    if (seen.length > MAX_PICTURE_BYTES) {
      if (end > start) return seen.subarray(start, end + 2);
      break;
    }
  }
  throw new PrinterError({ kind: 'bad-answer', asked, wrong: 'the camera’s stream has no picture in it' });
}
