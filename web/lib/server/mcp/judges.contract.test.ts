import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RequestEvent } from '@sveltejs/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveOnce } from '../../../../mcp-server/index.ts';
import { createFixtureServer } from '../../../../mcp-server/testing/judges/fixtures.ts';
import { installJudges, run } from '../../../../tests/support/judges.ts';
import { root } from '../../../../tests/support/processes.ts';
import { loadEndpoint, type Endpoint } from '../testing/routes.ts';
import { listenAs } from '../testing/listen.ts';
import { addSimulated } from '../testing/printers.ts';
import { type Site, startSite } from '../testing/site.ts';

const judges = await installJudges();
if (!judges.available) console.warn(`The outside judges are skipped: ${judges.reason}`);
const EXPECTED_FAILURES = join(root, 'mcp-server/testing/judges/expected-failures.yml');

/** What the suite looks at without fixtures of its own. */
const GENERIC = [
  'server-initialize',
  'ping',
  'tools-list',
  'resources-list',
  'prompts-list',
  'dns-rebinding-protection',
];

describe.skipIf(!judges.available)('outside judges', () => {
  let site: Site;
  let machine: Awaited<ReturnType<typeof addSimulated>>;
  let token: string;
  let real: Awaited<ReturnType<typeof listenAs>>;
  let fixtures: Awaited<ReturnType<typeof listenAs>>;
  let results: string;

  beforeAll(async () => {
    site = await startSite({ ALLOW_LOOPBACK_PRINTERS: 'on' });
    const owner = await site.register('owner@example.com');
    machine = await addSimulated(site, owner, 'Workshop');
    const scopes = ['read', 'control'] as const;
    const made = { userId: owner.userId, name: 'Judge', printerIds: null, expiresInDays: 1 };
    token = site.app.tokens.create({ ...made, scopes: [...scopes] }).secret;
    real = await listenAs('/mcp', token, async (event) => {
      const module = await loadEndpoint('/mcp');
      return (module?.[event.request.method] as Endpoint)(event);
    });
    fixtures = await listenAs('/mcp', token, answerWithFixtures);
    results = await mkdtemp(join(tmpdir(), 'cloud-print-judges-'));
  });
  afterAll(async () => {
    await real?.stop();
    await fixtures?.stop();
    await site?.stop();
    await machine?.simulator.stop();
    if (results) await rm(results, { recursive: true, force: true });
  });

  const conformance = (url: string, ...args: string[]) =>
    run(process.execPath, [programOf('conformance'), ...['server', '--url', url, '-o', results, ...args]]);
  const inspector = (...args: string[]) => run(process.execPath, [programOf('inspector'), '--cli', ...args]);

  it('conformance: every scenario passes, or is named with the reason why it cannot', async () => {
    const { code, text } = await conformance(
      fixtures.url,
      ...['--suite', 'all', '--expected-failures', EXPECTED_FAILURES],
    );
    expect(text).toMatch(/\d+ passed/);
    expect([code, code === 0 ? '' : text]).toEqual([0, '']);
    const named = (await readFile(EXPECTED_FAILURES, 'utf8')).match(/^ {2}- /gm) ?? [];
    expect(named.length).toBeLessThanOrEqual(6);
  });

  it.each(GENERIC)('conformance: %s on the real server', async (scenario) => {
    const { code, text } = await conformance(real.url, '--scenario', scenario);
    expect([code, code === 0 ? '' : text]).toEqual([0, '']);
  });

  it('inspector: lists and calls tools over HTTP, a change waits', async () => {
    const header = ['--transport', 'http', '--header', `Authorization: Bearer ${token}`];
    const list = await inspector(real.url, ...header, '--method', 'tools/list');
    expect(list.text).toContain('"emergency_stop"');
    const call = ['--method', 'tools/call', '--tool-name'];
    const read = await inspector(real.url, ...header, ...call, 'get_status');
    expect(read.text).toContain('observed_at');
    const heat = ['set_temperature', '--tool-arg', 'heater=bed', '--tool-arg', 'target_c=50'];
    const asked = await inspector(real.url, ...header, ...call, ...heat);
    expect(asked.text).toContain('approval_required');
    expect(machine.printer.snapshot().sensors.every(({ targetCelsius }) => !targetCelsius)).toBe(true);
  });

  it('inspector: lists and calls tools over stdio', async () => {
    const program = [process.execPath, 'mcp-server/stdio.ts', '--printer', machine.simulator.url];
    const list = await inspector(...program, '--method', 'tools/list');
    expect(list.text).toContain('"get_status"');
    expect(list.text).not.toContain('"set_temperature"');
    const read = await inspector(...program, '--method', 'tools/call', '--tool-name', 'get_status');
    expect(read.text).toContain('observed_at');
  });
});

function programOf(name: 'conformance' | 'inspector'): string {
  if (!judges.available) throw new Error(judges.reason);
  return judges.program(name);
}

/** The same door as the real server's, with what the suite expects behind it. */
async function answerWithFixtures({ request }: RequestEvent): Promise<Response> {
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
  return serveOnce(request, await request.json(), createFixtureServer(), { stream: true });
}
