import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectPrinter } from '../connect-printer.ts';
import { parseAddress } from '../egress/address.ts';
import { startSimulator } from '../simulator/index.ts';
import { until } from '../testing/until.ts';
import { loopback } from '../testing/world.ts';
import { diagnose } from './diagnose.ts';

/** Faults that take real seconds, and the command line. */
async function simulated() {
  const simulator = await startSimulator({ port: 0 });
  onTestFinished(() => simulator.stop());
  return { simulator, address: parseAddress(simulator.url) };
}

/** `npm run doctor -- ADDRESS --json`, in a process of its own. */
function doctor(...words: string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, 'cli.ts'), ...words],
      (_error, out) => {
        resolve({ code: child.exitCode ?? -1, out });
      },
    );
  });
}

describe('faults in real time', () => {
  it('slow is a weak network or an overloaded computer', async () => {
    const { simulator, address } = await simulated();
    simulator.faults.set('slow');
    const { reachable, findings } = await diagnose({ address, policy: loopback });
    expect(reachable).toBe(true);
    expect(findings[0]).toMatchObject({ id: 'host.wifi', severity: 'warning' });
  }, 120_000);

  it('flapping is told by the connection that was lost again and again', async () => {
    const { simulator, address } = await simulated();
    const printer = connectPrinter({ id: 'p', name: 'P', address, policy: loopback });
    onTestFinished(() => {
      printer.stop();
    });
    await printer.whenReady(20_000);
    simulator.faults.set('flapping');
    await until(() => printer.interruptions() >= 3, 'three interruptions', 60_000);
    simulator.faults.clear('flapping');
    await until(() => !printer.snapshot().stale, 'back', 60_000);
    const { findings } = await diagnose({ printer });
    expect(findings[0]?.id).toBe('ws.flapping');
  }, 120_000);
});

describe('npm run doctor', () => {
  it('ends with 0 at a healthy printer, 1 at a sick one, 2 at no address; JSON as in the design', async () => {
    const { simulator } = await simulated();
    const healthy = await doctor(simulator.url, '--json');
    expect(healthy.code).toBe(0);
    expect(JSON.parse(healthy.out)).toMatchObject({ reachable: true, findings: [] });

    simulator.faults.set('mcu-missing');
    const sick = await doctor(simulator.url, '--json');
    expect(sick.code).toBe(1);
    const { findings, ...rest } = JSON.parse(sick.out) as { findings: object[] };
    expect(rest).toEqual({ reachable: true });
    expect(Object.keys(findings[0] ?? {})).toEqual(
      expect.arrayContaining(['id', 'severity', 'cause', 'evidence', 'remedy', 'stillWorks', 'source']),
    );
    expect(findings[0]).toMatchObject({ id: 'mcu.unable_to_connect', remedy: expect.any(Array) });

    const said = await doctor(simulator.url);
    expect(said.out).toMatch(/ERROR: Klipper cannot reach the board/);
    expect((await doctor('http://::::')).code).toBe(2);
  }, 120_000);
});
