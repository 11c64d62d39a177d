import type { Server } from 'node:http';
import { frontLink } from '../lib/server/front-link.ts';

/**
 * A graceful end on SIGTERM and SIGINT: no new requests, live streams end at once (otherwise they would hold
 * the program open), running requests finish or are cut after the limit, then everything is closed. A second
 * signal ends at once.
 */
export function installStop(server: Server, limitSeconds: number): { stopping(): boolean } {
  let stopping = false;

  async function stop(signal: NodeJS.Signals): Promise<void> {
    if (stopping) process.exit(1);
    stopping = true;
    const app = frontLink().app;
    app?.endStreams();
    const limit = setTimeout(() => server.closeAllConnections(), limitSeconds * 1000);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
    clearTimeout(limit);
    process.emit('sveltekit:shutdown' as never, signal as never);
    await app?.stop();
    process.exit(0);
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => {
        console.error('Failed while stopping.', error);
        process.exit(1);
      });
    });
  }
  return { stopping: () => stopping };
}
