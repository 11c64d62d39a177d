import { chromium } from 'playwright';
import { launchOptions } from '../support/browser.ts';
import type { Benchmarks } from './bench.ts';
import { firstPaint } from './web/first-paint.ts';
import { longConversation } from './web/long-conversation.ts';
import { firstToken } from './web/first-token.ts';
import { manyPrinters } from './web/many-printers.ts';
import { steadyHeap } from './web/steady-heap.ts';

/** What a person's browser feels of the built app: paints, blocked moments, memory, words of Smokey, long threads. */
export async function benchmarks(): Promise<Benchmarks> {
  const results: Benchmarks = {};
  const browser = await chromium.launch(launchOptions());
  try {
    for (const part of [firstPaint, manyPrinters, steadyHeap, longConversation]) {
      Object.assign(results, await part(browser));
    }
  } finally {
    await browser.close();
  }
  return { ...results, ...(await firstToken()) };
}
