import { eq } from 'drizzle-orm';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mediaTypeOf } from '../../../../src/klipper/index.ts';
import { randomId } from '../crypto/secrets.ts';
import type { Database } from '../database/open.ts';
import { picture } from '../database/schema/index.ts';

export interface StoredPicture {
  id: string;
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp';
  sizeBytes: number;
}

const LARGEST_BYTES = 10 * 1024 * 1024;

export type Pictures = ReturnType<typeof createPictures>;
export type PictureAnswer =
  { ok: true; id: string; url: string } | { ok: false; status: 413 | 415; cause: string; remedy: string };

/** Pictures in conversations: those people attach and those that tools took. Each belongs to one person. */
export function createPictures(database: Database, directory: string, now: () => number = Date.now) {
  const find = (id: string) => database.select().from(picture).where(eq(picture.id, id)).get() ?? null;
  const addressOf = (id: string) => `/api/pictures/${id}`;

  /** Keeps a picture after looking at what it is; the name and type that were claimed do not count. */
  async function add(userId: string, bytes: Uint8Array): Promise<PictureAnswer> {
    if (bytes.byteLength > LARGEST_BYTES) {
      return {
        ok: false,
        status: 413,
        cause: 'The picture is larger than 10 MB.',
        remedy: 'Choose a smaller one.',
      };
    }
    const mediaType = mediaTypeOf(bytes);
    if (!mediaType) {
      return {
        ok: false,
        status: 415,
        cause: 'This is not a JPEG, PNG or WebP picture.',
        remedy: 'Choose another one.',
      };
    }
    const id = randomId('i');
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await writeFile(join(directory, id), bytes, { flush: true, mode: 0o600 });
    const row = { id, userId, mediaType, sizeBytes: bytes.byteLength, createdAtMs: now() };
    database.insert(picture).values(row).run();
    return { ok: true, id, url: addressOf(id) };
  }

  async function read(id: string): Promise<{ bytes: Uint8Array; mediaType: string } | null> {
    const row = find(id);
    return row ? { bytes: await readFile(join(directory, row.id)), mediaType: row.mediaType } : null;
  }

  return {
    add,
    /** Null also for a picture of somebody else. */
    find(userId: string, id: string): StoredPicture | null {
      const row = find(id);
      return row?.userId === userId ? row : null;
    },
    read: async (userId: string, id: string) => (find(id)?.userId === userId ? read(id) : null),
    /** As the chat keeps and loads pictures of tools. */
    store: {
      async save({ bytes }: { bytes: Uint8Array; mediaType: string }, userId: string) {
        const kept = await add(userId, bytes);
        if (!kept.ok) throw new Error(kept.cause);
        return { id: kept.id, url: kept.url };
      },
      load: read,
    },
  };
}
