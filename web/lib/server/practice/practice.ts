import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a practice printer listens. */
export interface PracticeAddress {
  host: string;
  port: number;
}

/** Starts one simulated printer; given by the start-up code, so that nothing else knows the simulator. */
export type StartPractice = (options: {
  dataDirectory: string;
}) => Promise<PracticeAddress & { stop(): Promise<void> | void }>;

const MOST = 12;

export type PracticePrinters = ReturnType<typeof createPracticePrinters>;

/** Everybody's own practice printer: started when it is connected, its files kept under the data directory. */
export function createPracticePrinters(dataDirectory: string, startOne: StartPractice) {
  const running = new Map<string, ReturnType<StartPractice>>();
  const folderOf = (id: string) => join(dataDirectory, 'practice', id);

  return {
    async start(id: string): Promise<PracticeAddress> {
      const starting = running.get(id) ?? startOne({ dataDirectory: folderOf(id) });
      running.set(id, starting);
      const { host, port } = await starting;
      return { host, port };
    },
    /** Stops it and removes its files. Nothing happens for a printer that is no practice printer. */
    async remove(id: string): Promise<void> {
      const started = running.get(id);
      if (!started) return;
      running.delete(id);
      await (await started).stop();
      await rm(folderOf(id), { recursive: true, force: true });
    },
    hasRoom: (taken: number): boolean => taken < MOST,
    async stop(): Promise<void> {
      const all = [...running.values()];
      running.clear();
      for (const started of all) await (await started).stop();
    },
  };
}
