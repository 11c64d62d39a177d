import { mkdir, readdir, readFile, rm, stat, writeFile, appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { every, systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { codeOf, messageOf } from '../errors.ts';
import type { BoxLine } from './line.ts';
import { readLines } from './line.ts';

export interface RingOptions {
  /** A folder of this printer alone; made when missing. */
  directory: string;
  clock?: Clock;
  /** Everything of this printer on disk together, saved incidents included. */
  maxBytes?: number;
  keepMs?: number;
  /** Told when the disk refuses; the printer goes on without its record. */
  onTrouble?: (message: string) => void;
}

/** A printer's last hour on disk, in pieces of which the oldest falls out. */
export interface Ring {
  add(line: BoxLine): void;
  /** Calls back when a new piece begins, so that it can begin with everything known. */
  onPiece(listener: () => void): void;
  /** Keeps the last hour as it is now, under a name; the oldest incident falls out. */
  save(reason: string): Promise<string>;
  /** All lines of the last hour, oldest first. */
  lines(): Promise<BoxLine[]>;
  incidents(): Promise<string[]>;
  incident(name: string): Promise<BoxLine[]>;
  stop(): Promise<void>;
  /** Stops and removes everything from the disk: for a printer that was taken away. */
  forget(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const PIECE_MS = 5 * 60_000;
const PIECE_BYTES = 512 * 1024;
const FLUSH_MS = 5_000;
const KEPT_INCIDENTS = 5;
/** Everything of a printer on the disk, saved incidents included. */
const LARGEST_BYTES = 20_000_000;

export function createRing(options: RingOptions): Ring {
  const clock = options.clock ?? systemClock;
  const keepMs = options.keepMs ?? HOUR_MS;
  const maxBytes = options.maxBytes ?? LARGEST_BYTES;
  // Half for the running hour, half for what was saved of it.
  const ringBytes = maxBytes / 2;
  let waiting: string[] = [];
  let piece = { name: '', startedAtMs: 0, bytes: 0 };
  let listener: () => void = () => undefined;
  let work: Promise<void> = Promise.resolve();
  let troubled = false;
  /** Only a new piece can make an old one fall out. */
  let trimDue = true;
  let forgotten = false;

  /** One thing at a time on the disk; a full disk is told once and does not stop the printer. */
  const queue = (job: () => Promise<void>): Promise<void> => {
    if (forgotten) return work;
    work = work.then(job).then(
      () => {
        troubled = false;
      },
      (error: unknown) => {
        if (!troubled) options.onTrouble?.(messageOf(error));
        troubled = true;
      },
    );
    return work;
  };

  const flush = () => {
    if (waiting.length === 0) return work;
    const text = waiting.join('');
    const { name } = piece;
    const due = trimDue;
    waiting = [];
    trimDue = false;
    return queue(async () => {
      await append(join(options.directory, name), text);
      if (due) await trim();
    });
  };

  /** The folder is made when it is missing: at the first line, and where somebody has removed it. */
  const append = async (path: string, text: string) => {
    try {
      await appendFile(path, text);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      await mkdir(options.directory, { recursive: true });
      await appendFile(path, text);
    }
  };

  const pieces = async () => {
    const names = (await readdir(options.directory).catch(() => [])).filter((name) =>
      /^piece-\d+\.jsonl$/.test(name),
    );
    return names.sort();
  };

  const trim = async () => {
    const names = await pieces();
    const sizes = await Promise.all(
      names.map(async (name) => (await stat(join(options.directory, name))).size),
    );
    let total = sizes.reduce((sum, size) => sum + size, 0);
    for (const [index, name] of names.entries()) {
      const endedAtMs = Number(/\d+/.exec(names[index + 1] ?? '')?.[0] ?? Number.POSITIVE_INFINITY);
      const old = endedAtMs < clock.nowMs() - keepMs;
      if (name === piece.name || (!old && total <= ringBytes - PIECE_BYTES)) continue;
      await rm(join(options.directory, name), { force: true });
      total -= sizes[index] ?? 0;
    }
  };

  const startPiece = (nowMs: number) => {
    void flush();
    piece = {
      name: `piece-${String(Math.round(nowMs)).padStart(15, '0')}.jsonl`,
      startedAtMs: nowMs,
      bytes: 0,
    };
    trimDue = true;
    listener();
  };

  const stopFlushing = every(clock, FLUSH_MS, () => void flush());

  const lines = async (): Promise<BoxLine[]> => {
    await flush();
    // A piece may fall out of the hour between the list and the reading: then it has nothing to say.
    const texts = await Promise.all((await pieces()).map((name) => readPiece(join(options.directory, name))));
    return texts.flatMap(readLines).filter((line) => line.atMs >= clock.nowMs() - keepMs);
  };

  const incidents = async () => {
    const names = await readdir(join(options.directory, 'incidents')).catch(() => []);
    return names.filter((name) => /^[\w.-]+\.jsonl$/.test(name)).sort();
  };

  return {
    lines,
    incidents,
    add(line) {
      const nowMs = clock.nowMs();
      const spent = piece.name === '' || nowMs - piece.startedAtMs > PIECE_MS || piece.bytes > PIECE_BYTES;
      if (spent) startPiece(nowMs);
      const text = `${JSON.stringify(line)}\n`;
      piece.bytes += text.length;
      waiting.push(text);
    },
    onPiece(next) {
      listener = next;
    },
    async save(reason) {
      const all = await lines();
      const name = `${new Date(clock.nowMs()).toISOString().replaceAll(':', '-')}-${reason.replace(/[^a-z0-9]+/gi, '-')}.jsonl`;
      await queue(async () => {
        const folder = join(options.directory, 'incidents');
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, name), newest(all, ringBytes / KEPT_INCIDENTS));
        const old = (await incidents()).slice(0, -KEPT_INCIDENTS);
        await Promise.all(old.map((each) => rm(join(folder, each), { force: true })));
      });
      return name;
    },
    async incident(name) {
      if (!(await incidents()).includes(name)) return [];
      return readLines(await readFile(join(options.directory, 'incidents', name), 'utf8'));
    },
    async stop() {
      stopFlushing();
      await flush();
    },
    async forget() {
      stopFlushing();
      waiting = [];
      const gone = queue(() => rm(options.directory, { recursive: true, force: true }));
      forgotten = true;
      await gone;
    },
  };
}

async function readPiece(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  }
}

/** The newest lines that fit: what happened last matters most. */
function newest(lines: BoxLine[], maxBytes: number): string {
  const kept: string[] = [];
  let bytes = 0;
  for (const line of lines.toReversed()) {
    const text = `${JSON.stringify(line)}\n`;
    bytes += Buffer.byteLength(text);
    if (bytes > maxBytes) break;
    kept.push(text);
  }
  return kept.reverse().join('');
}
