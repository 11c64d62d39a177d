import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startWorkshop } from './testing/printers.ts';

const { site, owner, machine, stop } = await startWorkshop();
let conversation: string;

const NO_LIMIT = 1_073_741_823;
const FULL_DEVICE = '/dev/full';

beforeAll(async () => {
  const response = await site.visit(owner, '/api/chat/new', { body: said('hello') });
  ({ conversationId: conversation } = (await response.json()) as { conversationId: string });
  await vi.waitUntil(() => site.app.chat.turns.stateOf(conversation) === 'idle');
});

afterAll(async () => {
  limitPages(NO_LIMIT);
  await stop();
});

const said = (text: string) => ({ text, printerId: machine.id, uploadIds: [], pictureIds: [] });
const limitPages = (count: number) => site.app.database.$client.pragma(`max_page_count = ${count}`);

/** No page more, and none that could be used again; what a row would still fit into is used up as well. */
function fillDatabase(): void {
  const { $client } = site.app.database;
  $client.exec('create table if not exists ballast (content blob)');
  limitPages($client.pragma('page_count', { simple: true }) as number);
  const full = (work: () => void) => {
    try {
      for (;;) work();
    } catch (error) {
      expect((error as { code: string }).code).toBe('SQLITE_FULL');
    }
  };
  const ballast = $client.prepare('insert into ballast values (zeroblob(?))');
  for (const size of [20_000, 3_000, 500, 50]) full(() => ballast.run(size));
}

/** A page that has room left takes some small rows more. */
async function untilRefused<Refused>(attempt: () => Promise<Refused | null>): Promise<Refused> {
  for (let round = 0; round < 100; round += 1) {
    const refused = await attempt();
    if (refused !== null) return refused;
  }
  throw new Error('The database never became full.');
}

const errorOf = async (response: Response) =>
  ((await response.json()) as { error: { cause: string; remedy: string } }).error;

it('a full disk is said, loses nothing, keeps the chat readable and the stop working, and is over when there is room', async () => {
  fillDatabase();
  const read = await site.visit(owner, `/api/chat/${conversation}`);
  expect(read.status).toBe(200);
  const { messages } = (await read.json()) as { messages: unknown[] };
  expect(messages).toHaveLength(2);
  expect((await site.visit(owner, '/api/chat')).status).toBe(200);
  expect((await site.visit(owner, machine.path)).status).toBe(200);

  const sent = await site.visit(owner, `/api/chat/${conversation}`, { body: said('home it '.repeat(2_000)) });
  expect(sent.status).toBe(507);
  expect(await errorOf(sent)).toMatchObject({ remedy: expect.stringMatching(/disk may be full/) });
  expect(site.app.chat.read(owner.userId, conversation)?.messages).toHaveLength(2);

  const acted = await untilRefused(async () => {
    const before = machine.simulator.requests.length;
    const body = { tool: 'set_temperature', args: { heater: 'extruder', target_c: 40 } };
    const answer = await site.visit(owner, `${machine.path}/act`, { body });
    const text = await answer.text();
    const sent = machine.simulator.requests.length - before;
    return text.includes('"done"') ? null : { text, sent };
  });
  expect(acted).toEqual({
    sent: 0,
    text: expect.stringMatching(/nothing was sent|storage of this server is full/i),
  });

  const refused = await untilRefused(async () => {
    const answer = await site.visit(owner, '/api/tokens', { body: { name: 'one', scopes: ['read'] } });
    return answer.status === 507 ? errorOf(answer) : null;
  });
  expect(refused.cause).toMatch(/storage of this server is full/);

  const stopped = await site.visit(owner, `${machine.path}/stop`, { method: 'POST' });
  expect(await stopped.json()).toMatchObject({ status: 'stopped' });

  limitPages(NO_LIMIT);
  expect((await site.visit(owner, `/api/chat/${conversation}`, { body: said('hello again') })).status).toBe(
    202,
  );
});

it.skipIf(!existsSync(FULL_DEVICE))(
  'a disk that fills up under an upload: said, and the upload goes on later',
  async () => {
    const encode = (text: string) => Buffer.from(text).toString('base64');
    const tus = { 'tus-resumable': '1.0.0' };
    const metadata = `filename ${encode('part.gcode')},printerId ${encode(machine.id)}`;
    const code = 'G28\nG1 X10 Y10 F3000\n';
    const made = await site.visit(owner, '/api/uploads', {
      method: 'POST',
      headers: { ...tus, 'upload-length': String(code.length), 'upload-metadata': metadata },
    });
    expect(made.status).toBe(201);
    const path = new URL(made.headers.get('location') ?? '', 'http://app').pathname;
    const file = join(site.app.settings.dataDirectory, 'uploads', path.split('/').at(-1) ?? '');
    const send = () =>
      site.visit(owner, path, {
        method: 'PATCH',
        headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
        body: new TextEncoder().encode(code),
      });
    expect(existsSync(file)).toBe(true);
    rmSync(file);
    symlinkSync(FULL_DEVICE, file);
    const full = await send();
    expect(full.status).toBeGreaterThanOrEqual(500);
    expect(await errorOf(full)).toEqual({
      cause: expect.stringMatching(/storage of this server is full|could not be stored/),
      remedy: expect.stringMatching(/goes on where it stopped|Nothing was lost/),
    });

    rmSync(file);
    writeFileSync(file, '');
    expect((await send()).status).toBe(204);
  },
);
