import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, start, type Running } from './processes.ts';

/** The built app, running on a free port with a database of its own. */
export interface RunningApp {
  url: string;
  port: number;
  /** The code for the first account; empty once there is one. */
  setupCode: string;
  running: Running;
  dataDirectory: string;
  /** Ends it and starts it again on the same port and data, after what is to be seen `meanwhile`. */
  restart(meanwhile?: () => Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the app as `npm start` does after its preparations. Needs a build. */
export async function startApp(
  env: Record<string, string> = {},
  options: { launcher?: boolean } = {},
): Promise<RunningApp> {
  // With the launcher it is `npm start` itself; without, what that ends in.
  const [file, ...args] = options.launcher ? ['scripts/run.mjs', 'start'] : ['web/front/server.ts'];
  const port = await freePort();
  const dataDirectory = mkdtempSync(join(tmpdir(), 'cloud-print-'));
  const settings = { PORT: String(port), HOST: '127.0.0.1', DATA_DIRECTORY: dataDirectory, ...env };
  const go = async () => {
    const running = start(file ?? '', args, settings);
    await running.until(/is ready:/, 180_000);
    return running;
  };
  const running = await go();
  const app: RunningApp = {
    url: `http://127.0.0.1:${port}`,
    port,
    setupCode: running.said().match(/[A-Z0-9]{4}-[A-Z0-9]{4}/)?.[0] ?? '',
    running,
    dataDirectory,
    async restart(meanwhile) {
      await app.running.stop();
      await meanwhile?.();
      app.running = await go();
    },
    async stop() {
      await app.running.stop();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
  return app;
}

/** A simulated printer as a program of its own, `speed` times faster than time. */
export async function startPrinter(options: { speed?: number; args?: string[]; port?: number } = {}) {
  const port = options.port ?? (await freePort());
  const args = ['--port', String(port), '--speed', String(options.speed ?? 1), ...(options.args ?? [])];
  const running = start('src/klipper/simulator/cli.ts', args);
  await running.until(new RegExp(`:${port}`));
  return { port, address: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}`, running, stop: running.stop };
}

/** Asks a Moonraker over HTTP, past the app: what really is there. */
export async function ask<T = Record<string, never>>(
  url: string,
  path: string,
  init?: RequestInit,
): Promise<T> {
  const response = await fetch(`${url}${path}`, init);
  const body = (await response.json()) as { result: T };
  return body.result;
}
