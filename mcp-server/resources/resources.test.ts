import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { describe, expect, it } from 'vitest';
import { createPrinterServer } from '../server.ts';
import { ask, createWorld, principal, type World } from '../testing/world.ts';

async function connect(world: World, who = principal({ door: 'mcp-http' })) {
  const server = createPrinterServer({ ...world, principal: who });
  const client = new Client({ name: 'test', version: '1' });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(theirs), client.connect(ours)]);
  return client;
}

const textOf = (result: { contents: object[] }) => String((result.contents[0] as { text?: string }).text);

describe('resources', () => {
  it('list and read status, configuration without secrets, mesh, log, file and audit', async () => {
    const world = createWorld();
    world.printer.downloads.set('config/printer.cfg', '[x]\napi_key: canary\n');
    world.printer.downloads.set('logs/klippy.log', 'Loaded MCU\n');
    await ask(world, 'home');
    const client = await connect(world);
    const { resources } = await client.listResources();
    expect(resources.map((resource) => resource.uri)).toEqual([
      'audit://recent',
      'printer://p1/status',
      'printer://p1/config',
      'printer://p1/mesh',
      'printer://p1/log',
    ]);
    expect(textOf(await client.readResource({ uri: 'printer://p1/status' }))).toContain('"klippy"');
    expect(textOf(await client.readResource({ uri: 'printer://p1/config' }))).not.toContain('canary');
    expect(textOf(await client.readResource({ uri: 'printer://p1/log' }))).toContain('Loaded MCU');
    expect(textOf(await client.readResource({ uri: 'file://p1/cube.gcode' }))).toContain('PrusaSlicer');
    expect(textOf(await client.readResource({ uri: 'audit://recent' }))).toContain('proposed');
  });

  it('keep to the printers of the principal and to plain paths', async () => {
    const client = await connect(createWorld());
    await expect(client.readResource({ uri: 'printer://p2/status' })).rejects.toThrow('no printer');
    await expect(client.readResource({ uri: 'file://p1/..%2fconfig%2fprinter.cfg' })).rejects.toThrow(
      'no path',
    );
  });

  it('show the audit trail only to an owner', async () => {
    const world = createWorld();
    await ask(world, 'home');
    const client = await connect(world, principal({ door: 'mcp-http', role: 'operator' }));
    expect(textOf(await client.readResource({ uri: 'audit://recent' }))).toBe('[]');
  });

  it('complete printers and files', async () => {
    const client = await connect(createWorld());
    const ref = { type: 'ref/prompt' as const, name: 'pre_print_check' };
    const { completion } = await client.complete({ ref, argument: { name: 'file', value: 'cu' } });
    expect(completion.values).toEqual(['cube.gcode']);
    const complete = async (
      uri: string,
      name: string,
      value: string,
      chosen: Record<string, string> = {},
    ) => {
      const template = { type: 'ref/resource' as const, uri };
      const answer = await client.complete({
        ref: template,
        argument: { name, value },
        context: { arguments: chosen },
      });
      return answer.completion.values;
    };
    for (const part of ['status', 'config', 'mesh', 'log'])
      expect(await complete(`printer://{id}/${part}`, 'id', 'p')).toEqual(['p1']);
    const file = 'file://{printer}/{+path}';
    expect(await complete(file, 'printer', '')).toEqual(['p1']);
    expect(await complete(file, 'path', 'CU', { printer: 'p1' })).toEqual(['cube.gcode']);
    expect(await complete(file, 'path', 'cu', { printer: 'p2' })).toEqual([]);
  });
});

describe('prompts', () => {
  it('are offered with their words filled in', async () => {
    const client = await connect(createWorld());
    const { prompts } = await client.listPrompts();
    expect(prompts.map((prompt) => prompt.name)).toEqual([
      'diagnose_failure',
      'end_of_day_safe',
      'first_layer_watch',
      'guided_calibration',
      'pre_print_check',
    ]);
    const { messages } = await client.getPrompt({
      name: 'pre_print_check',
      arguments: { file: 'cube.gcode' },
    });
    expect(JSON.stringify(messages)).toContain('cube.gcode can be printed on Practice');
    expect(JSON.stringify(messages)).not.toContain('{{');
  });
});
