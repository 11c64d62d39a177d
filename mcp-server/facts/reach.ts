import type { RunContext } from '../tool.ts';
import { celsiusText } from '../text.ts';
import { waitForState } from './wait.ts';
import type { Printer } from '../../src/klipper/printer.ts';

/** Closer than this counts as reached: a bed swings by about a degree. */
const NEAR_CELSIUS = 2;
/** A large bed takes a quarter of an hour to 110 °C; who waits longer has a heater that does not get there. */
const LONGEST_WAIT_MS = 30 * 60_000;
const SAY_EVERY_MS = 5_000;

interface Reading {
  celsius: number | null;
  targetCelsius: number | null;
}

/**
 * Resolves when a heater has come to its target, with null; else with why not: the target was changed or the heater
 * switched off meanwhile, the printer went away, or it took too long. Says how far it is.
 */
export async function waitUntilReached(
  { printer, clock, signal, progress }: Pick<RunContext, 'printer' | 'clock' | 'signal' | 'progress'>,
  heater: { id: string; label: string },
  targetCelsius: number,
): Promise<string | null> {
  const now = (): Reading => readingOf(printer, heater.id);
  const isReached = (): boolean => Math.abs((now().celsius ?? -1_000) - targetCelsius) <= NEAR_CELSIUS;
  const isGivenUp = (): boolean =>
    Math.abs((now().targetCelsius ?? 0) - targetCelsius) > 0.5 || printer.snapshot().klippy.state !== 'ready';
  let stop = (): void => undefined;
  const say = (): void => {
    progress(`${heater.label}: ${celsiusText(now().celsius)} of ${celsiusText(targetCelsius)}.`);
    stop = clock.after(SAY_EVERY_MS, say);
  };
  if (!isReached()) say();
  await waitForState(printer, () => isReached() || isGivenUp(), {
    milliseconds: LONGEST_WAIT_MS,
    clock,
    ...(signal ? { signal } : {}),
  }).finally(() => stop());
  if (isGivenUp())
    return `${heater.label} was set to something else while waiting for ${celsiusText(targetCelsius)}.`;
  return isReached()
    ? null
    : `${heater.label} did not reach ${celsiusText(targetCelsius)}; it is at ${celsiusText(now().celsius)}.`;
}

function readingOf(printer: Printer, id: string): Reading {
  const sensor = printer.snapshot().sensors.find((entry) => entry.id === id);
  return { celsius: sensor?.celsius ?? null, targetCelsius: sensor?.targetCelsius ?? null };
}
