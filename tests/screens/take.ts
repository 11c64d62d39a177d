import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright';

/** A page or state worth a picture. */
export interface Scene {
  name: string;
  /** Path below the base; `{theme}` is replaced. */
  path: string;
  /** Of the pages; English when left out. */
  language?: 'en' | 'sv';
  /** What to do before the picture is taken. */
  prepare?: (page: Page) => Promise<void>;
  /** Looked at on the narrowest phone, with text twice as large and in the system's own colours as well. */
  hard?: boolean;
  /** The screen is as high as the conversation, so that whole cards are seen. */
  tall?: boolean;
}

export interface Finding {
  where: string;
  what: string;
}

interface Look {
  look: string;
  width: number;
  height: number;
  theme: 'light' | 'dark';
  textPercent?: number;
  forced?: boolean;
}

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };
const LOOKS: Look[] = [
  { look: 'phone-light', ...PHONE, theme: 'light' },
  { look: 'phone-dark', ...PHONE, theme: 'dark' },
  { look: 'desktop-light', ...DESKTOP, theme: 'light' },
  { look: 'desktop-dark', ...DESKTOP, theme: 'dark' },
];
const HARD_LOOKS: Look[] = [
  { look: 'narrow', width: 320, height: 568, theme: 'light' },
  { look: 'large-text', ...PHONE, theme: 'dark', textPercent: 200 },
  { look: 'forced-colours', ...DESKTOP, theme: 'dark', forced: true },
];

/** The pictures of one scene. */
export const looksOf = ({ hard }: Scene): readonly Look[] => (hard ? [...LOOKS, ...HARD_LOOKS] : LOOKS);

/** One scene in all its sizes and themes; says what is wider than the page, what failed, and what axe has found. */
export async function takeScene(
  browser: Browser,
  scene: Scene & { base: string; folder: string; withAxe: boolean; state?: StorageState },
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { look, width, height, theme, textPercent, forced } of looksOf(scene)) {
    const where = `${scene.name}-${look}`;
    const context = await browser.newContext({
      viewport: { width, height },
      storageState: scene.state,
      locale: 'en-GB',
      colorScheme: theme,
      forcedColors: forced ? 'active' : 'none',
    });
    await context.addCookies([
      { name: 'theme', value: theme, url: scene.base },
      { name: 'PARAGLIDE_LOCALE', value: scene.language ?? 'en', url: scene.base },
    ]);
    const page = await context.newPage();
    page.on('pageerror', (error) => findings.push({ where, what: error.message.slice(0, 300) }));
    await page.goto(scene.base + scene.path.replace('{theme}', theme));
    if (textPercent) await page.addStyleTag({ content: `html { font-size: ${textPercent}% }` });
    await page.waitForTimeout(1_000);
    await scene.prepare?.(page);
    if (scene.tall) await page.setViewportSize({ width, height: height + (await hiddenHeight(page)) });
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (tooWide > 0) findings.push({ where, what: `is ${tooWide} px wider than the screen` });
    if (scene.withAxe) findings.push(...(await lookForBarriers(page, where)));
    // A menu closes when the window changes its size, as it does for the whole of a page.
    const over = await page.locator('[role="menu"], [role="dialog"]').count();
    await page.screenshot({ path: `${scene.folder}/${where}.png`, fullPage: over === 0 });
    await context.close();
  }
  return findings;
}

const TALLEST = 2_400;
const hiddenHeight = (page: Page) =>
  page.evaluate((tallest) => {
    const scroller = document.querySelector('.scroll');
    return scroller === null ? 0 : Math.min(tallest, scroller.scrollHeight - scroller.clientHeight);
  }, TALLEST);

async function lookForBarriers(page: Page, where: string): Promise<Finding[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, help, nodes }) => ({
    where,
    what: `${id}: ${help} (${nodes.length}×, ${nodes[0]?.target.join(' ') ?? ''})`,
  }));
}
