import { existsSync, mkdirSync, readFileSync, renameSync, unlinkSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { dirname, join, relative, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hidden } from './errors.ts';
import { fileInUse, noteChange, rescan } from './file-changes.ts';
import { writableRoots, rootNames } from './file-store.ts';
import type { Moonraker } from './moonraker.ts';
import { receiveForm, type ReceivedForm } from './multipart.ts';
import { runScript } from './printer-endpoints.ts';

const keptTextBytes = 2_000_000;
const slowDiskMilliseconds = 2000;

/** `POST /server/files/upload`: to disk, checked, put in its place, scanned, perhaps printed. */
export async function upload(
  moonraker: Moonraker,
  request: IncomingMessage,
): Promise<{ body: Record<string, unknown>; location: string }> {
  const form = await receiveForm(request, moonraker.files.folder);
  try {
    return await placeUpload(moonraker, form);
  } finally {
    if (form.file && existsSync(form.file.temporaryPath)) unlinkSync(form.file.temporaryPath);
  }
}

async function placeUpload(
  moonraker: Moonraker,
  { fields, file }: ReceivedForm,
): Promise<{ body: Record<string, unknown>; location: string }> {
  if (!file) throw hidden(400, 'Multipart filename omitted');
  const root = (fields.root ?? 'gcodes').toLowerCase();
  if (!rootNames.includes(root)) throw hidden(400, `Root ${root} not available`);
  if (!writableRoots.includes(root)) throw hidden(400, `Invalid root request: ${root}`);
  const base = join(moonraker.files.folder, root);
  const target = join(base, fields.path ?? '', file.filename.trim().replace(/^\/+/, ''));
  const path = relative(base, target).split(sep).join('/');
  if (path.startsWith('..')) throw hidden(400, `Cannot write to path: ${publicPath(moonraker, target)}`);
  if (moonraker.host.machine.faults.has('slow-disk')) await sleep(slowDiskMilliseconds);
  if (moonraker.host.machine.faults.has('disk-full')) throw hidden(500, '[Errno 28] No space left on device');
  if (fields.checksum !== undefined && fields.checksum.toLowerCase() !== file.sha256) {
    throw hidden(422, `File checksum mismatch: expected ${fields.checksum}, calculated ${file.sha256}`);
  }
  if (root === 'gcodes' && fileInUse(moonraker, path))
    throw hidden(403, 'File is loaded, upload not permitted');
  mkdirSync(dirname(target), { recursive: true });
  recordUpload(moonraker, fields, path, root, file);
  renameSync(file.temporaryPath, target);
  const action = 'create_file';
  const item = moonraker.files.item(root, path);
  noteChange(moonraker, action, item);
  const body: Record<string, unknown> = { action, item };
  if (root === 'gcodes' && rescan(moonraker, path)) {
    body.print_started = fields.print?.toLowerCase() === 'true' && (await tryStart(moonraker, path));
    body.print_queued = false;
  }
  return { body, location: `/server/files/${root}/${path.split('/').map(encodeURIComponent).join('/')}` };
}

function publicPath(moonraker: Moonraker, absolute: string): string {
  const inside = relative(moonraker.files.folder, absolute).split(sep).join('/');
  return join(moonraker.host.machine.dataPath, inside);
}

/** Starts the uploaded file where the printer is free; otherwise it is only stored. */
async function tryStart(moonraker: Moonraker, path: string): Promise<boolean> {
  const { machine } = moonraker.host;
  if (machine.klippy.state !== 'ready' || ['printing', 'paused'].includes(machine.printStats.state))
    return false;
  await runScript(moonraker, `SDCARD_PRINT_FILE FILENAME="${path}"`);
  return true;
}

function recordUpload(
  moonraker: Moonraker,
  fields: Record<string, string>,
  path: string,
  root: string,
  file: NonNullable<ReceivedForm['file']>,
): void {
  moonraker.requests.push({
    at: moonraker.wallSeconds(),
    transport: 'http',
    method: 'POST',
    path: '/server/files/upload',
    rpcMethod: 'server.files.upload',
    params: {
      ...fields,
      root,
      filename: path,
      size: file.size,
      sha256: file.sha256,
      ...(file.size <= keptTextBytes ? { content: readFileSync(file.temporaryPath, 'utf8') } : {}),
    },
  });
}
