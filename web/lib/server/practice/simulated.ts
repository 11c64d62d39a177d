import { startSimulator } from '../../../../src/klipper/simulator/index.ts';
import type { Settings } from '../settings.ts';
import type { StartPractice } from './practice.ts';

/**
 * Starts a simulated printer in this process, on a free port of this machine only. This is start-up code: besides
 * it nothing in the program knows that a printer is simulated.
 */
export function startSimulated({ preset, speed }: Settings['practice']): StartPractice {
  return async ({ dataDirectory }) => {
    const simulator = await startSimulator({
      port: 0,
      host: '127.0.0.1',
      name: 'Practice printer',
      dataDirectory,
      speed,
      ...(preset && { preset }),
    });
    return { host: '127.0.0.1', port: simulator.port, stop: () => simulator.stop() };
  };
}
