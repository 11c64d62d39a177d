import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { describe, expect, it } from 'vitest';
import { createPrinterServer, type PrinterServerOptions } from './server.ts';
import { approve, createWorld, principal, type World } from './testing/world.ts';

async function connect(world: World, options: Partial<PrinterServerOptions> = {}) {
  const server = createPrinterServer({ principal: principal(), ...world, ...options });
  const client = new Client({ name: 'test', version: '1' });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(theirs), client.connect(ours)]);
  return client;
}

describe('the printer server', () => {
  it('lists tools with hints derived from their effect and with output schemas', async () => {
    const client = await connect(createWorld());
    const { tools } = await client.listTools();
    const start = tools.find((tool) => tool.name === 'start_print');
    expect(start?.annotations).toMatchObject({ readOnlyHint: false, destructiveHint: true });
    expect(tools.find((tool) => tool.name === 'get_status')?.annotations?.readOnlyHint).toBe(true);
    for (const tool of tools) expect(tool.outputSchema?.properties, tool.name).toBeDefined();
  });

  it('answers every read with observed_at and stale', async () => {
    const world = createWorld();
    const client = await connect(world);
    for (const name of ['list_printers', 'get_status', 'get_temperatures', 'get_snapshot', 'list_files']) {
      const result = await client.callTool({ name, arguments: {} });
      expect(result.isError, name).toBeFalsy();
      expect(result.structuredContent, name).toMatchObject({ observed_at: expect.any(String), stale: false });
    }
  });

  it('answers a change at once with approval_required, and get_action tells the outcome', async () => {
    const world = createWorld();
    const client = await connect(world, {
      links: { approval: (action) => `https://x/approve/${action.id}` },
    });
    const asked = await client.callTool({
      name: 'set_temperature',
      arguments: { heater: 'bed', target_c: 60 },
    });
    expect(asked.structuredContent).toMatchObject({
      status: 'approval_required',
      action_id: 'a1',
      approve_url: 'https://x/approve/a1',
    });
    expect(world.printer.calls).toEqual([]);
    await approve(world, 'a1');
    const outcome = await client.callTool({ name: 'get_action', arguments: { action_id: 'a1', wait_s: 5 } });
    expect(outcome.structuredContent).toMatchObject({
      status: 'done',
      result: { heater: 'heater_bed', target_c: 60 },
    });
  });

  it('refuses bad arguments with the allowed range and without a call', async () => {
    const world = createWorld();
    const client = await connect(world);
    for (const target_c of [9999, -1, '200', null, '200\nM112']) {
      const result = await client.callTool({
        name: 'set_temperature',
        arguments: { heater: 'bed', target_c },
      });
      expect(result.isError).toBe(true);
    }
    const tooHot = await client.callTool({
      name: 'set_temperature',
      arguments: { heater: 'bed', target_c: 109 },
    });
    expect(tooHot.content).toMatchObject([{ text: expect.stringContaining('108 °C') }]);
    expect(world.printer.calls).toEqual([]);
  });

  it('does not know tools called constructor or __proto__', async () => {
    const client = await connect(createWorld());
    for (const name of ['constructor', '__proto__', 'toString', 'approve']) {
      await expect(client.callTool({ name, arguments: {} })).rejects.toThrow('no tool');
    }
  });

  it('offers only reads when read-only, and keeps other scopes out', async () => {
    const world = createWorld();
    const readOnly = await connect(world, { readOnly: true });
    const { tools } = await readOnly.listTools();
    expect(tools.every((tool) => tool.annotations?.readOnlyHint)).toBe(true);
    const token = await connect(world, { principal: principal({ scopes: new Set(['read']) }) });
    expect((await token.listTools()).tools).toHaveLength(tools.length);
    const why = (client: typeof token, name: string) =>
      client.callTool({ name, arguments: {} }).then(String, (error: Error) => error.message);
    expect(await why(token, 'emergency_stop')).toMatch(
      /not turned on here\. The owner can turn on the scope "control"\.$/,
    );
    expect(await why(readOnly, 'home')).toMatch(/can turn on changes \(this door only reads/);
    expect(await why(readOnly, 'send_gcode')).toMatch(/can turn on the set "advanced" and changes/);
  });

  it('asks which printer is meant when there are several', async () => {
    const world = createWorld();
    const both = principal({
      roles: new Map([
        ['p1', 'owner'],
        ['p2', 'owner'],
      ]),
    });
    const client = await connect(world, { principal: both });
    const unclear = await client.callTool({ name: 'get_status', arguments: {} });
    expect(unclear).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('Little Red') }],
    });
    const named = await client.callTool({ name: 'get_status', arguments: { printer: 'little red' } });
    expect(named.structuredContent).toMatchObject({ printer: 'Little Red' });
  });

  it('refuses a start while paused before anybody is asked (Moonraker would drop the paused print)', async () => {
    const world = createWorld();
    const client = await connect(world);
    world.printer.change((state) => (state.job.state = 'paused'));
    const result = await client.callTool({ name: 'start_print', arguments: { path: 'cube.gcode' } });
    expect(result).toMatchObject({ isError: true, structuredContent: { status: 'refused' } });
    world.printer.change((state) => (state.job.state = 'standby'));
    const pause = await client.callTool({ name: 'pause_print', arguments: {} });
    expect(pause).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('Nothing is printing') }],
    });
  });

  it('says that a stop was not confirmed, never that it worked', async () => {
    const world = createWorld();
    const client = await connect(world);
    world.printer.stopOutcome = { status: 'not-confirmed', message: 'No connection.', elapsedMs: 3 };
    const failed = await client.callTool({ name: 'emergency_stop', arguments: {} });
    expect(failed.structuredContent).toMatchObject({ stopped: false });
    expect(JSON.stringify(failed.content)).toContain('Cut its power');
  });
});
