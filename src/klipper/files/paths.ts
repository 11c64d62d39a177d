import { PrinterError } from '../errors.ts';

const MAX_PATH_BYTES = 1_024;
const MAX_NAME_BYTES = 255;

/** Why a path is not one below a root of the printer, or null when it is. Moonraker itself resolves `..`. */
export function reasonAgainstPath(path: string): string | null {
  if (path === '') return 'the name is empty';
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is refused here
  if (/[\u0000-\u001f\u007f]/.test(path)) return 'the name has a control character in it';
  if (/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/.test(path))
    return 'the name has invisible direction marks in it';
  if (path.includes('\\')) return 'the name has a backslash in it';
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'the path is absolute';
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return 'the path is too long';
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.' || segment === '..') return `the path has “${segment}” as a part`;
    if (Buffer.byteLength(segment) > MAX_NAME_BYTES) return 'the name is longer than 255 bytes';
  }
  return null;
}

/** Throws a `PrinterError` of kind `bad-input` for a path that could lead elsewhere. */
export function assertSafePath(path: string, asked: string): void {
  const reason = reasonAgainstPath(path);
  if (reason === null) return;
  throw new PrinterError({
    kind: 'bad-input',
    asked,
    wrong: reason,
    tryThis: ['Use a plain file name, such as benchy.gcode, in a folder of the printer.'],
  });
}

/** The first string among the parameters that climbs out of its folder, or null. */
export function traversalIn(params: object): string | null {
  for (const value of Object.values(params)) {
    if (typeof value === 'string' && climbs(value)) return value;
    if (Array.isArray(value)) {
      const bad = value.find((entry) => typeof entry === 'string' && climbs(entry)) as string | undefined;
      if (bad !== undefined) return bad;
    }
  }
  return null;
}

function climbs(path: string): boolean {
  return path.includes('\0') || path.split(/[/\\]/).includes('..') || /%2e%2e/i.test(path);
}

/** A path for an address, each part encoded. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The folder of a file with its slash, or the empty string. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
