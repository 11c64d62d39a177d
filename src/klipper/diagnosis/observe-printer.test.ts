import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { connectPrinter } from '../connect-printer.ts';
import { parseAddress } from '../egress/address.ts';
import { startSimulator } from '../simulator/index.ts';
import { until } from '../testing/until.ts';
import { loopback } from '../testing/world.ts';
import { observePrinter } from './observe-printer.ts';

it('reads the end of a long log, not its beginning', async () => {
  const simulator = await startSimulator({ port: 0, speed: 20 });
  const address = parseAddress(`127.0.0.1:${String(simulator.port)}`);
  const printer = connectPrinter({ id: 'p', name: 'P', address, policy: loopback });
  onTestFinished(async () => {
    printer.stop();
    await simulator.stop();
  });
  await printer.whenReady(20_000);
  const line = 'Stats 100.0: gcodein=0 mcu: mcu_awake=0.001 bytes_write=1000\n';
  const log = join(simulator.dataDirectory, 'logs', 'klippy.log');
  appendFileSync(log, line.repeat(Math.ceil(3_000_000 / line.length)));
  appendFileSync(log, 'Transition to shutdown state: the cause\n');
  simulator.faults.set('m112');
  await until(() => printer.snapshot().klippy.state === 'shutdown', 'the shutdown');
  const { logTail } = await observePrinter(printer, Date.now());
  expect(logTail.join('\n')).toContain('Transition to shutdown state: the cause');
  expect(logTail.length).toBeLessThanOrEqual(300);
});
