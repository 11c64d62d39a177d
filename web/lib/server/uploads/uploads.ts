import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { UploadView } from '../../contracts.ts';
import type { Database } from '../database/open.ts';
import type { Printer } from '../printers/klipper.ts';
import { deliver, hashOnDisk, targetProblem } from './deliver.ts';
import { judgeName } from './names.ts';
import { modelProblem, type UploadProblem, uploadProblem } from './refusals.ts';
import { createUploadRows, type UploadRow } from './rows.ts';
import { roomProblem } from './room.ts';

export interface UploadsOptions {
  database: Database;
  /** Where the pieces lie. */
  directory: string;
  printer(id: string): Printer | null;
  publish(view: UploadView, userId: string): void;
  now?: () => number;
}

export type NewUpload = {
  id: string;
  userId: string;
  printerId: string;
  fileName: string;
  sizeBytes: number | undefined;
  overwrite: boolean;
};

const MOST_OPEN = 10;
const PUBLISH_EVERY_MS = 250;
const HOUR_MS = 3_600_000;

export type Uploads = ReturnType<typeof createUploads>;

/** Files on their way: browser → disk (pieces, resumable) → checked and hashed → printer. */
export function createUploads({ database, directory, printer, publish, now = Date.now }: UploadsOptions) {
  const rows = createUploadRows(database, now);
  const moved = new Map<string, { receivedBytes: number; sentBytes: number; toldAtMs: number }>();
  const running = new Map<string, { abort: AbortController; done: Promise<UploadProblem | null> }>();
  const fileOf = (id: string) => join(directory, id);

  function view(row: UploadRow): UploadView {
    const { id, printerId, fileName, path, sizeBytes, phase, error } = row;
    const arrived = phase === 'done' ? sizeBytes : 0;
    const { receivedBytes = arrived, sentBytes = arrived } = moved.get(id) ?? {};
    return { id, printerId, fileName, path, sizeBytes, phase, receivedBytes, sentBytes, error };
  }

  function tell(row: UploadRow | null): void {
    if (row) publish(view(row), row.userId);
  }

  function note(id: string, change: { receivedBytes?: number; sentBytes?: number }): void {
    const before = moved.get(id) ?? { receivedBytes: 0, sentBytes: 0, toldAtMs: 0 };
    const due = now() - before.toldAtMs >= PUBLISH_EVERY_MS;
    moved.set(id, { ...before, ...change, toldAtMs: due ? now() : before.toldAtMs });
    if (due) tell(rows.find(id));
  }

  /** Judges a new upload before a byte is taken. */
  async function accept(input: NewUpload): Promise<UploadProblem | null> {
    const target = printer(input.printerId);
    const named = judgeName(input.fileName);
    if (!named.ok)
      return 'problem' in named ? named.problem : modelProblem(named.model, target?.snapshot() ?? null);
    if (input.sizeBytes === 0) return uploadProblem('The file is empty.', 'Export it from the slicer again.');
    if (input.sizeBytes === undefined)
      return uploadProblem('The size of the file is not told.', 'Send Upload-Length.');
    if (rows.openOf(input.userId).length >= MOST_OPEN) {
      return uploadProblem('Too many files are on their way.', 'Wait until some of them have arrived.');
    }
    const room = await roomProblem(directory, input.sizeBytes);
    if (room) return room;
    const refused =
      named.kind === 'gcode' ? await targetProblem(target, input.fileName, input.overwrite) : null;
    if (refused) return refused;
    rows.insert({ ...input, path: named.kind === 'gcode' ? input.fileName : '', sizeBytes: input.sizeBytes });
    tell(rows.find(input.id));
    return null;
  }

  /** Called when the last byte is here. Resolves when it has arrived at the printer, or with what is wrong. */
  function finish(id: string, options: { mayBeThere?: boolean } = {}): Promise<UploadProblem | null> {
    const already = running.get(id);
    if (already) return already.done;
    const abort = new AbortController();
    const done = carry(id, abort.signal, options.mayBeThere ?? false).finally(() => running.delete(id));
    running.set(id, { abort, done });
    return done;
  }

  async function carry(id: string, signal: AbortSignal, mayBeThere: boolean): Promise<UploadProblem | null> {
    const row = rows.update(id, { phase: 'checking' });
    if (!row) return uploadProblem('This upload is not known.', 'Choose the file again.');
    moved.set(id, { receivedBytes: row.sizeBytes, sentBytes: 0, toldAtMs: 0 });
    tell(row);
    let problem: UploadProblem | null;
    try {
      problem = await send(row, signal, mayBeThere);
    } catch (error) {
      console.error(`Failed while sending the upload ${id}.`, error);
      problem = uploadProblem('Something went wrong inside the program.', 'Choose the file again.');
    }
    if (rows.find(id)?.phase === 'cancelled') return problem;
    tell(rows.update(id, problem ? { phase: 'failed', error: problem } : { phase: 'done' }));
    moved.delete(id);
    if (problem) await remove(id);
    return problem;
  }

  async function send(
    row: UploadRow,
    signal: AbortSignal,
    mayBeThere: boolean,
  ): Promise<UploadProblem | null> {
    if (row.path === '') {
      rows.update(row.id, { sha256: await hashOnDisk(fileOf(row.id)) });
      return null;
    }
    const target = printer(row.printerId);
    if (!target) return uploadProblem('The printer is no longer there.', 'Choose another printer.');
    const { path, sizeBytes, overwrite } = row;
    return deliver(target, {
      ...{ file: fileOf(row.id), path, sizeBytes, overwrite, mayBeThere, signal },
      onHash: (sha256) => void rows.update(row.id, { sha256, phase: 'sending' }),
      onSending: (sentBytes) => note(row.id, { receivedBytes: sizeBytes, sentBytes }),
    });
  }

  async function remove(id: string): Promise<void> {
    await rm(fileOf(id), { force: true });
    await rm(`${fileOf(id)}.json`, { force: true });
  }

  async function cancel(id: string): Promise<void> {
    const row = rows.find(id);
    if (!row || row.phase === 'done' || row.phase === 'failed') return;
    tell(rows.update(id, { phase: 'cancelled' }));
    running.get(id)?.abort.abort();
    moved.delete(id);
    await remove(id);
  }

  return {
    accept,
    finish,
    cancel,
    /** More bytes are here. What comes late, after the file went on, changes nothing. */
    received(id: string, receivedBytes: number): void {
      if (rows.find(id)?.phase === 'receiving') note(id, { receivedBytes });
    },
    /** Null also for an upload of somebody else. */
    find(userId: string, id: string): UploadView | null {
      const row = rows.find(id);
      return row?.userId === userId ? view(row) : null;
    },
    /** Where the bytes of a finished upload lie on this server's disk; for recordings that are analysed here. */
    fileOf(userId: string, id: string): string | null {
      const row = rows.find(id);
      return row?.userId === userId && row.phase === 'done' ? fileOf(id) : null;
    },
    /** The newest finished recording (CSV) of this name, where its bytes lie; null where there is none. */
    recording(userId: string, fileName: string): string | null {
      const row = rows.newestNamed(userId, fileName);
      return row?.path === '' && /\.csv$/i.test(row.fileName) ? fileOf(row.id) : null;
    },
    /** Once at start: goes on with what was complete when the program ended. */
    async recover(): Promise<void> {
      for (const row of rows.inPhases(['checking', 'sending'])) void finish(row.id, { mayBeThere: true });
      for (const row of rows.inPhases(['receiving'])) {
        const there = await stat(fileOf(row.id)).catch(() => null);
        if (there) moved.set(row.id, { receivedBytes: there.size, sentBytes: 0, toldAtMs: 0 });
        if (there?.size === row.sizeBytes) void finish(row.id);
      }
    },
    /** Removes pieces that nobody came back for, and local copies of what has arrived. */
    async clean(): Promise<void> {
      for (const row of rows.inPhases(['receiving'])) {
        if (now() - row.updatedAtMs > 24 * HOUR_MS) await cancel(row.id);
      }
      for (const row of rows.olderThan(now() - HOUR_MS / 4)) {
        const keepsCopy = row.path === '' && now() - row.updatedAtMs < 7 * 24 * HOUR_MS;
        if (row.phase === 'done' && !keepsCopy) await remove(row.id);
      }
    },
  };
}
