import { onTestFinished, vi } from 'vitest';
import { connectPrinter } from '../connect-printer.ts';
import type { PrinterConfig, PrinterOptions } from '../connect-printer.ts';
import { parseAddress } from '../egress/address.ts';
import { createEgressPolicy } from '../egress/policy.ts';
import type { Printer } from '../printer.ts';
import type { FakeMoonraker } from './fake-moonraker.ts';
import { startFakeMoonraker } from './fake-moonraker.ts';

// Real sockets on a busy computer: a test fails by what it asserts, not by the second it takes.
vi.setConfig({ testTimeout: 60_000 });

export const loopback = createEgressPolicy({ mode: 'home', allowLoopback: true });

/** A printer connected to a fake Moonraker; both end with the test. */
export async function connected(
  prepare: (fake: FakeMoonraker) => void = () => undefined,
  options: PrinterOptions & { credentials?: PrinterConfig['credentials'] } = {},
): Promise<{ fake: FakeMoonraker; printer: Printer }> {
  const fake = await startFakeMoonraker();
  prepare(fake);
  const { credentials, ...rest } = options;
  const printer = connectPrinter(
    {
      id: 'p1',
      name: 'Practice',
      address: parseAddress(`127.0.0.1:${String(fake.port)}`),
      policy: loopback,
      ...(credentials ? { credentials } : {}),
    },
    rest,
  );
  onTestFinished(async () => {
    printer.stop();
    await fake.close();
  });
  return { fake, printer };
}

/** Options of a decision made this moment. */
export function decidedNow(origin = 'test') {
  return { issuedAtMs: Date.now(), origin };
}
