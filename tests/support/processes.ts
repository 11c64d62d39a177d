import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A program of this repository, running, with everything it has said so far. */
export interface Running {
  child: ChildProcess;
  /** Standard output and error together. */
  said(): string;
  /** Waits for a line that matches; rejects with all that was said when the program ends or the time is up. */
  until(pattern: RegExp, timeoutMs?: number): Promise<RegExpMatchArray>;
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>;
  /** SIGTERM, then waits for the end. */
  stop(): Promise<number | null>;
}

/** Starts `node FILE ARGS…` at the repository's root. */
export function start(file: string, args: string[] = [], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    text += chunk.toString();
    listeners.forEach((listener) => listener());
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  return {
    child,
    said: () => text,
    ended,
    until: (pattern, timeoutMs = 30_000) =>
      new Promise((resolve, reject) => {
        const give = (why: string) =>
          reject(new Error(`${file} ${why} before ${pattern}. It said:\n${text}`));
        const timer = setTimeout(() => give('took too long'), timeoutMs);
        const look = () => {
          const match = text.match(pattern);
          if (!match) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        void ended.then((code) => give(`ended with ${code}`));
        look();
      }),
    stop: () => (child.kill('SIGTERM'), ended),
  };
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
