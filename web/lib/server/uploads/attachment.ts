import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Attachment } from '../../../../mcp-server/index.ts';
import { judgeContent } from './content.ts';
import { hashOnDisk } from './deliver.ts';
import type { Uploads } from './uploads.ts';

/**
 * Files people have handed over, as `create_upload` uses them: only their own, only while this server still has
 * the bytes, only G-code, and only for a printer to which they may send files.
 */
export function createAttachments(uploads: Uploads, maySend: (userId: string, printerId: string) => boolean) {
  return async (attachmentId: string, printerId: string, userId: string): Promise<Attachment | null> => {
    const file = uploads.fileOf(userId, attachmentId);
    const view = uploads.find(userId, attachmentId);
    if (!file || !view || !maySend(userId, printerId)) return null;
    const there = await stat(file).catch(() => null);
    if (there?.size !== view.sizeBytes || !(await judgeContent(file)).ok) return null;
    return {
      name: view.fileName,
      sizeBytes: view.sizeBytes,
      sha256: await hashOnDisk(file),
      open: () => createReadStream(file) as AsyncIterable<Uint8Array>,
    };
  };
}
