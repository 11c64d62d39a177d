import type { Settings } from '../settings.ts';
import type { StartPractice } from './practice.ts';

/** Starts a simulated printer in this process, on a free port of this machine only. */
export function startSimulated(_settings: Settings['practice']): StartPractice {
  return async () => {
    throw new Error('The simulator is not there yet.');
  };
}
