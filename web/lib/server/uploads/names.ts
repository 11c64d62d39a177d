import { reasonAgainstPath } from '../../../../src/klipper/index.ts';
import { type UploadProblem, uploadProblem } from './refusals.ts';

export type FileKind = 'gcode' | 'csv';

export type NameVerdict =
  | { ok: true; kind: FileKind }
  | { ok: false; problem: UploadProblem }
  /** A model: what to say depends on the printer. */
  | { ok: false; model: string };

const GCODE = /\.(gcode|gco|g|nc)$/i;
const MODELS: Record<string, string> = {
  stl: 'STL',
  '3mf': '3MF',
  step: 'STEP',
  stp: 'STEP',
  obj: 'OBJ',
  amf: 'AMF',
};
const LONGEST_NAME_BYTES = 200;

/** Judges a file by its name, before a byte of it is taken. Nothing is repaired silently. */
export function judgeName(name: string): NameVerdict {
  if (name.trim() === '') return no('The file has no name.', 'Give it a name that ends in .gcode.');
  if (Buffer.byteLength(name) > LONGEST_NAME_BYTES) {
    return no(`The file name is longer than ${LONGEST_NAME_BYTES} bytes.`, 'Give it a shorter name.');
  }
  const unsafe = /[/\\]/.test(name) ? 'the name has a folder in it' : reasonAgainstPath(name);
  if (unsafe)
    return no(`This file name is not allowed: ${unsafe}.`, 'Use a plain name, such as bracket.gcode.');
  if (name.startsWith('.'))
    return no('The file name begins with a dot.', 'Use a plain name, such as bracket.gcode.');
  if (GCODE.test(name)) return { ok: true, kind: 'gcode' };
  if (/\.csv$/i.test(name)) return { ok: true, kind: 'csv' };
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const model = MODELS[ending];
  if (model) return { ok: false, model };
  if (ending === 'bgcode') return no('This is binary G-code, which Klipper does not read.', BINARY_REMEDY);
  return no('This is not a G-code file.', 'Choose a file that ends in .gcode, as a slicer writes it.');
}

export const BINARY_REMEDY = 'Switch binary G-code off in the slicer’s printer settings and export again.';

function no(cause: string, remedy: string): NameVerdict {
  return { ok: false, problem: uploadProblem(cause, remedy) };
}
