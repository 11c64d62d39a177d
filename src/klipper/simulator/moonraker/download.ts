import { createReadStream, existsSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, join, relative } from 'node:path';
import { hidden, notFound } from './errors.ts';
import type { Moonraker } from './moonraker.ts';

const logFiles = ['klippy.log', 'moonraker.log'];

const contentTypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  json: 'application/json',
  cfg: 'text/plain',
  conf: 'text/plain',
  log: 'text/plain',
  gcode: 'text/plain',
  txt: 'text/plain',
};

/** A file as it lies on disk, whole or the range that was asked for. */
export function sendDownload(
  moonraker: Moonraker,
  request: IncomingMessage,
  response: ServerResponse,
  root: string,
  path: string,
): void {
  const inLogs = path === '' && logFiles.includes(root);
  const base = join(moonraker.files.folder, inLogs ? 'logs' : root);
  const wanted = inLogs ? root : path;
  const file = join(base, wanted);
  if (relative(base, file).startsWith('..')) throw hidden(403, `${wanted} is not in root static directory`);
  if (!existsSync(file) || statSync(file).isDirectory()) throw notFound();
  const stats = statSync(file);
  const name = basename(file);
  response.setHeader('Content-Type', contentTypes[name.split('.').pop() ?? ''] ?? 'application/octet-stream');
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Last-Modified', stats.mtime.toUTCString());
  response.setHeader(
    'Content-Disposition',
    `attachment; filename="${encodeURIComponent(name)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  );
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
  let start = 0;
  let end = stats.size - 1;
  if (range && (range[1] || range[2])) {
    start = range[1] ? Number(range[1]) : Math.max(0, stats.size - Number(range[2]));
    end = range[1] && range[2] ? Math.min(end, Number(range[2])) : end;
    if (start > end) {
      response.writeHead(416, { 'Content-Range': `bytes */${stats.size}` }).end();
      return;
    }
    response.statusCode = 206;
    response.setHeader('Content-Range', `bytes ${start}-${end}/${stats.size}`);
  }
  response.setHeader('Content-Length', Math.max(0, end - start + 1));
  if (request.method === 'HEAD' || stats.size === 0) {
    response.end();
    return;
  }
  createReadStream(file, { start, end }).pipe(response);
}
