import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { startSimulator, type Simulator } from '../index.ts';
import { defaultVenvDirectory, ensurePython } from '../real-moonraker.ts';
import { eventually } from './backend.ts';

const run = promisify(execFile);

const moonrakerApiScript = `
import asyncio, json, sys
from moonraker_api import MoonrakerClient, MoonrakerListener

class Listener(MoonrakerListener):
    def __init__(self):
        self.states, self.notices = [], []
    async def state_changed(self, state):
        self.states.append(state)
    async def on_notification(self, method, data):
        self.notices.append(method)

async def main():
    listener = Listener()
    client = MoonrakerClient(listener, "127.0.0.1", int(sys.argv[1]))
    connected = await client.connect()
    state = await client.get_klipper_status()
    extruder = await client.call_method("printer.objects.query", objects={"extruder": None})
    said = await client.call_method("printer.gcode.script", script="M115")
    await asyncio.sleep(0.5)
    await client.disconnect()
    print(json.dumps({"connected": connected, "state": state, "said": said,
        "fields": sorted(extruder["status"]["extruder"]), "notices": sorted(set(listener.notices))}))

asyncio.run(main())
`;

describe('clients of others, as they are', () => {
  const venv = join(dirname(defaultVenvDirectory()), 'clients');
  const folder = mkdtempSync(join(tmpdir(), 'clients-'));
  let missing: string | null = 'not tried';
  let simulator: Simulator;

  beforeAll(async () => {
    missing = await ensurePython(venv, ['moonraker-api==4.0.0', 'klipperctl==0.2.0'], 'import moonraker_api');
    simulator = await startSimulator({ port: 0, speed: 20 });
  });
  afterAll(async () => {
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const needs = ({ skip }: TestContext): void => {
    if (missing !== null) skip(missing);
  };

  it('moonraker-api connects, asks, commands and hears', async (context) => {
    needs(context);
    const script = join(folder, 'ask.py');
    writeFileSync(script, moonrakerApiScript);
    const { stdout } = await run(join(venv, 'bin', 'python'), [script, String(simulator.port)]);
    expect(JSON.parse(stdout)).toMatchObject({
      connected: true,
      state: 'ready',
      said: 'ok',
      fields: [
        'can_extrude',
        'motion_queue',
        'power',
        'pressure_advance',
        'smooth_time',
        'target',
        'temperature',
      ],
      notices: expect.arrayContaining(['notify_gcode_response']) as string[],
    });
  });

  it('klipperctl uploads, prints, pauses, resumes and lists', async (context) => {
    needs(context);
    const file = join(folder, 'cube_thumb.gcode');
    writeFileSync(
      file,
      gunzipSync(
        readFileSync(new URL('../../../../tests/fixtures/gcode/cube_thumb.gcode.gz', import.meta.url)),
      ),
    );
    const control = async (...words: string[]): Promise<string> =>
      (
        await run(join(venv, 'bin', 'python'), [
          join(venv, 'bin', 'klipperctl'),
          '--url',
          simulator.url,
          '--no-color',
          ...words,
        ])
      ).stdout;
    expect(await control('printer', 'info')).toContain('state: ready');
    expect(await control('files', 'upload', file)).toContain('Uploaded: cube_thumb.gcode');
    expect(await control('files', 'info', 'cube_thumb.gcode')).toContain('19m 5s');
    expect(await control('print', 'start', 'cube_thumb.gcode')).toContain('Print started');
    await eventually('printing', () => simulator.machine.printStats.state === 'printing');
    expect(await control('print', 'pause')).toContain('paused');
    expect(await control('print', 'resume')).toContain('resumed');
    expect(await control('history', 'list')).toContain('cube_thumb.gcode');
    expect(await control('printer', 'temps')).toContain('extruder');
  });
});
