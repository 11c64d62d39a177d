import { createHash } from 'node:crypto';
import { z } from 'zod';
import { EXAMPLES, OTHER_EXAMPLES } from '../examples/index.ts';
import { COURSE, vocabularyOf, type Bank } from './bank.ts';
import { loadMeanings } from './meanings.ts';

/*
 * Learning takes seconds of a Raspberry Pi at every start, and always comes to the same. So the build keeps what was
 * learned: the length of a head, the head as JSON, and the weights as they lie in memory.
 */

const LENGTH_BYTES = 4;
const Head = z.object({
  of: z.string(),
  classes: z.array(z.string()),
  rows: z.array(z.string()),
  counts: z.array(z.tuple([z.string(), z.number()])),
  indirect: z.array(
    z.object({ intent: z.string(), mood: z.string(), features: z.array(z.tuple([z.string(), z.number()])) }),
  ),
});

/** What was learned, as bytes for a file. */
export function packBank({ learned, lore, indirect }: Bank): Uint8Array {
  const head: z.infer<typeof Head> = {
    of: examplesHash(),
    classes: [...learned.classes],
    rows: [...learned.rows.keys()],
    counts: [...lore.counts],
    indirect: indirect.map(({ features, ...which }) => ({ ...which, features: [...features] })),
  };
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(text.length);
  const { buffer, byteOffset, byteLength } = learned.weights;
  return Buffer.concat([length, text, Buffer.from(buffer, byteOffset, byteLength)]);
}

/** What was learned, from such bytes; null where they are damaged or of other examples than these. */
export function unpackBank(bytes: Uint8Array): Bank | null {
  const head = headOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!head || head.of !== examplesHash()) return null;
  const { classes, rows, counts, indirect, weights } = head;
  const learned = { classes, rows: new Map(rows.map((name, row) => [name, row])), weights };
  return {
    learned,
    lore: { vocabulary: vocabularyOf(learned), counts: new Map(counts), meanings: loadMeanings() },
    indirect: indirect.map(({ features, ...which }) => ({ ...which, features: new Map(features) })),
  };
}

function headOf(bytes: Buffer): (z.infer<typeof Head> & { weights: Float32Array }) | null {
  try {
    const end = LENGTH_BYTES + bytes.readUInt32LE(0);
    const head = Head.parse(JSON.parse(bytes.toString('utf8', LENGTH_BYTES, end)));
    // A copy: numbers of four bytes must begin at a fourth byte.
    const weights = new Float32Array(new Uint8Array(bytes.subarray(end)).buffer);
    return weights.length === head.classes.length * head.rows.length ? { ...head, weights } : null;
  } catch {
    return null; // cut off, or no such file at all: it is learned anew
  }
}

/** Of all that is learned from. */
const examplesHash = (): string =>
  createHash('sha256')
    .update(JSON.stringify([EXAMPLES, OTHER_EXAMPLES, COURSE]))
    .digest('hex');
