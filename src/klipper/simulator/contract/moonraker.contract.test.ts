import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { freePort } from '../../../../tests/support/processes.ts';
import { startSimulator, type Simulator } from '../index.ts';
import { startRealMoonraker, type RealMoonraker } from '../real-moonraker.ts';
import { eventually, http, type Backend } from './backend.ts';
import { clientSuite } from './client-suite.ts';
import { dashboardSuite } from './dashboard-suite.ts';
import { contractSuite } from './suite.ts';

const speed = 20;

describe('the simulator as Moonraker', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ port: 0, speed });
  });
  afterAll(() => simulator.stop());
  const backend = () => ({ name: 'simulator', url: simulator.url });
  contractSuite(backend);
  clientSuite(backend);
  dashboardSuite(backend);
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
  clientSuite(() => backend);
  dashboardSuite(() => backend);
});

/** `MOONRAKER_URL=http://printer:7125 npx vitest run --project contract …/contract`, with a key where one is needed. */
describe('a real printer, read only', () => {
  const { MOONRAKER_URL: url, MOONRAKER_API_KEY: apiKey } = process.env;
  const backend = (): Backend | { reason: string } =>
    url === undefined || url === ''
      ? { reason: 'MOONRAKER_URL is not set' }
      : { name: 'a real printer', url, ...(apiKey ? { credentials: { apiKey } } : {}) };
  contractSuite(backend, { readOnly: true });
  clientSuite(backend, { readOnly: true });
});
