import { startApp } from '../../support/app.ts';
import { freePort, start } from '../../support/processes.ts';
import { registerWithPrinter } from '../../support/session.ts';
import { signedIn, type Part } from './page.ts';

const PRINTERS = 5;
const WATCHED_SECONDS = 20;
const LONGEST_MS = 200;

/** The longest moment in which the overview and the chat do nothing else, while five printers heat and report. */
export const manyPrinters: Part = async (browser) => {
  const port = await freePort();
  const ports = Array.from({ length: PRINTERS }, (_, index) => port + index);
  const simulator = start('src/klipper/simulator/cli.ts', ['--port', `${port}`, '--printers', `${PRINTERS}`]);
  await simulator.until(new RegExp(`:${ports.at(-1)}`));
  const app = await startApp({ ALLOW_LOOPBACK_PRINTERS: 'on', PRINTER_PORTS: ports.join(',') });
  try {
    const session = await registerWithPrinter(app.url, app.setupCode, { address: `127.0.0.1:${port}` });
    for (const other of ports.slice(1)) {
      const body = new URLSearchParams({ address: `127.0.0.1:${other}` });
      await (await session.fetch('/printers/add?/address', { method: 'POST', body })).text();
    }
    for (const one of ports) await heat(one);
    const context = await signedIn(browser, app.url, session.cookies);
    const page = await context.newPage();
    await page.addInitScript(() => {
      const seen = { longest: 0, frames: 0 };
      Object.assign(window, { seen });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
      }).observe({ type: 'longtask', buffered: true });
    });
    let longest = 0;
    for (const path of ['/chat', '/printers']) {
      await page.goto(app.url + path);
      await page.waitForTimeout((WATCHED_SECONDS / 2) * 1000);
      const seen = await page.evaluate(
        () => (window as unknown as { seen: { longest: number } }).seen.longest,
      );
      longest = Math.max(longest, seen);
    }
    const rows = await page.locator('.prow').count();
    if (rows !== PRINTERS) throw new Error(`The overview shows ${rows} printers instead of ${PRINTERS}.`);
    await context.close();
    return {
      'longest task, five printers, ms': {
        ...{ value: longest, baseline: LONGEST_MS, ratio: longest / LONGEST_MS },
        ...{ bar: `≤ ${LONGEST_MS} ms`, ok: longest <= LONGEST_MS },
      },
    };
  } finally {
    await app.stop();
    await simulator.stop();
  }
};

/** What heats reports four times a second. */
async function heat(port: number): Promise<void> {
  const script = encodeURIComponent('SET_HEATER_TEMPERATURE HEATER=heater_bed TARGET=90');
  await fetch(`http://127.0.0.1:${port}/printer/gcode/script?script=${script}`, { method: 'POST' });
}
