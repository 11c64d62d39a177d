import { readFileSync } from 'node:fs';
import type { CDPSession } from 'playwright';
import { startApp, startPrinter } from '../../support/app.ts';
import { sliced } from '../../support/fixtures.ts';
import { registerWithPrinter } from '../../support/session.ts';
import { signedIn, type Part } from './page.ts';

const SPEED = 60;
const WARM_UP_MINUTES = 22;
const WATCHED_MINUTES = 30;
const MOST_DRIFT = 0.1;

/** What the open chat keeps in memory, before and after thirty minutes of a print, sixty times faster than time. */
export const steadyHeap: Part = async (browser) => {
  const printer = await startPrinter({ speed: SPEED });
  const app = await startApp({ ALLOW_LOOPBACK_PRINTERS: 'on', PRINTER_PORTS: String(printer.port) });
  try {
    const session = await registerWithPrinter(app.url, app.setupCode, { address: printer.address });
    await startPrint(printer.url);
    const context = await signedIn(browser, app.url, session.cookies);
    const page = await context.newPage();
    await page.goto(`${app.url}/chat`);
    const devtools = await context.newCDPSession(page);
    // The charts hold twenty minutes: before they are full, memory grows as it should.
    await page.waitForTimeout(simulated(WARM_UP_MINUTES));
    const before = await heapOf(devtools);
    await page.waitForTimeout(simulated(WATCHED_MINUTES));
    const after = await heapOf(devtools);
    await context.close();
    const ratio = after / before;
    return {
      'heap after 30 min, MB': {
        ...{ value: after / 1e6, baseline: before / 1e6, ratio },
        ...{ bar: '1 ± 0.1', ok: Math.abs(ratio - 1) <= MOST_DRIFT },
      },
    };
  } finally {
    await app.stop();
    await printer.stop();
  }
};

const simulated = (minutes: number) => (minutes * 60_000) / SPEED;

async function heapOf(devtools: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize;
}

async function startPrint(url: string): Promise<void> {
  const body = new FormData();
  body.set('file', new Blob([new Uint8Array(readFileSync(sliced('honeycomb_std')))]), 'honeycomb.gcode');
  await fetch(`${url}/server/files/upload`, { method: 'POST', body });
  await fetch(`${url}/printer/print/start?filename=honeycomb.gcode`, { method: 'POST' });
}
