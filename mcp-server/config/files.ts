import type { Printer } from '../../src/klipper/printer.ts';
import { sha256 } from '../gate/canonical.ts';
import { refuse, type Refusal } from '../refusal.ts';

const LONGEST_FILE_BYTES = 400_000;
const SECRET =
  /^(\s*#?\s*[\w.-]*(?:password|secret|token|api_?key|passphrase|credential)[\w.-]*\s*[:=]).*$/gim;

export interface ConfigFile {
  file: string;
  text: string;
  sha256: string;
}

/** Paths of the configuration files Moonraker shows. */
export async function listConfigFiles(printer: Printer, signal?: AbortSignal): Promise<string[]> {
  const files = await printer.query<{ path: string }[]>('server.files.list', { root: 'config' }, { signal });
  return files
    .map((file) => file.path)
    .filter((path) => /\.(cfg|conf)$/i.test(path))
    .sort();
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

/** The text without the values of passwords, tokens and keys. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRET, '$1 [hidden]');
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
