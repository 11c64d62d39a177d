import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/klipper/index.ts';
import { handleMcpRequest, registry, type ToolServices } from '../../mcp-server/index.ts';
import { createGate } from '../../mcp-server/index.ts';
import {
  act,
  asked,
  FILE,
  hostileModel,
  person,
  putFile,
  refusal,
  startGateWorld,
  type GateWorld,
} from './world.ts';

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
  await putFile(world);
}, 30_000);
afterAll(() => world.stop());
beforeEach(() => world.mark());

const gcode = (...commands: string[]) => ['send_gcode', { commands }] as const;

describe('what is sent', () => {
  it('S01 line ends, separators and NUL in any text are refused', async () => {
    const model = await hostileModel(world);
    for (const bad of ['a\nM112', 'a\rM112', 'a\u2028M112', 'a\u2029M112', 'a\u0085M112', 'a\u0000']) {
      for (const [name, args] of [
        ['start_print', { path: `${bad}.gcode` }],
        ['set_temperature', { heater: bad, target_c: 50 }],
        ['exclude_object', { object: bad }],
        ['set_output', { name: bad, percent: 0 }],
        ['run_macro', { name: bad }],
        ['run_macro', { name: 'PRINT_START', params: { BED: bad } }],
        ['calibrate', { routine: 'bed_mesh', profile: bad }],
        ['delete_file', { path: bad }],
        ['get_status', { printer: `p1${bad}` }],
        ['list_files', { query: bad }],
        gcode(bad),
      ] as const) {
        expect((await model.call(name, args)).isError, `${name} ${JSON.stringify(args)}`).toBe(true);
      }
    }
    expect(world.effects()).toEqual([]);
  });

  it('S02 comments, line numbers, checksums, case and missing spaces become one form, within bounds', async () => {
    for (const [line, written] of [
      ['m104 s150 ; M104 S999', 'M104 S150'],
      ['N10 M104 S150*98', 'M104 S150'],
      ['M104S150', 'M104 S150'],
      ['M 104 S150', 'M104 S150'],
      ['  g28  x  ', 'G28 X'],
    ] as const) {
      expect((await asked(world, ...gcode(line))).summary.title).toBe(`Send ${written}`);
      const action = world.store.list({ printerIds: ['p1'], status: ['pending'] })[0]!;
      await world.gate.decide({
        actionId: action.id,
        decision: 'decline',
        principal: person({ door: 'page' }),
      });
      world.clock.shift(61_000);
    }
    for (const line of ['m104 s999 ;', 'N10 M104 S999*98', 'M104S999', 'M 104 S999'])
      await refusal(world, ...gcode(line));
    expect(world.effects()).toEqual([]);
  });

  it('S03 a parameter twice, the R form and tool selectors are refused', async () => {
    for (const line of [
      'M104 S200 S999',
      'M109 R200',
      'M104 T1 S200',
      'T0',
      'G1 X1 X2',
      'SET_HEATER_TEMPERATURE HEATER=extruder TARGET=1 TARGET=999',
    ]) {
      await refusal(world, ...gcode(line));
    }
    expect(world.effects()).toEqual([]);
  });

  it('S04 macros take only declared parameters with plain values', async () => {
    for (const [name, params] of [
      ['PRINT_START BED=1', {}],
      ['PRINT_START', { BED: '60 EXTRUDER=300' }],
      ['PRINT_START', { 'BED=1 X': 60 }],
      ['PRINT_START', { BED: '"60"' }],
      ['PRINT_START', { BED: '{printer.x}' }],
      ['PRINT_START', { BED: 'a=b' }],
      ['PRINT_START', { UNDECLARED: 1 }],
      ['PRINT_START', { BED: 60, bed: 90 }],
      ['G28', {}],
      ['constructor', {}],
    ] as const) {
      await refusal(world, 'run_macro', { name, params });
    }
    expect(
      (await asked(world, 'run_macro', { name: 'print_start', params: { BED: 60 } })).summary.title,
    ).toBe('Run PRINT_START BED=60');
    expect(world.effects()).toEqual([]);
  });

  it('S05 a macro that reaches a denied command or a remote method is flagged and not run', async () => {
    const bad = await startGateWorld({
      preset: {
        overrides: {
          config_extra:
            '[gcode_macro INNER]\ngcode:\n  RUN_SHELL_COMMAND CMD=x\n\n[gcode_macro OUTER]\ngcode:\n  M117 hello\n  INNER\n\n' +
            '[gcode_macro REMOTE]\ngcode:\n  {action_call_remote_method("shutdown_machine")}\n',
        },
      },
    });
    try {
      const { data } = await (await hostileModel(bad)).call('list_macros');
      const macros = data.macros as { name: string; denied: string[] }[];
      for (const name of ['OUTER', 'REMOTE']) {
        expect(macros.find((macro) => macro.name === name)?.denied).toEqual([expect.any(String)]);
        await refusal(bad, 'run_macro', { name });
      }
      expect(bad.effects()).toEqual([]);
    } finally {
      await bad.stop();
    }
  }, 30_000);

  it('S06 commands that start, save, answer or run something else are refused', async () => {
    for (const line of [
      `SDCARD_PRINT_FILE FILENAME=${FILE}`,
      'UPDATE_DELAYED_GCODE ID=x DURATION=1',
      'SAVE_VARIABLE VARIABLE=a VALUE=1',
      'RESPOND TYPE=command MSG=action:prompt_begin',
      'RUN_SHELL_COMMAND CMD=reboot',
      'M112',
      'M118 //action:poweroff',
      'M23 x',
      'M24',
      'PAUSE',
      'SET_GCODE_VARIABLE MACRO=X VARIABLE=y VALUE=1',
    ]) {
      await refusal(world, ...gcode(line));
    }
    expect(world.effects()).toEqual([]);
  });

  it('S07 paths that leave the folder, however written, are refused', async () => {
    for (const path of [
      '../config/printer.cfg',
      '/etc/passwd',
      'a/../../x.gcode',
      '%2e%2e/config/x.gcode',
      'gcodes/cube.gcode',
      'cube.gcode:stream',
      'a\\..\\x.gcode',
      './x.gcode',
      'a//b.gcode',
      '..',
      '',
    ]) {
      for (const [name, args] of [
        ['start_print', { path }],
        ['delete_file', { path }],
        ['get_file', { path }],
        ['manage_file', { action: 'move', path: FILE, to: path }],
        ['manage_file', { action: 'create_folder', path }],
        ['manage_queue', { action: 'add', paths: [path] }],
        ['get_config', { file: path }],
      ] as const) {
        await refusal(world, name, args);
      }
    }
    expect(world.effects()).toEqual([]);
  });

  it('S08 an upload never prints and always goes to the G-code files', async () => {
    const bytes = Buffer.from('G28\n');
    const services: ToolServices = {
      attachment: async (id) =>
        id === 'mine'
          ? {
              name: 'a.gcode',
              sizeBytes: bytes.length,
              sha256: digest(bytes),
              open: () => new Blob([bytes]).stream(),
            }
          : null,
    };
    world.gate = createGate({ store: world.store, printers: world.printers, clock: world.clock, services });
    await refusal(world, 'create_upload', { name: 'new.gcode', attachment_id: 'mine', print: true });
    await refusal(world, 'create_upload', { name: 'new.gcode', attachment_id: 'mine', root: 'config' });
    const ended = await act(world, 'create_upload', { name: 'new.gcode', attachment_id: 'mine' });
    expect(ended.status).toBe('done');
    expect(world.printer.snapshot().job.state).toBe('standby');
    const upload = world.simulator.requests.findLast((call) => call.path.includes('upload'));
    expect(upload?.params.print ?? 'false').not.toBe('true');
    expect(upload?.params.root ?? 'gcodes').toBe('gcodes');
  });

  it('S09 no tool takes an address, and a camera elsewhere is not asked', async () => {
    for (const tool of registry.all) {
      const names = Object.keys(tool.input.shape);
      expect(
        names.filter((name) => /url|host|address|uri|port/i.test(name)),
        tool.name,
      ).toEqual([]);
    }
    for (const address of ['file:///etc/passwd', 'gopher://x', 'http://'])
      expect(() => parseAddress(address)).toThrow();
    let asked = 0;
    const elsewhere = createServer((_request, response) => {
      asked += 1;
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
    });
    await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
    const { port } = elsewhere.address() as AddressInfo;
    const addresses = [
      'http://169.254.169.254/latest/meta-data',
      `http://127.0.0.1:${port}/picture.jpg`,
      `http://localhost:${port}/picture.jpg`,
      `http://2130706433:${port}/`,
      'file:///etc/passwd',
    ];
    const webcams = addresses.map((snapshot_url, index) => ({
      ...{ name: `cam${index}`, enabled: true, service: 'mjpegstreamer', stream_url: snapshot_url },
      snapshot_url,
    }));
    const poisoned = await startGateWorld({ preset: { overrides: { webcams } } });
    try {
      const model = await hostileModel(poisoned);
      for (const { name } of webcams)
        expect((await model.call('get_snapshot', { camera: name })).isError, name).toBe(true);
      expect(asked).toBe(0);
    } finally {
      await poisoned.stop();
      elsewhere.close();
    }
  }, 30_000);

  it("S10 somebody else's attachment, a wrong type and a taken name are refused", async () => {
    await refusal(world, 'create_upload', { name: 'other.gcode', attachment_id: 'theirs' });
    await refusal(world, 'create_upload', { name: 'model.stl', attachment_id: 'mine' });
    await refusal(world, 'create_upload', { name: 'evil.cfg', attachment_id: 'mine' });
    expect(await refusal(world, 'create_upload', { name: 'CUBE.gcode', attachment_id: 'mine' })).toContain(
      'already',
    );
    await refusal(world, 'create_upload', { name: 'big.gcode', size_bytes: 500_000_001 });
    expect(world.effects()).toEqual([]);
  });

  it('S11 what is long is bounded: lines, lists, bodies and waits', async () => {
    await refusal(world, ...gcode(`G1 X${'1'.repeat(100_000)}`));
    await refusal(world, 'send_gcode', { commands: Array(11).fill('M105') });
    await refusal(world, 'manage_queue', { action: 'add', paths: Array(21).fill(FILE) });
    await refusal(world, 'watch_print', { until: 'end', timeout_s: 100_000 });
    const request = new Request('http://localhost/mcp', {
      method: 'POST',
      body: 'x'.repeat(2_000_000),
      headers: { 'content-type': 'application/json' },
    });
    const response = await handleMcpRequest(request, {
      principal: person({ door: 'mcp-http' }),
      printers: world.printers,
      gate: world.gate,
    });
    expect(response.status).toBe(413);
    expect(world.effects()).toEqual([]);
  });

  it('S11 a file of one line of 100 MB is read in bounded time and memory', async () => {
    const file = join(world.simulator.dataDirectory, 'gcodes', 'line.gcode');
    writeFileSync(file, Buffer.alloc(100_000_000, 'G1 X1 '));
    await expect
      .poll(async () => world.printer.files.facts('line.gcode'), { timeout: 10_000 })
      .not.toBeNull();
    const before = process.memoryUsage().rss;
    const began = performance.now();
    const model = await hostileModel(world);
    for (const name of ['get_file', 'preflight', 'start_print']) {
      const { text } = await model.call(name, { path: 'line.gcode' });
      expect(text.length, name).toBeLessThan(5_000);
    }
    expect(performance.now() - began).toBeLessThan(45_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
    expect(world.effects().filter((effect) => effect.includes('start'))).toEqual([]);
  }, 60_000);
});

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
