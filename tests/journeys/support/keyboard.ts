import { expect, type Locator, type Page } from '@playwright/test';

const MOST_STEPS = 90;

/** Goes to an element with Tab alone, or Shift+Tab; fails when a whole round does not reach it. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let step = 0; step < MOST_STEPS; step++) {
    if (await isThere()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never reaches ${String(target)}.`);
}

/** Whether what has the focus can be seen, and shows that it has it. */
export async function focusIsSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return false;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const marked = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
    return box.width > 0 && box.bottom > 0 && box.top < innerHeight && marked;
  });
}
