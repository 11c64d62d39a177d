import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { expect, test, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { sliced } from '../support/fixtures.ts';
import { root } from '../support/processes.ts';
import { jobAt } from './support/main-journey.ts';
import { personOn } from './support/person.ts';
import { putOnPrinter, startWorld, tracesAt, type World } from './support/world.ts';

/** Another assistant, with a token that a person made on the settings page. */
test.describe.serial('another assistant over MCP', () => {
  let world: World;
  const clients: Client[] = [];

  test.beforeAll(async () => {
    world = await startWorld({ speed: 40 });
    await putOnPrinter(world.printer.url, 'cube_thumb.gcode', readFileSync(sliced('cube_thumb')));
  });
  test.beforeEach(({ context }) => world.signIn(context));
  test.afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));
  test.afterAll(() => world.stop());

  async function connect(transport: Transport): Promise<Client> {
    const client = new Client({ name: 'another-assistant', version: '1.0.0' });
    await client.connect(transport);
    clients.push(client);
    return client;
  }
  const overHttp = (token: string) => {
    const requestInit = { headers: { authorization: `Bearer ${token}` } };
    return new StreamableHTTPClientTransport(new URL(`${world.app.url}/mcp`), { requestInit });
  };
  const overStdio = (args: string[]) =>
    new StdioClientTransport({
      command: 'npm',
      args: ['run', '--silent', 'mcp', '--', ...args],
      cwd: root,
      stderr: 'ignore',
    });

  const call = async (client: Client, name: string, args: Record<string, unknown> = {}) => {
    const { structuredContent, isError } = await client.callTool({ name, arguments: args });
    expect(isError ?? false, JSON.stringify(structuredContent)).toBe(false);
    return structuredContent as Record<string, unknown>;
  };
  const job = () => jobAt(world.printer.url);

  async function makeToken(page: Page, name: string): Promise<string> {
    await personOn(page).open(`${world.app.url}/settings`);
    await page.getByText('New token…').click();
    await page.getByRole('textbox', { name: 'Name' }).and(page.locator('#tokenName')).fill(name);
    await page.getByRole('button', { name: 'Make the token' }).click();
    const once = page.getByRole('status').filter({ hasText: 'shown only this once' });
    return (await once.locator('pre').innerText()).trim();
  }

  /** Asks for a print, has it approved on the approvals page, and follows it to the printer. */
  async function printsAfterApproval(page: Page, client: Client): Promise<void> {
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['get_status', 'start_print', 'get_action', 'emergency_stop']),
    );
    expect(await call(client, 'get_status')).toMatchObject({ printer: 'workshop', stale: false });

    const before = await tracesAt(world.printer.url);
    const asked = await call(client, 'start_print', { path: 'cube_thumb.gcode' });
    expect(asked).toMatchObject({
      status: 'approval_required',
      approve_url: expect.stringContaining(world.app.url),
    });
    expect(await tracesAt(world.printer.url)).toEqual(before);
    const waiting = await call(client, 'get_action', { action_id: asked.action_id });
    expect(waiting).toMatchObject({ status: 'pending' });

    await personOn(page).open(`${world.app.url}/approvals`);
    const slip = page.getByRole('region', { name: /^Needs your decision: Print cube_thumb/ });
    await expect(slip).toContainText('Asked by');
    const outcome = call(client, 'get_action', { action_id: asked.action_id, wait_s: 30 });
    await personOn(page).approve();
    expect(await outcome).toMatchObject({
      status: 'done',
      message: expect.stringContaining('cube_thumb.gcode'),
    });
    expect(await job()).toMatchObject({ state: 'printing', filename: 'cube_thumb.gcode' });
    await expect(page.getByText('Approved by', { exact: false }).first()).toBeVisible();
  }

  async function cancels(page: Page, client: Client): Promise<void> {
    const asked = await call(client, 'cancel_print');
    await personOn(page).open(String(asked.approve_url));
    await personOn(page).approve();
    await expect.poll(async () => (await job()).state).toBe('cancelled');
  }

  test('over Streamable HTTP: it asks, the person approves in the browser, the printer prints', async ({
    page,
  }) => {
    const token = await makeToken(page, 'another assistant');
    const client = await connect(overHttp(token));
    await printsAfterApproval(page, client);
    await cancels(page, client);
  });

  test('over stdio through the running server: the same', async ({ page }) => {
    const token = await makeToken(page, 'on the desk');
    const client = await connect(overStdio(['--server', world.app.url, '--token', token]));
    await printsAfterApproval(page, client);
    await cancels(page, client);
  });

  test('a declined wish sends nothing, and the assistant hears the reason', async ({ page }) => {
    const client = await connect(overHttp(await makeToken(page, 'eager')));
    const before = await tracesAt(world.printer.url);
    const asked = await call(client, 'set_temperature', { heater: 'extruder', target_c: 200 });
    await personOn(page).open(String(asked.approve_url));
    await personOn(page).decline('Not while I am away');
    const outcome = await call(client, 'get_action', { action_id: asked.action_id, wait_s: 10 });
    expect(outcome).toMatchObject({ status: 'declined', reason: 'Not while I am away' });
    expect(await tracesAt(world.printer.url)).toEqual(before);
  });

  test('a token proposes and cannot decide; wrong, missing and revoked ones get 401', async ({ page }) => {
    const token = await makeToken(page, 'to be revoked');
    const client = await connect(overHttp(token));
    const asked = await call(client, 'start_print', { path: 'cube_thumb.gcode' });
    const decide = (headers: Record<string, string>) =>
      fetch(`${world.app.url}/api/actions/${String(asked.action_id)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ decision: 'approve' }),
      });
    expect((await decide({ authorization: `Bearer ${token}` })).status).toBeGreaterThanOrEqual(401);
    expect((await job()).state).not.toBe('printing');

    await personOn(page).open(`${world.app.url}/settings`);
    await page.getByRole('button', { name: /^Revoke.*to be revoked/ }).click();
    await expect(page.getByRole('button', { name: /^Revoke.*to be revoked/ })).toHaveCount(0);
    const hello = (headers: Record<string, string>) =>
      fetch(`${world.app.url}/mcp`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          ...headers,
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
      });
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: `Bearer ${token}` }]) {
      const response = await hello(headers as Record<string, string>);
      expect(response.status).toBe(401);
    }
    await expect(client.listTools()).rejects.toThrow(/401|token/i);
  });

  test('npm run --silent mcp: the first byte on standard output is {', async ({ page }) => {
    const token = await makeToken(page, 'first byte');
    const child = spawn(
      'npm',
      ['run', '--silent', 'mcp', '--', '--server', world.app.url, '--token', token],
      {
        cwd: root,
        stdio: ['pipe', 'pipe', 'ignore'],
      },
    );
    const first = new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())),
    );
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const clientInfo = { name: 'test', version: '1' };
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`);
    expect((await first)[0]).toBe('{');
    child.stdin.end();
    await ended;
  });

  test('alone with a printer: it reads, and offers nothing that changes', async () => {
    const client = await connect(overStdio(['--printer', world.printer.url]));
    const { tools } = await client.listTools();
    expect(tools.length).toBeGreaterThan(5);
    expect(tools.filter(({ annotations }) => !annotations?.readOnlyHint).map(({ name }) => name)).toEqual([]);
    await expect.poll(async () => (await call(client, 'get_status')).state).not.toMatch(/connect|unknown/i);
    const before = await tracesAt(world.printer.url);
    const refused = await client
      .callTool({ name: 'start_print', arguments: { path: 'cube_thumb.gcode' } })
      .then(
        (answer) => answer.isError === true,
        () => true,
      );
    expect(refused).toBe(true);
    expect(await tracesAt(world.printer.url)).toEqual(before);
  });
});
