import { open } from 'node:fs/promises';
import { BINARY_REMEDY } from './names.ts';
import { type UploadProblem, uploadProblem } from './refusals.ts';

const LOOKED_AT_BYTES = 256 * 1024;

export type ContentVerdict =
  { ok: true } | { ok: false; problem: UploadProblem } | { ok: false; model: string };

/** Whether a file is what its name says: reads the beginning only. */
export async function judgeContent(file: string): Promise<ContentVerdict> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LOOKED_AT_BYTES), 0, LOOKED_AT_BYTES, 0);
    return judgeBeginning(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

const G_WORD = /^\s*(?:N\d+\s*)?[GMT]\d+(?:\.\d+)?(?:\s|;|\*|$|[A-Z(])/i;
/** Klipper's own commands and macros: a word in capitals, then parameters. */
const KLIPPER_WORD = /^\s*[A-Z_][A-Z0-9_]{2,}(?:\s+[A-Z_][A-Z0-9_]*=\S.*|\s*)$/i;

/** Judges the first bytes of a file that claims to be G-code. */
export function judgeBeginning(bytes: Buffer): ContentVerdict {
  if (bytes.length === 0) return no('The file is empty.', 'Export it from the slicer again.');
  const magic = bytes.subarray(0, 16).toString('latin1');
  if (magic.startsWith('PK')) return { ok: false, model: '3MF or another archive' };
  if (magic.startsWith('ISO-10303')) return { ok: false, model: 'STEP' };
  if (magic.startsWith('GCDE'))
    return no('This is binary G-code, which Klipper does not read.', BINARY_REMEDY);
  const text = bytes.toString('latin1');
  if (/^\s*solid\b/.test(text) && /\bfacet\s+normal\b/.test(text)) return { ok: false, model: 'STL' };
  if (isBinaryStl(bytes)) return { ok: false, model: 'STL' };
  if (bytes.includes(0)) return notGcode();
  return looksLikeGcode(text) ? { ok: true } : notGcode();
}

/** Of the lines that are no comments, most must be commands and one at least a G, M or T word. */
function looksLikeGcode(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/, 4_000).slice(0, -1);
  const commands = (lines.length > 0 ? lines : [text]).filter((line) => !/^\s*(?:[;(%#]|$)/.test(line));
  const words = commands.filter((line) => G_WORD.test(line));
  const ours = commands.filter((line) => !G_WORD.test(line) && KLIPPER_WORD.test(line.split(';')[0] ?? ''));
  return words.length > 0 && words.length + ours.length >= commands.length * 0.8;
}

/** 80 bytes of header, a count, and 50 bytes a triangle. */
function isBinaryStl(bytes: Buffer): boolean {
  if (bytes.length < 134 || bytes.subarray(0, 5).toString('latin1') === ';FLAV') return false;
  const triangles = bytes.readUInt32LE(80);
  return triangles > 0 && triangles < 50_000_000 && bytes.includes(0) && 84 + triangles * 50 >= bytes.length;
}

function notGcode(): ContentVerdict {
  return no('This is not G-code, although its name says so.', 'Export the part from a slicer again.');
}

function no(cause: string, remedy: string): ContentVerdict {
  return { ok: false, problem: uploadProblem(cause, remedy) };
}
