import { appendFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Principal, SlotRequest, UploadSlot } from '../../../../mcp-server/index.ts';
import { randomId } from '../crypto/secrets.ts';
import type { Database } from '../database/open.ts';
import { createSlotRows, type SlotRow } from './slot-rows.ts';
import { type UploadProblem, uploadProblem } from './refusals.ts';
import type { Uploads } from './uploads.ts';

/** How long a client has to begin and to end sending. */
const LIFETIME_MS = 15 * 60_000;
const MOST_SLOTS = 200;

export type SlotAnswer =
  | { ok: true; uploadId: string; receivedBytes: number; complete: boolean }
  | { ok: false; status: 404 | 409 | 413 | 422; problem: UploadProblem };

/** Who sends: a token may be narrowed to some of the person's printers. */
type Sender = Pick<Principal, 'userId' | 'roles'>;

export interface UploadSlotsOptions {
  database: Database;
  uploads: Uploads;
  directory: string;
  maySend(userId: string, printerId: string): boolean;
  /** Where clients reach this server; empty for a path alone. */
  origin: string;
  now?: () => number;
}

export type UploadSlots = ReturnType<typeof createUploadSlots>;

/**
 * One-time places for one file each, which an approved `create_upload` opens: for the same person, of exactly the
 * approved name and size, for a quarter of an hour. They are rows, so a restart in between does not close them.
 */
export function createUploadSlots({
  database,
  uploads,
  directory,
  maySend,
  origin,
  now = Date.now,
}: UploadSlotsOptions) {
  const rows = createSlotRows(database);
  /** Places that are just taking a piece. */
  const busy = new Set<string>();
  const fileOf = (id: string) => join(directory, id);

  function forgetOld(): void {
    const open = rows.all();
    for (const { id, expiresAtMs } of open) if (expiresAtMs <= now()) void end(id);
    for (const { id } of open.slice(0, Math.max(0, open.length - MOST_SLOTS + 1))) void end(id);
  }

  async function end(id: string): Promise<void> {
    rows.remove(id);
    await uploads.cancel(id);
  }

  /** The slot of this person, or null: somebody else's looks like none at all. */
  function find(id: string, { userId, roles }: Sender): SlotRow | null {
    const slot = rows.find(id);
    if (!slot || slot.userId !== userId || !roles.has(slot.printerId)) return null;
    if (!maySend(userId, slot.printerId)) return null;
    return slot.expiresAtMs > now() ? slot : null;
  }

  /** Takes a piece at this offset; without one the body must be the whole file. */
  async function take(slot: SlotRow, body: Uint8Array, offset: number | null): Promise<SlotAnswer> {
    const { id } = slot;
    if ((offset ?? 0) !== slot.receivedBytes) {
      return no(
        409,
        `The next byte is number ${slot.receivedBytes}.`,
        `Send Upload-Offset: ${slot.receivedBytes}.`,
      );
    }
    const after = slot.receivedBytes + body.byteLength;
    if (after > slot.sizeBytes || (offset === null && after !== slot.sizeBytes)) {
      await end(id);
      return no(
        413,
        `The file must have exactly ${slot.sizeBytes} bytes, as was approved.`,
        'Ask for a new address with create_upload.',
      );
    }
    const refused = await keep(slot, body);
    if (refused) return { ok: false, status: 422, problem: refused };
    uploads.received(id, after);
    if (after < slot.sizeBytes) {
      rows.received(id, after);
      return { ok: true, uploadId: id, receivedBytes: after, complete: false };
    }
    rows.remove(id);
    const problem = await uploads.finish(id);
    return problem
      ? { ok: false, status: 422, problem }
      : { ok: true, uploadId: id, receivedBytes: after, complete: true };
  }

  /** Puts the piece on the disk, behind exactly the bytes that were acknowledged. */
  async function keep(slot: SlotRow, body: Uint8Array): Promise<UploadProblem | null> {
    const { id, userId, printerId, name, sizeBytes, receivedBytes } = slot;
    if (receivedBytes > 0) {
      // A piece that a crash cut off may lie behind them.
      await truncate(fileOf(id), receivedBytes);
      await appendFile(fileOf(id), body);
      return null;
    }
    const known = uploads.find(userId, id) !== null;
    const refused = known
      ? null
      : await uploads.accept({ id, userId, printerId, fileName: name, sizeBytes, overwrite: false });
    if (!refused) await writeFile(fileOf(id), body, { mode: 0o600 });
    return refused;
  }

  return {
    open(wanted: SlotRequest): UploadSlot {
      forgetOld();
      const id = randomId('f');
      const expiresAtMs = now() + LIFETIME_MS;
      rows.insert({ ...wanted, id, expiresAtMs });
      return { uploadId: id, url: `${origin}/api/upload-slots/${id}`, expiresAtMs };
    },

    /** A client sends the file, or a piece of it. When it is whole it goes to the printer; nothing is started. */
    async receive(id: string, sender: Sender, body: Uint8Array, offset: number | null): Promise<SlotAnswer> {
      const slot = find(id, sender);
      if (!slot) return no(404, 'There is no such place for a file, or it was used.', 'Ask for a new one.');
      if (busy.has(id))
        return no(409, 'Another piece is just being taken.', 'Send one piece after the other.');
      busy.add(id);
      try {
        return await take(slot, body, offset);
      } finally {
        busy.delete(id);
      }
    },
  };
}

function no(status: 404 | 409 | 413 | 422, cause: string, remedy: string): SlotAnswer {
  return { ok: false, status, problem: uploadProblem(cause, remedy) };
}
