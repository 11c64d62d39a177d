import { expect, type Page } from '@playwright/test';

/**
 * Someone who reads a page by its accessibility tree alone: finds everything by role and name as they stand there,
 * and acts on it with the keyboard.
 */
export function readerOf(page: Page) {
  const tree = () => page.locator('body').ariaSnapshot();

  /** The first name of this role in the tree that matches. */
  async function nameOf(role: string, name: RegExp): Promise<string> {
    let found: string | undefined;
    await expect
      .poll(async () => {
        const names = [...(await tree()).matchAll(new RegExp(`- '?${role} "((?:[^"\\\\]|\\\\.)*)"`, 'g'))];
        found = names.map(([, text = '']) => text.replace(/\\(.)/g, '$1')).find((text) => name.test(text));
        return found ?? null;
      }, `${role} ${name}`)
      .not.toBeNull();
    return found ?? '';
  }

  const element = async (role: Parameters<Page['getByRole']>[0], name: RegExp) =>
    page.getByRole(role, { name: await nameOf(role, name), exact: true }).first();

  return {
    tree,
    /** Waits until the tree says something. */
    hears: (words: RegExp) => expect.poll(tree, `the tree says ${words}`).toMatch(words),
    async press(role: Parameters<Page['getByRole']>[0], name: RegExp): Promise<void> {
      const target = await element(role, name);
      await target.focus();
      await page.keyboard.press('Enter');
    },
    async write(name: RegExp, text: string): Promise<void> {
      const target = await element('textbox', name);
      await target.focus();
      await page.keyboard.insertText(text);
    },
  };
}
