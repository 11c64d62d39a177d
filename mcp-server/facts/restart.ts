import type { Printer } from '../../src/klipper/printer.ts';
import type { Clock } from '../clock.ts';
import { waitForState } from './wait.ts';

const LEAVES_WITHIN_MS = 5_000;
const COMES_BACK_WITHIN_MS = 120_000;

/** Waits for Klipper to go away and come back; the state it then has, `ready`, `error` or whatever was last seen. */
export async function waitForRestart(printer: Printer, clock: Clock): Promise<string> {
  const before = printer.snapshot().klippy.state;
  const settled = (state: string) => state === 'ready' || state === 'error';
  await waitForState(printer, ({ klippy }) => klippy.state !== before, {
    milliseconds: LEAVES_WITHIN_MS,
    clock,
  });
  await waitForState(printer, (snapshot) => settled(snapshot.klippy.state) && !snapshot.stale, {
    milliseconds: COMES_BACK_WITHIN_MS,
    clock,
  });
  return printer.snapshot().klippy.state;
}
