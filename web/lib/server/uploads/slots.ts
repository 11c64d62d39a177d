import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Principal, SlotRequest, UploadSlot } from '../../../../mcp-server/index.ts';
import { randomId } from '../crypto/secrets.ts';
import { type UploadProblem, uploadProblem } from './refusals.ts';
import type { Uploads } from './uploads.ts';

/** How long a client has to begin and to end sending. */
const LIFETIME_MS = 15 * 60_000;
const MOST_SLOTS = 200;

interface Slot extends SlotRequest {
  expiresAtMs: number;
  receivedBytes: number;
  busy: boolean;
}

export type SlotAnswer =
  | { ok: true; uploadId: string; receivedBytes: number; complete: boolean }
  | { ok: false; status: 404 | 409 | 413 | 422; problem: UploadProblem };

/** Who sends: a token may be narrowed to some of the person's printers. */
type Sender = Pick<Principal, 'userId' | 'roles'>;

export interface UploadSlotsOptions {
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
 * approved name and size, for a quarter of an hour. They live in memory: after a restart one asks again.
 */
export function createUploadSlots({
  uploads,
  directory,
  maySend,
  origin,
  now = Date.now,
}: UploadSlotsOptions) {
  const slots = new Map<string, Slot>();
  const fileOf = (id: string) => join(directory, id);

  function forgetOld(): void {
    for (const [id, slot] of slots) if (slot.expiresAtMs <= now()) void end(id);
    for (const id of [...slots.keys()].slice(0, Math.max(0, slots.size - MOST_SLOTS + 1))) void end(id);
  }

  async function end(id: string): Promise<void> {
    slots.delete(id);
    await uploads.cancel(id);
  }

  /** The slot of this person, or null: somebody else's looks like none at all. */
  function find(id: string, { userId, roles }: Sender): Slot | null {
    const slot = slots.get(id);
    if (!slot || slot.userId !== userId || !roles.has(slot.printerId)) return null;
    if (!maySend(userId, slot.printerId)) return null;
    return slot.expiresAtMs > now() ? slot : null;
  }

  /** Takes a piece at this offset; without one the body must be the whole file. */
  async function take(id: string, slot: Slot, body: Uint8Array, offset: number | null): Promise<SlotAnswer> {
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
    if (slot.receivedBytes === 0) {
      const { userId, printerId, name, sizeBytes } = slot;
      const refused = await uploads.accept({
        ...{ id, userId, printerId, fileName: name, sizeBytes, overwrite: false },
      });
      if (refused) return { ok: false, status: 422, problem: refused };
      await writeFile(fileOf(id), body, { mode: 0o600 });
    } else await appendFile(fileOf(id), body);
    slot.receivedBytes = after;
    uploads.received(id, after);
    if (after < slot.sizeBytes) return { ok: true, uploadId: id, receivedBytes: after, complete: false };
    slots.delete(id);
    const problem = await uploads.finish(id);
    return problem
      ? { ok: false, status: 422, problem }
      : { ok: true, uploadId: id, receivedBytes: after, complete: true };
  }

  return {
    open(wanted: SlotRequest): UploadSlot {
      forgetOld();
      const id = randomId('f');
      const expiresAtMs = now() + LIFETIME_MS;
      slots.set(id, { ...wanted, expiresAtMs, receivedBytes: 0, busy: false });
      return { uploadId: id, url: `${origin}/api/upload-slots/${id}`, expiresAtMs };
    },

    /** A client sends the file, or a piece of it. When it is whole it goes to the printer; nothing is started. */
    async receive(id: string, sender: Sender, body: Uint8Array, offset: number | null): Promise<SlotAnswer> {
      const slot = find(id, sender);
      if (!slot) return no(404, 'There is no such place for a file, or it was used.', 'Ask for a new one.');
      if (slot.busy) return no(409, 'Another piece is just being taken.', 'Send one piece after the other.');
      slot.busy = true;
      try {
        return await take(id, slot, body, offset);
      } finally {
        slot.busy = false;
      }
    },
  };
}

function no(status: 404 | 409 | 413 | 422, cause: string, remedy: string): SlotAnswer {
  return { ok: false, status, problem: uploadProblem(cause, remedy) };
}
