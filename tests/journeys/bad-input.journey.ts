import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { startSilence, startStranger } from '../support/addresses.ts';
import { startPrinter } from '../support/app.ts';
import { sliced } from '../support/fixtures.ts';
import { freePort, start } from '../support/processes.ts';
import { personOn } from './support/person.ts';
import { anna, putOnPrinter, startWorld, tracesAt, visitorOf, type World } from './support/world.ts';

let world: World;
let locked: Awaited<ReturnType<typeof startPrinter>>;
let stranger: Awaited<ReturnType<typeof startStranger>>;
let silence: Awaited<ReturnType<typeof startSilence>>;
let closedPort: number;
const KEY = 'c0ffee00c0ffee00c0ffee00c0ffee00';

test.beforeAll(async () => {
  locked = await startPrinter({ args: ['--api-key', KEY] });
  stranger = await startStranger('Home router');
  silence = await startSilence();
  closedPort = await freePort();
  // All of them may be dialled, so that what is told is what is there, and not our own rule.
  const ports = [locked.port, stranger.port, silence.port, closedPort];
  world = await startWorld({ ports, env: { REGISTRATION: 'open' } });
});
test.afterAll(async () => {
  await world.stop();
  await locked.stop();
  stranger.stop();
  silence.stop();
});

test.describe('addresses', () => {
  test.beforeEach(({ context }) => world.signIn(context));

  /** Tests an address as a signed-in person and returns what the page says about it. */
  async function failureOf(page: Page, address: string): Promise<string> {
    await personOn(page).open(`${world.app.url}/printers/add`);
    await personOn(page).addByAddress(address);
    const failure = page.getByRole('alert').filter({ has: page.getByRole('heading') });
    await expect(failure).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('textbox', { name: 'Address' })).toHaveValue(address);
    expect(await failure.getByRole('listitem').count()).toBeGreaterThan(0);
    return failure.innerText();
  }

  test('switched off, wrong port, a stranger and a locked one: four different messages with a remedy', async ({
    page,
  }) => {
    const messages = [
      await failureOf(page, silence.address),
      await failureOf(page, `127.0.0.1:${closedPort}`),
      await failureOf(page, stranger.address),
      await failureOf(page, locked.address),
    ];
    expect(messages[0]).toContain('Nothing answers');
    expect(messages[1]).toContain('not on this port');
    expect(messages[2]).toContain('not Moonraker');
    expect(messages[2]).toContain('Home router');
    expect(messages[3]).toContain('asks for a key');
    expect(new Set(messages).size).toBe(4);

    await page.getByRole('textbox', { name: 'API key' }).fill(KEY);
    await page.getByRole('button', { name: 'Test with this key' }).click();
    await expect(page.getByRole('textbox', { name: 'Message to Smokey' })).toBeVisible();
    await expect(personOn(page).rail.getByText('Nozzle', { exact: true }).first()).toBeVisible();
  });

  for (const [typed, words] of [
    ['http://', /not an address/i],
    ['192.168.1.300', /not an address/i],
    ['8.8.8.8', /not allowed/i],
    ['no-such-printer.invalid', /Nobody knows this name/i],
  ] as const) {
    test(`${typed}: ${words.source}`, async ({ page }) => {
      expect(await failureOf(page, typed)).toMatch(words);
    });
  }
});

test.describe('files', () => {
  let before: unknown;
  const theirs = 'G28\nG1 X10 Y10 F3000\n';
  test.beforeAll(() => putOnPrinter(world.printer.url, 'taken.gcode', theirs));
  test.beforeEach(async ({ context, page }) => {
    await world.signIn(context);
    await personOn(page).open(`${world.app.url}/chat`);
    before = await tracesAt(world.printer.url);
  });
  test.afterEach(async () => {
    expect(await tracesAt(world.printer.url)).toEqual(before);
    const file = await fetch(`${world.printer.url}/server/files/gcodes/taken.gcode`);
    expect(await file.text()).toBe(theirs);
  });

  const attach = (page: Page, name: string, content: string | Buffer) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
  const good = readFileSync(sliced('cube_thumb'));

  for (const [what, name, content, words] of [
    [
      'prose under the name of G-code',
      'letter.gcode',
      'Dear printer,\nplease print this.\nYours\n',
      /not G-code/,
    ],
    ['an empty file', 'empty.gcode', '', /empty/],
    ['an over-long name', `${'a'.repeat(240)}.gcode`, good, /name is longer than/],
    ['a name that climbs out', '..\\..\\printer.gcode', good, /name is not allowed: the name has/],
    ['a duplicate', 'taken.gcode', good, /already has a file called taken\.gcode/],
    ['a text document', 'letter.docx', 'PK', /means nothing to a printer/],
  ] as const) {
    test(`${what}: a clear error, nothing sent, nothing started`, async ({ page }) => {
      await attach(page, name, content);
      await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
      // What failed cannot be printed either: there is nothing to print.
      const anna = personOn(page);
      await anna.say('print it');
      await expect(anna.thread.getByText(/file|print/i).nth(1)).toBeVisible();
      await expect(anna.slip).toHaveCount(0);
    });
  }

  test('a name with ../ in a raw upload is refused before a byte is taken', async ({ page }) => {
    const list = (await (await page.request.get(`${world.app.url}/api/printers`)).json()) as { id: string }[];
    const encode = (text: string) => Buffer.from(text).toString('base64');
    const response = await page.request.post(`${world.app.url}/api/uploads`, {
      headers: {
        origin: world.app.url,
        'tus-resumable': '1.0.0',
        'upload-length': '20',
        'upload-metadata': `filename ${encode('../printer.gcode')},printerId ${encode(list[0]?.id ?? '')}`,
      },
    });
    expect(response.status()).toBe(422);
    expect(await response.json()).toMatchObject({
      error: { cause: expect.stringMatching(/not allowed/), remedy: expect.any(String) },
    });
  });

  const stl = Buffer.alloc(84 + 50 * 12);
  stl.writeUInt32LE(12, 80);
  for (const [name, content] of [
    ['bracket.stl', stl],
    ['plate.3mf', Buffer.from('PK\u0003\u0004 a zipped model')],
    ['bracket.step', Buffer.from('ISO-10303-21;\nHEADER;\n')],
  ] as const) {
    test(`${name} dropped: a model, what slicing is, which settings fit this printer`, async ({ page }) => {
      const bytes = [...content];
      const transfer = await page.evaluateHandle(
        ([fileName, data]) => {
          const carried = new DataTransfer();
          carried.items.add(new File([new Uint8Array(data)], fileName));
          return carried;
        },
        [name, bytes] as const,
      );
      await page.locator('.talk-drop').dispatchEvent('drop', { dataTransfer: transfer });
      await expect(page.getByText('A 3D model. A printer needs G-code')).toBeVisible();
      const anna = personOn(page);
      await page.getByRole('textbox', { name: 'Message to Smokey' }).fill('print it');
      await page.keyboard.press('Enter');
      await expect(anna.thread).toContainText(/model/i);
      await expect(anna.thread).toContainText(/slic/i);
      await expect(anna.thread).toContainText(/nozzle[^.]*0\.4\s?mm|0\.4\s?mm[^.]*nozzle/i);
      await expect(anna.thread).toContainText(/\d{3}\s?×\s?\d{3}/);
      await expect(anna.slip).toHaveCount(0);
    });
    test(`${name} under the name of G-code: told all the same`, async ({ page }) => {
      await attach(page, name.replace(/\.\w+$/, '.gcode'), content);
      const told = page.getByRole('alert').filter({ hasText: /This is a model/ });
      await expect(told).toContainText(/slicer.*cuts it into layers/);
      await expect(told).toContainText(/bed \d+ × \d+ mm.*nozzle 0\.4 mm/);
    });
  }
});

test.describe('people', () => {
  test('a wrong password and an unknown address are told the same, and let nobody in', async ({ page }) => {
    const says: string[] = [];
    for (const email of [anna.email, 'nobody@example.org']) {
      await page.goto(`${world.app.url}/sign-in`);
      await personOn(page).logIn(email, 'not her password');
      const alert = page.getByRole('alert').first();
      await expect(alert).toBeVisible();
      says.push(await alert.innerText());
      await page.goto(`${world.app.url}/chat`);
      await expect(page).toHaveURL(/sign-in/);
    }
    expect(says[0]).toBe(says[1]);
  });

  test('a request from a foreign page is refused, whatever cookies it carries', async ({ context, page }) => {
    await world.signIn(context);
    const before = await tracesAt(world.printer.url);
    const [mine] = (await (await page.request.get(`${world.app.url}/api/printers`)).json()) as {
      id: string;
    }[];
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: world.app.url, 'sec-fetch-site': 'same-site' },
    ]) {
      for (const [path, data] of [
        [`/api/printers/${mine?.id}/act`, { tool: 'home', args: {} }],
        [`/api/printers/${mine?.id}/stop`, {}],
        ['/api/tokens', { name: 'stolen', scopes: ['read'] }],
      ] as const) {
        const response = await page.request.post(world.app.url + path, {
          headers: headers as Record<string, string>,
          data,
        });
        expect(response.status(), `${path} from ${JSON.stringify(headers)}`).toBe(403);
      }
    }
    const form = await page.request.post(`${world.app.url}/settings?/rename`, {
      headers: { origin: 'https://evil.example' },
      form: { name: 'stolen' },
    });
    expect(form.status()).toBe(403);
    expect(await tracesAt(world.printer.url)).toEqual(before);
  });

  test("somebody else's printer does not exist for me", async ({ context, page }) => {
    await world.signIn(context);
    const [mine] = (await (await page.request.get(`${world.app.url}/api/printers`)).json()) as {
      id: string;
    }[];
    const [anyone] = (await (await page.request.get(`${world.app.url}/api/chat`)).json()) as { id: string }[];
    const before = await tracesAt(world.printer.url);

    const ben = visitorOf(world.app.url);
    await ben.post('/register?/register', { email: 'ben@example.org', password: 'four blue printers' });
    await context.clearCookies();
    await ben.enter(context);
    expect(await (await page.request.get(`${world.app.url}/api/printers`)).json()).toEqual([]);
    const base = `${world.app.url}/api/printers/${mine?.id}`;
    const headers = { origin: world.app.url };
    for (const path of ['', '/temperatures', '/camera', '/thumbnail?path=taken.gcode&width=32']) {
      expect((await page.request.get(base + path)).status(), path).toBe(404);
    }
    expect((await page.request.post(`${base}/stop`, { headers })).status()).toBe(404);
    const act = await page.request.post(`${base}/act`, { headers, data: { tool: 'home', args: {} } });
    expect(act.status()).toBe(404);
    const said = await page.request.post(`${world.app.url}/api/chat/${anyone?.id ?? 'c_1'}`, {
      headers,
      data: { text: 'home it', printerId: mine?.id, uploadIds: [], pictureIds: [] },
    });
    expect([403, 404]).toContain(said.status());
    await page.goto(`${world.app.url}/chat?printer=${mine?.id}`);
    await expect(page.getByText('workshop')).toHaveCount(0);
    expect(await tracesAt(world.printer.url)).toEqual(before);
  });
});

test('a bad setting stops the program, and is named with what to write instead', async () => {
  const running = start('web/front/server.ts', [], { PORT: 'three thousand', MODE: 'hone' });
  expect(await running.ended).toBe(2);
  expect(running.said()).toMatch(/PORT[^]*MODE/);
});
