import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { startSimulator, type Simulator } from '../index.ts';
import { startRealMoonraker, type RealMoonraker } from '../real-moonraker.ts';
import { eventually, http, type Backend } from './backend.ts';
import { contractSuite } from './suite.ts';

const speed = 20;

describe('the simulator as Moonraker', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ port: 0, speed });
  });
  afterAll(() => simulator.stop());
  contractSuite(() => ({ name: 'simulator', url: simulator.url }));
});

describe('a real Moonraker on the simulated Klipper', () => {
  const folder = mkdtempSync(join(tmpdir(), 'real-'));
  let simulator: Simulator | null = null;
  let real: RealMoonraker = { available: false, reason: 'not started' };
  let backend: Backend | { reason: string } = { reason: 'not started' };

  beforeAll(async () => {
    const klippySocket = join(folder, 'klippy.sock');
    simulator = await startSimulator({
      port: 0,
      speed,
      dataDirectory: folder,
      klippySocketPath: klippySocket,
    });
    real = await startRealMoonraker({ klippySocket, dataDirectory: folder, port: await freePort() });
    if (!real.available) {
      backend = { reason: real.reason };
      return;
    }
    const { url } = real;
    backend = { name: 'real Moonraker', url };
    await eventually(
      'Moonraker to see Klipper ready',
      async () =>
        ((await http(url, '/server/info')).body.result as { klippy_state: string }).klippy_state === 'ready',
      60,
    );
  });
  afterAll(async () => {
    if (real.available) await real.stop();
    await simulator?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  contractSuite(() => backend);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}
