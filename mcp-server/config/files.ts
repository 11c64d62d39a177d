import type { Printer } from '../../src/klipper/printer.ts';
import { sha256 } from '../gate/canonical.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';

const LONGEST_FILE_BYTES = 400_000;

export interface ConfigFile {
  file: string;
  text: string;
  sha256: string;
}

/** Paths of the configuration files Moonraker shows, newest first. */
export async function newestConfigFiles(printer: Printer, signal?: AbortSignal): Promise<string[]> {
  const files = await printer.query<{ path: string; modified?: number }[]>(
    'server.files.list',
    { root: 'config' },
    { signal },
  );
  return files
    .filter(({ path }) => /\.(cfg|conf)$/i.test(path))
    .sort((a, b) => (b.modified ?? 0) - (a.modified ?? 0) || (a.path < b.path ? 1 : -1))
    .map(({ path }) => path);
}

/** The same in the order of their names. */
export async function listConfigFiles(printer: Printer, signal?: AbortSignal): Promise<string[]> {
  return (await newestConfigFiles(printer, signal)).sort();
}

/** A configuration file, whole. */
export async function readConfigFile(
  printer: Printer,
  file: string,
  signal?: AbortSignal,
): Promise<ConfigFile | Refusal> {
  const text = await collectText(
    await printer.files.download('config', file, { signal }),
    LONGEST_FILE_BYTES,
  );
  if (text === null) return refuse('too-large', `${file} is larger than ${LONGEST_FILE_BYTES} bytes.`, '');
  return { file, text, sha256: sha256(text) };
}

/** Writes a configuration file anew and reads it back; null when it does not stand there as written. */
export async function writeConfigFile(
  printer: Printer,
  file: string,
  text: string,
  { overwrite }: { overwrite: boolean },
): Promise<ConfigFile | null> {
  const bytes = Buffer.from(text, 'utf8');
  const source = { root: 'config' as const, path: file, sizeBytes: bytes.byteLength, sha256: sha256(text) };
  await printer.files.upload({ ...source, open: () => new Blob([bytes]).stream() }, { overwrite });
  const written = await readConfigFile(printer, file);
  return isRefusal(written) || written.sha256 !== source.sha256 ? null : written;
}

/** The text of a stream, or null when it is longer than allowed. */
export async function collectText(
  stream: ReadableStream<Uint8Array>,
  longestBytes: number,
): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > longestBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The last part of a stream that may be long, such as a log. */
export async function tailText(stream: ReadableStream<Uint8Array>, keepBytes: number): Promise<string> {
  let kept: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    kept = Buffer.concat([kept, chunk]);
    if (kept.length > keepBytes * 2) kept = kept.subarray(kept.length - keepBytes);
  }
  return kept.subarray(Math.max(0, kept.length - keepBytes)).toString('utf8');
}
