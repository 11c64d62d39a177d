import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

describe('preflight', () => {
  it('finds nothing wrong with a file for this printer', async () => {
    expect((await call(createWorld(), 'preflight', { path: 'cube.gcode' })).data).toMatchObject({
      ok: true,
      blocking: [],
    });
  });

  it.each([
    ['nozzleCelsius', 300, '300'],
    ['bedCelsius', 120, '120'],
    ['nozzleDiameterMillimetres', 0.6, '0.6 mm'],
    ['objectHeightMillimetres', 400, '400 mm'],
  ] as const)('blocks on %s', async (fact, value, words) => {
    const world = createWorld();
    Object.assign(world.printer.fileFacts.get('cube.gcode')!, { [fact]: value });
    const { data } = await call(world, 'preflight', { path: 'cube.gcode' });
    expect(String(data.blocking)).toContain(words);
  });
});
