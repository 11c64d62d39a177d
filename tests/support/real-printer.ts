import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRealMoonraker } from '../../src/klipper/simulator/real-moonraker.ts';
import { freePort, start } from './processes.ts';

export type RealPrinter =
  | { available: true; port: number; address: string; url: string; stop(): Promise<void> }
  /** Where Python, the package or its library cannot be had: why. */
  | { available: false; reason: string };

/** A real Moonraker on a simulated Klipper, `speed` times faster than time. */
export async function startRealPrinter(options: { speed?: number } = {}): Promise<RealPrinter> {
  const folder = mkdtempSync(join(tmpdir(), 'real-'));
  const klippySocket = join(folder, 'klippy.sock');
  const args = ['--port', String(await freePort()), '--speed', String(options.speed ?? 1)];
  const klipper = start('src/klipper/simulator/cli.ts', [
    ...args,
    '--klippy-socket',
    klippySocket,
    '--data',
    folder,
  ]);
  await klipper.until(/klippy\.sock/);
  const port = await freePort();
  const moonraker = await startRealMoonraker({ klippySocket, dataDirectory: folder, port });
  const end = async () => {
    await klipper.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  if (!moonraker.available) {
    await end();
    return moonraker;
  }
  return {
    available: true,
    port,
    address: `127.0.0.1:${port}`,
    url: moonraker.url,
    async stop() {
      await moonraker.stop();
      await end();
    },
  };
}
