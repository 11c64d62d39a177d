import { describe, expect, it, onTestFinished } from 'vitest';
import { connectPrinter } from '../connect-printer.ts';
import { parseAddress } from '../egress/address.ts';
import { startSimulator } from '../simulator/index.ts';
import { loopback } from '../testing/world.ts';

async function bridge() {
  const simulator = await startSimulator({ port: 0, speed: 20 });
  const printer = connectPrinter({
    id: 'sim',
    name: 'Practice',
    address: parseAddress(`127.0.0.1:${String(simulator.port)}`),
    policy: loopback,
  });
  onTestFinished(async () => {
    printer.stop();
    await simulator.stop();
  });
  await printer.whenReady(20_000);
  const opened = await printer.openKlippyBridge();
  onTestFinished(() => {
    opened.close();
  });
  return opened;
}

describe('Klipper’s own API', () => {
  it('answers questions, and tells its own form of error', async () => {
    const klippy = await bridge();
    expect(await klippy.request('info')).toMatchObject({ state: 'ready' });
    await expect(klippy.request('no_such/dump_thing')).rejects.toThrow(/no_such/);
  });

  it('lets nothing through that changes the printer', async () => {
    const klippy = await bridge();
    for (const method of ['gcode/script', 'emergency_stop', 'gcode/restart', 'pause_resume/cancel']) {
      await expect(klippy.request(method, { script: 'G28' })).rejects.toMatchObject({ kind: 'bad-input' });
    }
  });
});
