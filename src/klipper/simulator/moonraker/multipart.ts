import { createHash, randomBytes, type Hash } from 'node:crypto';
import { createWriteStream, unlinkSync, existsSync, type WriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { MoonrakerError } from './errors.ts';

export interface ReceivedForm {
  fields: Record<string, string>;
  /** The uploaded file, written to a temporary place; its bytes were never held whole. */
  file: { filename: string; temporaryPath: string; sha256: string; size: number } | null;
}

interface Part {
  name: string;
  filename: string | null;
  text: Buffer[];
  sink: WriteStream | null;
  hash: Hash | null;
  size: number;
  path: string;
}

/** Streams a multipart body to disk. Throws 500 for any other kind of body, as Moonraker does. */
export async function receiveForm(request: IncomingMessage, folder: string): Promise<ReceivedForm> {
  const boundary = /multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(
    request.headers['content-type'] ?? '',
  )?.[1];
  if (!boundary) {
    request.resume();
    throw new MoonrakerError(
      500,
      'Internal Server Error',
      'Not multipart/form-data',
      'streaming_form_data.ParseFailedException',
    );
  }
  const form: ReceivedForm = { fields: {}, file: null };
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  let buffer: Buffer = Buffer.from('\r\n');
  let part: Part | null = null;

  for await (const chunk of request as AsyncIterable<Buffer>) {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const at = buffer.indexOf(delimiter);
      if (at < 0) {
        const safe = buffer.length - delimiter.length - 4;
        if (part && safe > 0) {
          await take(part, buffer.subarray(0, safe));
          buffer = buffer.subarray(safe);
        }
        break;
      }
      const headerEnd = buffer.indexOf('\r\n\r\n', at + delimiter.length);
      const isLast = buffer.subarray(at + delimiter.length, at + delimiter.length + 2).toString() === '--';
      if (!isLast && headerEnd < 0) break;
      if (part) {
        await take(part, buffer.subarray(0, at));
        await finish(part, form);
        part = null;
      }
      if (isLast) {
        buffer = Buffer.alloc(0);
        break;
      }
      part = startPart(buffer.subarray(at + delimiter.length, headerEnd).toString('utf8'), folder);
      buffer = buffer.subarray(headerEnd + 4);
    }
  }
  if (part) await abandon(part);
  return form;
}

function startPart(headers: string, folder: string): Part {
  const name = /[; ]name="([^"]*)"/i.exec(headers)?.[1] ?? '';
  const filename = /filename="((?:[^"\\]|\\.)*)"/i.exec(headers)?.[1]?.replace(/\\(.)/g, '$1') ?? null;
  const path = join(folder, `.upload-${randomBytes(8).toString('hex')}`);
  const isFile = name === 'file' && filename !== null;
  return {
    name,
    filename,
    text: [],
    sink: isFile ? createWriteStream(path) : null,
    hash: isFile ? createHash('sha256') : null,
    size: 0,
    path,
  };
}

async function take(part: Part, bytes: Buffer): Promise<void> {
  if (bytes.length === 0) return;
  part.size += bytes.length;
  if (!part.sink) {
    part.text.push(Buffer.from(bytes));
    return;
  }
  part.hash?.update(bytes);
  if (!part.sink.write(bytes))
    await new Promise<void>((resolve) => part.sink?.once('drain', () => resolve()));
}

async function finish(part: Part, form: ReceivedForm): Promise<void> {
  if (!part.sink) {
    form.fields[part.name] = Buffer.concat(part.text).toString('utf8');
    return;
  }
  await closeSink(part.sink);
  form.file = {
    filename: part.filename ?? '',
    temporaryPath: part.path,
    sha256: part.hash?.digest('hex') ?? '',
    size: part.size,
  };
}

async function abandon(part: Part): Promise<void> {
  if (!part.sink) return;
  await closeSink(part.sink);
  if (existsSync(part.path)) unlinkSync(part.path);
}

function closeSink(sink: WriteStream): Promise<void> {
  return new Promise((resolve, reject) => {
    sink.once('error', reject);
    sink.end(() => resolve());
  });
}
