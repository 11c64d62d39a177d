import { startApp } from '../../support/app.ts';
import { registerWithPrinter } from '../../support/session.ts';
import { goal, percentile } from '../bench.ts';
import { signedIn, type Part } from './page.ts';

const ROUNDS = 5;

/** From asking for the chat to its first content, with an empty cache; once more with a CPU four times slower. */
export const firstPaint: Part = async (browser) => {
  const app = await startApp();
  try {
    const { cookies } = await registerWithPrinter(app.url, app.setupCode, 'practice');
    const paint = async (slowdown: number): Promise<number> => {
      const context = await signedIn(browser, app.url, cookies);
      const page = await context.newPage();
      const devtools = await context.newCDPSession(page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
      await page.goto(`${app.url}/chat`, { waitUntil: 'load' });
      const seconds = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            new PerformanceObserver((list) => {
              const entry = list.getEntriesByName('first-contentful-paint')[0];
              if (entry) resolve(entry.startTime / 1000);
            }).observe({ type: 'paint', buffered: true });
          }),
      );
      await context.close();
      return seconds;
    };
    const median = async (slowdown: number) => {
      const samples: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) samples.push(await paint(slowdown));
      return percentile(samples, 0.5);
    };
    return {
      'first contentful paint, s': goal(await median(1), 1, 's'),
      'first contentful paint, CPU ÷ 4, s': goal(await median(4), 1.5, 's'),
    };
  } finally {
    await app.stop();
  }
};
