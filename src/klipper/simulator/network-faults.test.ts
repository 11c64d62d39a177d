import { expect, it, onTestFinished } from 'vitest';
import { manualClock } from '../clock.ts';
import { connectPrinter } from '../connect-printer.ts';
import { parseAddress } from '../egress/address.ts';
import { tickUntil } from '../testing/ticking.ts';
import { loopback } from '../testing/world.ts';
import { startSimulator } from './index.ts';

/** The real client on a simulated printer; the client's time passes by hand. */
async function connected() {
  const simulator = await startSimulator({ port: 0 });
  const clock = manualClock();
  const address = parseAddress(`127.0.0.1:${String(simulator.port)}`);
  const printer = connectPrinter({ id: 'p', name: 'P', address, policy: loopback }, { clock });
  onTestFinished(async () => {
    printer.stop();
    await simulator.stop();
  });
  await tickUntil(clock, () => !printer.snapshot().stale, 'fresh');
  const say = (script: string) =>
    fetch(`${simulator.url}/printer/gcode/script?script=${encodeURIComponent(script)}`, { method: 'POST' });
  const hears = (text: string) =>
    tickUntil(clock, () => printer.objects()['display_status']?.message === text, `it hears “${text}”`);
  return { simulator, clock, printer, say, hears };
}

it('half-open: open sockets go silent for good, calls work, and the client connects anew within 10 s', async () => {
  const { simulator, clock, printer, say, hears } = await connected();
  simulator.faults.set('half-open');
  simulator.faults.clear('half-open');
  expect((await say('M117 unheard')).status).toBe(200);
  const lost = () => printer.snapshot().connection.problem?.id === 'frozen';
  expect(await tickUntil(clock, lost, 'the silence is noticed')).toBeLessThanOrEqual(10_000);
  await hears('unheard');
  await say('M117 anew');
  await hears('anew');
});

it('moonraker-restart: sockets close, and it is back by itself, read anew', async () => {
  const { simulator, clock, printer, say, hears } = await connected();
  await say('M117 before');
  await hears('before');
  simulator.faults.set('moonraker-restart');
  await expect(say('M117 away')).rejects.toThrow();
  await tickUntil(clock, () => printer.snapshot().connection.phase === 'reconnecting', 'noticed');
  await tickUntil(clock, () => !printer.snapshot().stale, 'fresh again', 600_000);
  expect(simulator.faults.list()).toEqual([]);
  await say('M117 after');
  await hears('after');
});
