import { describe, expect, it } from 'vitest';
import { createWorld } from '../testing/world.ts';
import { waitUntilReached } from './reach.ts';

const BED = { id: 'heater_bed', label: 'Bed' };

/** A bed that is asked to get to 65 °C and reads what the test says. */
function heating(at = 22) {
  const world = createWorld();
  const read = (celsius: number, target = 65) =>
    world.printer.change((state) => {
      const bed = state.sensors.find(({ id }) => id === BED.id)!;
      bed.celsius = celsius;
      bed.targetCelsius = target;
    });
  read(at);
  const said: string[] = [];
  const stopping = new AbortController();
  const ended = waitUntilReached(
    {
      printer: world.printer,
      clock: world.clock,
      signal: stopping.signal,
      progress: (text) => said.push(text),
    },
    BED,
    65,
  );
  return { world, read, said, ended, stopping };
}

describe('waiting for a heater', () => {
  it('says how far it is, and ends when it is there', async () => {
    const { world, read, said, ended } = heating();
    read(40);
    await world.clock.advance(5_000);
    read(63.5);
    expect(await ended).toBeNull();
    expect(said).toEqual(['Bed: 22 °C of 65 °C.', 'Bed: 40 °C of 65 °C.']);
  });

  it('is over at once where it is there already', async () => {
    const { said, ended } = heating(64.8);
    expect(await ended).toBeNull();
    expect(said).toEqual([]);
  });

  it('gives up when somebody switches it off, and when it takes too long', async () => {
    const off = heating();
    off.read(50, 0);
    expect(await off.ended).toMatch(/something else/);
    const slow = heating();
    await slow.world.clock.advance(31 * 60_000);
    expect(await slow.ended).toMatch(/did not reach 65/);
  });

  it('ends when it is stopped', async () => {
    const { ended, stopping } = heating();
    stopping.abort();
    expect(await ended).toMatch(/did not reach/);
  });
});
