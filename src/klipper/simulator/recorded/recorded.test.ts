import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { connectRecorded } from '../../black-box/recorder.ts';
import type { BoxLine } from '../../black-box/line.ts';
import { connectPrinter } from '../../connect-printer.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import { parseAddress } from '../../egress/address.ts';
import { until } from '../../testing/until.ts';
import { decidedNow, loopback } from '../../testing/world.ts';
import { startSimulator } from '../index.ts';
import { startRecorded } from './index.ts';

/** A printer that heats up and then loses its thermistor, as its black box keeps it. */
async function incident(): Promise<BoxLine[]> {
  const directory = mkdtempSync(join(tmpdir(), 'incident-'));
  const simulator = await startSimulator({ port: 0, speed: 60 });
  const address = parseAddress(simulator.url);
  const printer = connectRecorded({ id: 'p', name: 'P', address, policy: loopback }, {}, { directory });
  onTestFinished(async () => {
    printer.stop();
    await simulator.stop();
    await printer.blackBox.forget();
    rmSync(directory, { recursive: true, force: true });
  });
  await printer.whenReady(20_000);
  await printer.gcode(['M104 S200'], decidedNow('chat:owner'));
  await until(() => (printer.snapshot().sensors[0]?.celsius ?? 0) > 60, 'warm');
  simulator.faults.set('thermistor-open');
  await until(() => printer.snapshot().klippy.state === 'shutdown', 'shutdown');
  return printer.blackBox.incident(await printer.blackBox.save('shutdown'));
}

it('an incident becomes a test: the client and the doctor see again what happened', async () => {
  const recorded = await startRecorded(await incident(), { port: 0, clock: 'manual' });
  const printer = connectPrinter({
    id: 'again',
    name: 'Again',
    address: parseAddress(recorded.url),
    policy: loopback,
  });
  onTestFinished(async () => {
    printer.stop();
    await recorded.stop();
  });
  await printer.whenReady(20_000);
  expect(printer.snapshot().klippy.state).toBe('ready');
  expect((await diagnose({ printer })).findings.map(({ id }) => id)).not.toContain('heat.adc_range');

  let hottest = 0;
  for (let second = 0; second <= recorded.lengthSeconds; second += 0.05) {
    recorded.advance(0.05);
    // The answer to a query comes after everything that was told before it.
    await printer.query('server.info');
    hottest = Math.max(hottest, printer.snapshot().sensors[0]?.celsius ?? 0);
  }
  await until(() => printer.snapshot().klippy.state === 'shutdown', 'the recorded shutdown');
  expect(hottest).toBeGreaterThan(40);
  expect((await diagnose({ printer })).findings[0]?.id).toBe('heat.adc_range');

  const outcome = await printer.gcode(['G28'], decidedNow());
  expect(outcome).toMatchObject({ status: 'refused', message: expect.stringContaining('recording') });
  expect(recorded.refused).toEqual(['printer.gcode.script']);
});

it('says what is missing in a file that is no record', async () => {
  await expect(startRecorded([], { port: 0 })).rejects.toThrow(/no record of a printer/);
});
