import { startApp } from '../support/app.ts';
import { registerWithPrinter } from '../support/session.ts';
import { goal, type Benchmarks } from './bench.ts';
import { rssMegabytes } from './upload.ts';

const WATCHED_SECONDS = 10;

/** From starting the built app to its first page, and its memory with one printer and one live stream. */
export async function benchmarks(): Promise<Benchmarks> {
  const started = performance.now();
  const app = await startApp();
  const page = await fetch(app.url);
  await page.text();
  const seconds = (performance.now() - started) / 1000;
  try {
    const session = await registerWithPrinter(app.url, app.setupCode, 'practice');
    const live = new AbortController();
    const stream = await session.fetch('/api/live', { signal: live.signal });
    const reader = stream.body?.getReader();
    const until = performance.now() + WATCHED_SECONDS * 1000;
    while (reader && performance.now() < until) await reader.read();
    live.abort();
    return {
      'start to first page, s': goal(seconds, 2, 's'),
      'resident memory, MB': goal(rssMegabytes(app.running.child.pid), 200, 'MB'),
    };
  } finally {
    await app.stop();
  }
}
