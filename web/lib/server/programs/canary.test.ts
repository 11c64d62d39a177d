import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startSimulator, type Simulator } from '../../../../src/klipper/simulator/index.ts';
import { type Site, startSite, type Visitor } from '../testing/site.ts';

/** Each is put where a secret of its kind lies; none may come out anywhere. */
const CANARY = {
  printerKey: 'canary0printer0key0000000000000001',
  modelKey: 'sk-canary-model-key-2',
  inConfig: 'canary-mqtt-password-3',
};
let site: Site;
let owner: Visitor;
let simulator: Simulator;
let token: string;
const heard: string[] = [];

beforeAll(async () => {
  for (const level of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...words: unknown[]) => {
      heard.push(
        words.map((word) => (word instanceof Error ? `${word.stack}` : JSON.stringify(word))).join(),
      );
    });
  }
  site = await startSite({
    ...{ ALLOW_LOOPBACK_PRINTERS: 'on', MCP_TOOLSETS: 'core,control,files,calibrate,config,advanced' },
    ...{ OPENAI_API_KEY: CANARY.modelKey, OPENAI_MODEL: 'none', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' },
  });
  owner = await site.register('owner@example.com');
  simulator = await startSimulator({ port: 0, speed: 50, apiKey: CANARY.printerKey });
  const folder = join(simulator.dataDirectory, 'config');
  await mkdir(folder, { recursive: true });
  await appendFile(join(folder, 'printer.cfg'), `\n[mqtt]\npassword: ${CANARY.inConfig}\n`);
  const added = await site.app.printers.add({
    ...{ userId: owner.userId, address: simulator.url, name: 'Locked' },
    credentials: { apiKey: CANARY.printerKey },
  });
  if (!added.ok) throw new Error(added.message);
  await site.app.printers.get(added.id)?.whenReady();
  const body = { name: 'Program', scopes: ['read', 'control', 'config'] };
  token = ((await (await site.visit(owner, '/api/tokens', { body })).json()) as { secret: string }).secret;
});
afterAll(async () => {
  await site.stop();
  await simulator.stop();
  vi.restoreAllMocks();
});

const ask = async (path: string, body?: object) =>
  (
    await site.visit(site.visitor(), path, {
      ...(body && { body }),
      ...{ origin: null, headers: { authorization: `Bearer ${token}` } },
    })
  ).text();

describe('secrets never come out', () => {
  it('not in results, errors or logs: every tool, well and badly called, with a printer and without', async () => {
    const { tools } = JSON.parse(await ask('/api/tools')) as { tools: { name: string; effect: string }[] };
    const said: string[] = [];
    const round = async () => {
      for (const { name, effect } of tools) {
        if (effect === 'stops' || name === 'watch_print') continue;
        said.push(await ask(`/api/tools/${name}`, {}));
        said.push(await ask(`/api/tools/${name}`, { printer: token, path: CANARY.printerKey.slice(0, 6) }));
      }
      said.push(await ask('/api/tools/get_config', { file: 'printer.cfg' }));
      said.push(await ask('/api/tools/get_config', { section: 'mqtt' }));
      said.push(await (await site.visit(owner, '/api/printers')).text());
      said.push(await (await site.visit(owner, '/api/audit')).text());
      said.push(await (await site.visit(owner, '/api/tokens')).text());
    };
    await round();
    expect(said.join()).toMatch(/\[mqtt\][^]{0,12}password/);
    await simulator.stop();
    await round();
    const everything = [...said, ...heard].join('\n');
    for (const [kind, secret] of Object.entries(CANARY))
      expect(everything.includes(secret), kind).toBe(false);
    // What a caller sent as a printer's name may be told back to that caller, but never reaches a log.
    expect(heard.join('\n').includes(token)).toBe(false);
    const cookie = [...owner.jar.values()][0] ?? 'none';
    expect(everything.includes(cookie)).toBe(false);
  }, 60_000);
});
