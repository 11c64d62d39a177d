import type { Browser, Page } from 'playwright';
import { startApp } from '../support/app.ts';
import { sliced } from '../support/fixtures.ts';
import type { Scene } from './take.ts';

/** Pages of the real app, with the practice printer in the middle of a print. */
export const appScenes: (Scene & { visitor?: boolean })[] = [
  { name: 'start', path: '/', visitor: true },
  { name: 'register', path: '/register', visitor: true },
  { name: 'sign-in', path: '/sign-in', visitor: true },
  { name: 'chat-new', path: '/chat' },
  {
    name: 'chat',
    path: '/chat',
    prepare: openNewestConversation,
  },
  { name: 'printers', path: '/printers' },
  { name: 'printers-add', path: '/printers/add' },
  { name: 'approvals', path: '/approvals' },
  { name: 'activity', path: '/activity' },
  { name: 'settings', path: '/settings' },
  { name: 'people', path: '/settings/people' },
  { name: 'printer-people', path: '/printers', prepare: (page) => openFirst(page, '/people') },
  { name: 'printer-tuning', path: '/printers', prepare: (page) => openFirst(page, '/tuning') },
  { name: 'approval', path: '/approvals', prepare: openNewestApproval },
  { name: 'chat-swedish', path: '/chat', language: 'sv', prepare: openNewestConversation },
  { name: 'settings-swedish', path: '/settings', language: 'sv' },
  { name: 'start-swedish', path: '/', visitor: true, language: 'sv' },
  { name: 'not-found', path: '/no-such-page' },
];

async function readJson<T>(page: Page, path: string): Promise<T> {
  return (await (await page.request.get(new URL(path, page.url()).href)).json()) as T;
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
  await page.waitForTimeout(2_500);
}

async function openNewestConversation(page: Page): Promise<void> {
  const [newest] = await readJson<{ id: string }[]>(page, '/api/chat');
  await goTo(page, `/chat/${newest?.id ?? ''}`);
}

async function openNewestApproval(page: Page): Promise<void> {
  const [newest] = await readJson<{ id: string }[]>(page, '/api/actions');
  await goTo(page, `/approvals/${newest?.id ?? ''}`);
}

/** A page below the first printer's. */
async function openFirst(page: Page, below: string): Promise<void> {
  const [first] = await readJson<{ id: string }[]>(page, '/api/printers');
  await goTo(page, `/printers/${first?.id ?? ''}${below}`);
}

/** The built app with an account, a practice printer and a print that runs. */
export async function startAppForScreens(browser: Browser) {
  const app = await startApp({ PRACTICE_SPEED: '60' });
  const context = await browser.newContext({ baseURL: app.url });
  const page = await context.newPage();
  await page.goto('/');
  await page.waitForTimeout(1_000);
  await page.getByRole('button', { name: /Practice printer/ }).click();
  await page.getByLabel('E-mail').fill('anna@example.org');
  await page.getByLabel('Password').fill('three green printers');
  await page.getByLabel('Set-up code').fill(app.setupCode);
  await page.getByRole('button', { name: /Register and add/ }).click();
  await page.waitForURL(/chat/);
  await page.waitForTimeout(2_000);
  const say = async (text: string) => {
    await page.getByLabel('Message to Smokey').fill(text);
    await page.keyboard.press('Enter');
  };
  await page.setInputFiles('input[type=file]', sliced('honeycomb_std'));
  await say('print it');
  await page.getByRole('button', { name: /^Approve/ }).click();
  await page.waitForTimeout(45_000);
  await say('set the nozzle to 210');
  await page.waitForTimeout(4_000);
  const state = await context.storageState();
  await context.close();
  return { url: app.url, state, stop: app.stop };
}
