import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

let unpacked: string | undefined;

/** One of the real sliced files of the fixtures, unpacked; its path on disk. */
export function sliced(name: 'cube_thumb' | 'honeycomb_std'): string {
  unpacked ??= mkdtempSync(join(tmpdir(), 'gcode-'));
  const path = join(unpacked, `${name}.gcode`);
  const packed = new URL(`../fixtures/gcode/${name}.gcode.gz`, import.meta.url);
  if (!existsSync(path)) writeFileSync(path, gunzipSync(readFileSync(packed)));
  return path;
}
