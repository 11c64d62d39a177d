import { refuse } from './errors.ts';

const FULL = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT']);

export const DISK_FULL = {
  message: 'The storage of this server is full, so this was not kept.',
  remedy: 'Free some space on its disk, then try again. Nothing was lost.',
};

/** Whether something failed because the disk is full, however deep the cause lies. */
export function isDiskFull(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && FULL.has(String(at.code))) return true;
  }
  return false;
}

export const diskFullAnswer = () => refuse(507, DISK_FULL.message, DISK_FULL.remedy);
