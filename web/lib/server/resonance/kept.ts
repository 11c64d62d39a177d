import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PendingAction } from '#mcp/gate/types.ts';
import { recordOfLine, recordsOf, type KeptRecord, type KeptResonances } from './records.ts';

const MOST_TOLD = 60;

/** What was measured, applied and saved of each printer, a line each in a file of its own: for months. */
export function createKeptResonances(directory: string) {
  // Who asks after an action has ended finds it here, though it is still being written.
  let written: Promise<unknown> = Promise.resolve();
  const fileOf = (printerId: string) => join(directory, `${encodeURIComponent(printerId)}.jsonl`);

  async function all(printerId: string): Promise<KeptRecord[]> {
    await written;
    const text = await readFile(fileOf(printerId), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    return text
      .split('\n')
      .flatMap((line) => (line === '' ? [] : (recordOfLine(line) ?? [])))
      .slice(-MOST_TOLD)
      .reverse();
  }

  return {
    /** Keeps what a finished action has measured, applied or saved; anything else is passed over. */
    take(action: PendingAction, nowMs: number): Promise<void> {
      const lines = recordsOf(action, nowMs).map((record) => `${JSON.stringify(record)}\n`);
      if (lines.length === 0) return Promise.resolve();
      const writing = written.then(async () => {
        await mkdir(directory, { recursive: true });
        await appendFile(fileOf(action.printerId), lines.join(''));
      });
      // The caller hears of a failure; it must not keep the next from being written or read.
      written = writing.catch(() => undefined);
      return writing;
    },
    /** Everything, newest first. */
    all,
    /** Measured axes alone, newest first. */
    of: async (printerId: string): Promise<KeptResonances[]> =>
      (await all(printerId)).filter((record): record is KeptResonances => record.kind === 'measured'),
  };
}

export type KeptResonancesStore = ReturnType<typeof createKeptResonances>;
