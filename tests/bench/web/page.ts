import type { Browser, BrowserContext } from 'playwright';
import type { Benchmarks } from '../bench.ts';

export type Part = (browser: Browser) => Promise<Benchmarks>;

/** A browser that is signed in with these cookies. */
export async function signedIn(
  browser: Browser,
  url: string,
  cookies: ReadonlyMap<string, string>,
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url })));
  return context;
}
