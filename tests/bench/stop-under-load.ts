import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { startSimulator, type Simulator } from '../../src/klipper/simulator/index.ts';
import { createApp, type App } from '../../web/lib/server/app.ts';
import { answerMcp } from '../../web/lib/server/mcp/answer.ts';
import { readSettings } from '../../web/lib/server/settings.ts';
import type { VerifiedToken } from '../../web/lib/server/tokens/tokens.ts';
import { percentile, type Benchmarks } from './bench.ts';

const ROUNDS = 20;
const BAR_MS = 250;
const SETUP_CODE = 'TEST-CODE';
const url = new URL('http://localhost:3000/mcp');

/**
 * How long an emergency stop takes from the request to the printer, by a token whose requests are spent, while
 * another program holds the database, the person's queue of approvals is full, and a model hangs in the chat.
 */
export async function stopUnderLoad(): Promise<Benchmarks> {
  const folder = mkdtempSync(join(tmpdir(), 'cloud-print-stop-'));
  const simulator = await startSimulator({ port: 0, speed: 50 });
  const model = await startStuckModel();
  const app = await createApp(
    readSettings({
      ...{ DATA_DIRECTORY: folder, PRACTICE_PRINTER: 'off', SETUP_CODE, ALLOW_LOOPBACK_PRINTERS: 'on' },
      ...{ OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'stuck' },
    }),
  );
  const other = new SqliteDatabase(join(folder, 'cloud-print.sqlite'));
  const { error } = console;
  try {
    const secret = await prepare(app, simulator);
    await model.asked;
    app.database.$client.pragma('busy_timeout = 300');
    // The trail cannot be written while the database is held; that is told, and is not what is measured.
    console.error = () => undefined;
    other.exec('BEGIN IMMEDIATE');
    const samples: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) samples.push(await stopOnce(app, secret, simulator));
    other.exec('ROLLBACK');
    const value = percentile(samples, 0.95);
    return {
      'emergency stop leaves under load, ms p95': {
        ...{ value, baseline: BAR_MS, ratio: value / BAR_MS },
        ...{ bar: `≤ ${BAR_MS} ms`, ok: value <= BAR_MS },
      },
    };
  } finally {
    console.error = error;
    other.close();
    await app.stop();
    await simulator.stop();
    model.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Takes every question and never answers. */
async function startStuckModel() {
  const server = createServer();
  const asked = new Promise<void>((resolve) => server.once('request', () => resolve()));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const stop = () => (server.close(), server.closeAllConnections());
  return { url: `http://127.0.0.1:${port}/v1`, asked, stop };
}

/** A person with a printer and an answer that never comes, a token whose requests are spent, and as many waiting actions as one may have. */
async function prepare(app: App, simulator: Simulator): Promise<string> {
  const person = { email: 'bench@example.org', password: 'three green printers', setupCode: SETUP_CODE };
  const registered = await app.accounts.register(person, { address: '127.0.0.1', userAgent: 'bench' });
  if (!registered.ok) throw new Error(registered.message);
  const userId = registered.user.id;
  const added = await app.printers.add({ userId, address: simulator.url, name: 'Bench' });
  if (!added.ok) throw new Error(added.message);
  await app.printers.get(added.id)?.whenReady();
  const made = { userId, name: 'Bench', printerIds: null, expiresInDays: 1 };
  const question = {
    text: 'What is a good first layer?',
    printerId: added.id,
    uploadIds: [],
    pictureIds: [],
  };
  app.chat.send(userId, 'new', question);
  const { secret, view } = app.tokens.create({ ...made, scopes: ['read', 'control'] });
  const token = app.tokens.verify(secret)!;
  for (let target = 40; target < 60; target += 1) {
    await call(app, token, 'set_temperature', { heater: 'bed', target_c: target });
  }
  while (app.mcpLimit.take(view.id) === 0);
  const refused = await call(app, token, 'get_status', {});
  if (refused.status !== 429) throw new Error(`The limit is not spent: ${refused.status}`);
  return secret;
}

async function stopOnce(app: App, secret: string, simulator: Simulator): Promise<number> {
  const before = simulator.requests.length;
  const token = app.tokens.verify(secret)!;
  const began = performance.now();
  const answering = call(app, token, 'emergency_stop', {});
  while (simulator.requests.length === before) await new Promise((resolve) => setImmediate(resolve));
  const left = performance.now() - began;
  const answer = await (await answering).text();
  if (!answer.includes('"stopped":true')) throw new Error(`The stop was not confirmed: ${answer}`);
  return left;
}

function call(app: App, token: VerifiedToken, name: string, args: object): Promise<Response> {
  const body = JSON.stringify({
    ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
    params: { name, arguments: args },
  });
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  return answerMcp(app, token, new Request(url, { method: 'POST', headers, body }), url);
}
