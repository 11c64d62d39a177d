import { mkdir, statfs } from 'node:fs/promises';
import { type UploadProblem, uploadProblem } from './refusals.ts';

/** Left free for the database and the system. */
const RESERVE_BYTES = 64 * 1024 * 1024;

/** Says when the disk has no room for so many bytes. */
export async function roomProblem(directory: string, bytes: number): Promise<UploadProblem | null> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(directory);
  const freeBytes = bavail * bsize;
  if (freeBytes - RESERVE_BYTES >= bytes) return null;
  const megabytes = Math.max(0, Math.floor((freeBytes - RESERVE_BYTES) / 1e6));
  return uploadProblem(
    `The storage of this server is full: ${megabytes} MB are left for files.`,
    'Free some space on its disk, then try again. Nothing was lost.',
  );
}
