import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { build, type Rollup } from 'vite';
import { root } from '../../support/processes.ts';
import { launchOptions } from '../../support/browser.ts';
import type { Benchmarks } from '../bench.ts';

/** As large as the largest prints; the same content several times over. */
const COPIES = 10;
const LEAST_MEGABYTES_PER_SECOND = 20;
const MOST_MEGABYTES = 64;

/** Planning in a worker of a real browser: how fast, and how much memory the page and its worker hold meanwhile. */
export async function inBrowser(): Promise<Benchmarks> {
  const gcode = gunzipSync(readFileSync(join(root, 'tests/fixtures/gcode/honeycomb_std.gcode.gz')));
  const server = createServer((request, response) => {
    // Only an isolated page may ask how much memory it holds.
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    const [type, body] =
      request.url === '/worker.js'
        ? ['text/javascript', worker]
        : request.url === '/file'
          ? ['application/octet-stream', gcode]
          : ['text/html', '<!doctype html><title>bench</title>'];
    response.setHeader('content-type', type as string).end(body);
  });
  const worker = await bundled();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { executablePath, args } = launchOptions();
  const browser = await chromium.launch({
    executablePath,
    args: [...args, '--enable-blink-features=ForceEagerMeasureMemory'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const { seconds, held } = await page.evaluate(plan, COPIES);
    const speed = (gcode.length * COPIES) / 1e6 / seconds;
    return {
      'planning in a browser worker, MB/s': {
        value: speed,
        baseline: LEAST_MEGABYTES_PER_SECOND,
        ratio: speed / LEAST_MEGABYTES_PER_SECOND,
        bar: `≥ ${LEAST_MEGABYTES_PER_SECOND} MB/s`,
        ok: speed >= LEAST_MEGABYTES_PER_SECOND,
      },
      [`memory of page and worker for ${Math.round((gcode.length * COPIES) / 1e6)} MB, MB`]: {
        value: held / 1e6,
        baseline: MOST_MEGABYTES,
        ratio: held / 1e6 / MOST_MEGABYTES,
        bar: `≤ ${MOST_MEGABYTES} MB`,
        ok: held / 1e6 <= MOST_MEGABYTES,
      },
    };
  } finally {
    await browser.close();
    server.close();
  }
}

async function bundled(): Promise<string> {
  const result = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      lib: { entry: join(import.meta.dirname, 'planner.worker.ts'), formats: ['es'], fileName: 'worker' },
    },
  })) as Rollup.RollupOutput[];
  const chunk = result[0]?.output[0];
  if (!chunk) throw new Error('The worker was not built.');
  return chunk.code;
}

/** Runs in the page. */
async function plan(copies: number): Promise<{ seconds: number; held: number }> {
  const part = await (await fetch('/file')).blob();
  const file = new Blob(Array.from({ length: copies }, () => part));
  const worker = new Worker('/worker.js', { type: 'module' });
  let over = false;
  const ended = new Promise<{ seconds: number }>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ seconds: number }>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  }).finally(() => (over = true));
  worker.postMessage(file);
  const measuring = performance as unknown as {
    measureUserAgentSpecificMemory(): Promise<{ bytes: number }>;
  };
  let held = 0;
  while (!over) {
    held = Math.max(held, (await measuring.measureUserAgentSpecificMemory()).bytes);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { seconds: (await ended).seconds, held };
}
