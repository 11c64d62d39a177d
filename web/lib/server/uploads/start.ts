import { join } from 'node:path';
import type { Database } from '../database/open.ts';
import type { Live } from '../live/live.ts';
import type { Printers } from '../printers/printers.ts';
import type { Settings } from '../settings.ts';
import { createAttachments } from './attachment.ts';
import { createUploadSlots } from './slots.ts';
import { createTus } from './tus.ts';
import { createUploads } from './uploads.ts';

const CLEAN_EVERY_MS = 10 * 60_000;

/** Uploads of this process: the service, its protocol, and the cleaning of what nobody came back for. */
export function startUploads(options: {
  database: Database;
  settings: Settings;
  printers: Printers;
  live: Live;
}) {
  const { database, settings, printers, live } = options;
  const directory = join(settings.dataDirectory, 'uploads');
  const maySend = (userId: string, printerId: string) =>
    ['operator', 'owner'].includes(printers.roleOf(userId, printerId) ?? '');
  const uploads = createUploads({
    database,
    directory,
    printer: printers.get,
    publish: (upload, userId) => live.publish('upload', { upload }, { userIds: [userId] }),
  });
  const tus = createTus({
    uploads,
    directory,
    maxBytes: settings.maxUploadBytes,
    maySend,
  });
  const slots = createUploadSlots({
    database,
    uploads,
    directory,
    maySend,
    origin: settings.publicUrls[0] ?? '',
  });
  const clean = () =>
    uploads.clean().catch((error: unknown) => console.error('Failed while cleaning old uploads.', error));
  const timer = setInterval(() => void clean(), CLEAN_EVERY_MS);
  timer.unref();
  return {
    uploads,
    tus,
    slots,
    attachment: createAttachments(uploads, maySend),
    recover: () => uploads.recover().then(clean),
    stop: () => clearInterval(timer),
  };
}
