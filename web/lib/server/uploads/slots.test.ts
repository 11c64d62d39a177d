import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startWorkshop } from '../testing/printers.ts';
import { startUploads } from './start.ts';
import type { Visitor } from '../testing/site.ts';

const GCODE = 'G28\nG1 X10 Y10 F3000\nM84\n';
const { site, owner, machine, stop } = await startWorkshop();
const stranger = await site.register('stranger@example.com');
const token = await newToken(owner, ['read', 'control']);
afterAll(stop);

async function newToken(who: Visitor, scopes: string[]): Promise<string> {
  const made = await site.visit(who, '/api/tokens', { body: { name: 'Program', scopes } });
  return ((await made.json()) as { secret: string }).secret;
}

/** Asks over MCP, the person approves on the page: the address that came of it. */
async function slotFor(name: string, sizeBytes: number): Promise<string> {
  const asked = await site.visit(site.visitor(), '/mcp', {
    body: {
      ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
      params: { name: 'create_upload', arguments: { name, size_bytes: sizeBytes } },
    },
    origin: null,
    headers: { accept: 'application/json, text/event-stream', authorization: `Bearer ${token}` },
  });
  type Asked = { result: { structuredContent: { status: string; action_id: string } } };
  const { status, action_id: id } = ((await asked.json()) as Asked).result.structuredContent;
  expect(status).toBe('approval_required');
  await site.visit(owner, `/api/actions/${id}`, { body: { decision: 'approve' } });
  const ended = await site.app.gate.wait(id, 5_000);
  expect(ended?.status).toBe('done');
  return (ended?.outcome?.result as { url: string }).url;
}

const send = (url: string, body: string, bearer = token, headers: Record<string, string> = {}) =>
  site.visit(site.visitor(), url, {
    ...{ method: 'PUT', body, origin: null },
    headers: { authorization: `Bearer ${bearer}`, ...headers },
  });
const onPrinter = async (path: string) => (await machine.printer.files.facts(path)) !== null;

describe('create_upload through the web', () => {
  it('S10 takes the approved file once, and starts nothing', async () => {
    const url = await slotFor('once.gcode', GCODE.length);
    const sent = await send(url, GCODE);
    expect([sent.status, await sent.json()]).toMatchObject([201, { complete: true }]);
    expect(await onPrinter('once.gcode')).toBe(true);
    expect(machine.printer.snapshot().job.state).toBe('standby');
    expect((await send(url, GCODE)).status).toBe(404);
  });

  it('takes a large file in pieces, in their order', async () => {
    const url = await slotFor('pieces.gcode', GCODE.length);
    const piece = (from: number, to: number) =>
      send(url, GCODE.slice(from, to), token, { 'upload-offset': String(from) });
    expect((await piece(0, 10)).status).toBe(202);
    expect((await piece(5, 12)).status).toBe(409);
    expect((await piece(10, GCODE.length)).status).toBe(201);
    expect(await onPrinter('pieces.gcode')).toBe(true);
  });

  it('survives a restart in the middle: what was acknowledged is kept, a torn piece is not', async () => {
    const url = await slotFor('restart.gcode', GCODE.length);
    expect((await send(url, GCODE.slice(0, 10), token, { 'upload-offset': '0' })).status).toBe(202);
    const id = url.split('/').at(-1)!;
    const { database, settings, printers, live } = site.app;
    await appendFile(join(settings.dataDirectory, 'uploads', id), 'M104 S3');
    const restarted = startUploads({ database, settings, printers, live });
    try {
      await restarted.recover();
      const sender = { userId: owner.userId, roles: new Map([[machine.id, 'owner' as const]]) };
      const late = Buffer.from(GCODE.slice(12));
      expect(await restarted.slots.receive(id, sender, late, 12)).toMatchObject({ status: 409 });
      const rest = Buffer.from(GCODE.slice(10));
      expect(await restarted.slots.receive(id, sender, rest, 10)).toMatchObject({ complete: true });
    } finally {
      restarted.stop();
    }
    const stored = await machine.printer.files.download('gcodes', 'restart.gcode');
    expect(await new Response(stored).text()).toBe(GCODE);
  });

  it('S10 another size ends it', async () => {
    for (const body of [GCODE.slice(1), `${GCODE}M104 S300\n`]) {
      const url = await slotFor('size.gcode', GCODE.length);
      expect((await send(url, body)).status).toBe(413);
      expect((await send(url, GCODE)).status).toBe(404);
    }
    expect(await onPrinter('size.gcode')).toBe(false);
  });

  it('S10 what is no G-code does not reach the printer', async () => {
    const body = 'PK'.padEnd(40, 'x');
    expect((await send(await slotFor('model.gcode', 40), body)).status).toBe(422);
    expect(await onPrinter('model.gcode')).toBe(false);
  });

  it("S10 somebody else's token, one that only reads, and a session are refused", async () => {
    const url = await slotFor('mine.gcode', GCODE.length);
    expect((await send(url, GCODE, await newToken(stranger, ['read', 'control']))).status).toBe(404);
    expect((await send(url, GCODE, await newToken(owner, ['read']))).status).toBe(403);
    expect((await site.visit(owner, url, { method: 'PUT', body: GCODE })).status).toBe(401);
    expect(await onPrinter('mine.gcode')).toBe(false);
    expect((await send(url, GCODE)).status).toBe(201);
  });

  it("S10 an attachment is the person's own or none at all", async () => {
    const upload = async (who: Visitor) =>
      site.app.gate.propose({
        principal: {
          ...{ userId: who.userId, userName: 'x', door: 'chat', via: 'test' },
          roles: new Map([[machine.id, 'operator']]),
          scopes: new Set(['read', 'control']),
        },
        printerId: machine.id,
        steps: [{ tool: 'create_upload', args: { name: 'copy.gcode', attachment_id: uploadId } }],
      });
    const sent = await send(await slotFor('first.gcode', GCODE.length), GCODE);
    const { uploadId } = (await sent.json()) as { uploadId: string };
    expect(await upload(stranger)).toMatchObject({ refused: { code: 'no-attachment' } });
    const asked = await upload(owner);
    if ('refused' in asked) throw new Error(asked.refused.message);
    await site.visit(owner, `/api/actions/${asked.id}`, { body: { decision: 'approve' } });
    expect(await site.app.gate.wait(asked.id, 5_000)).toMatchObject({ status: 'done' });
    expect(await onPrinter('copy.gcode')).toBe(true);
  });
});
