import type { Page } from '@playwright/test';

export interface Transfer {
  urls: string[];
  /** Sizes in gzip, which every browser and proxy has. */
  scriptBytes: number;
  styleBytes: number;
}

/** What a page fetches of itself on a first visit: its document, scripts, styles, pictures and data. */
export async function firstLoadOf(page: Page, url: string): Promise<Transfer> {
  const urls: string[] = [];
  const sizes = { script: [] as string[], stylesheet: [] as string[] };
  page.on('request', (request) => {
    if (/^(data|blob):/.test(request.url())) return;
    urls.push(request.url());
    const kind = request.resourceType();
    if (kind === 'script' || kind === 'stylesheet') sizes[kind].push(request.url());
  });
  const alive = page.waitForRequest(/\/api\/live/);
  await page.goto(url);
  await alive;
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
  const sum = async (list: string[]) => {
    const bytes = await Promise.all(list.map(gzipBytes));
    return bytes.reduce((total, one) => total + one, 0);
  };
  return { urls, scriptBytes: await sum(sizes.script), styleBytes: await sum(sizes.stylesheet) };
}

async function gzipBytes(url: string): Promise<number> {
  const response = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
  await response.arrayBuffer();
  if (response.headers.get('content-encoding') !== 'gzip') throw new Error(`${url} comes uncompressed.`);
  return Number(response.headers.get('content-length'));
}
