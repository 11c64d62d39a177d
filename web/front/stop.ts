import { frontLink } from '../lib/server/front-link.ts';
import type { Front } from './front.ts';

const SWEEP_MS = 20;

/**
 * A graceful end on SIGTERM and SIGINT: no new requests, live streams end at once (otherwise they would hold
 * the program open), running requests finish or are cut after the limit, then everything is closed. A second
 * signal ends at once.
 */
export function installStop(front: Front, limitSeconds: number): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    stop(front, limitSeconds, signal).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('Failed while stopping.', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** Resolves when all connections have ended and the app has closed. */
export async function stop(front: Front, limitSeconds: number, reason: string): Promise<void> {
  const { server } = front;
  front.close();
  frontLink().app?.endStreams();
  const limit = setTimeout(() => server.closeAllConnections(), limitSeconds * 1000);
  // A connection whose answer has just ended is kept alive, so idle ones are looked for until none is left.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(sweep);
  clearTimeout(limit);
  process.emit('sveltekit:shutdown' as never, reason as never);
  await frontLink().app?.stop();
}
