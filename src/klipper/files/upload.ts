import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { PrinterError, RpcError } from '../errors.ts';
import type { MoonrakerApi } from '../moonraker/api.ts';
import { readBody } from '../moonraker/http.ts';
import { errorOfReply, parseJson } from '../moonraker/http-error.ts';
import { FileItem } from '../moonraker/schemas.ts';
import type { CallOptions, PrinterFile, UploadSource } from '../printer.ts';
import { folderOf } from './paths.ts';

/** Moonraker answers an upload with 201 and a bare object, without `result`. */
const UploadAnswer = z.looseObject({ item: FileItem });
/** Time without any byte going on. */
const STALL_MS = 60_000;

export interface UploadOptions extends CallOptions {
  onProgress?: (sentBytes: number) => void;
}

/** One streamed multipart POST with its checksum; the bytes are never whole in memory, `print` is never set. */
export async function uploadFile(
  api: MoonrakerApi,
  root: string,
  source: UploadSource,
  options: UploadOptions,
): Promise<PrinterFile> {
  const asked = `Upload ${source.path}`;
  const boundary = `cloud-print-${randomUUID()}`;
  const name = source.path.slice(folderOf(source.path).length);
  const head = Buffer.from(
    field(boundary, 'root', root) +
      field(boundary, 'path', folderOf(source.path).replace(/\/$/, '')) +
      field(boundary, 'checksum', source.sha256) +
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted(name)}"\r\n` +
      'Content-Type: application/octet-stream\r\n\r\n',
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const reply = await api.http({
    method: 'POST',
    path: '/server/files/upload',
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(head.length + source.sizeBytes + tail.length),
    },
    body: multipart(head, source, tail, asked, options.onProgress),
    timeoutMs: options.timeoutMs ?? STALL_MS,
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const text = (await readBody(reply, 1024 * 1024)).toString('utf8');
  if (reply.status !== 200 && reply.status !== 201) throw explain(asked, reply.status, text);
  const answer = UploadAnswer.safeParse(parseJson(text));
  if (!answer.success) throw errorOfReply(asked, reply.status, text);
  const { path, size, modified } = answer.data.item;
  return { path, sizeBytes: size, modifiedMs: modified * 1000 };
}

function field(boundary: string, name: string, value: string): string {
  if (value === '') return '';
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

/** As browsers do it: quotes are the only thing that could end the name, line breaks were refused before. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22');
}

async function* multipart(
  head: Buffer,
  source: UploadSource,
  tail: Buffer,
  asked: string,
  onProgress: ((sentBytes: number) => void) | undefined,
): AsyncGenerator<Uint8Array> {
  yield head;
  let sent = 0;
  for await (const piece of source.open() as AsyncIterable<Uint8Array>) {
    sent += piece.length;
    if (sent > source.sizeBytes) break;
    yield piece;
    onProgress?.(sent);
  }
  if (sent !== source.sizeBytes) {
    throw new PrinterError({
      kind: 'bad-input',
      asked,
      wrong: `the file has ${String(sent)} bytes instead of ${String(source.sizeBytes)}`,
      tryThis: ['Choose the file again.'],
    });
  }
  yield tail;
}

function explain(asked: string, status: number, text: string): PrinterError {
  if (status === 413) {
    return new PrinterError({
      kind: 'too-large',
      asked,
      wrong: 'the file is larger than the printer takes',
      tryThis: [
        'Raise max_upload_size in moonraker.conf, and client_max_body_size of a proxy in front of it.',
      ],
    });
  }
  const error = errorOfReply(asked, status, text);
  if (!(error instanceof RpcError)) return error;
  if (status === 403 && error.wrong.includes('loaded')) {
    return new PrinterError({
      kind: 'in-use',
      asked,
      wrong: error.wrong,
      tryThis: ['This file is being printed: upload under a new name, or wait for the end of the print.'],
      cause: error,
    });
  }
  if (status === 422) {
    return new PrinterError({
      kind: 'bad-input',
      asked,
      wrong: error.wrong,
      tryThis: ['The file was damaged on its way. Upload it again.'],
      cause: error,
    });
  }
  return error;
}
