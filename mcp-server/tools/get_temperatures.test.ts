import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

describe('get_temperatures', () => {
  it('lists sensors with their targets and limits', async () => {
    const { data, text } = await call(createWorld(), 'get_temperatures');
    expect(data.sensors).toContainEqual({
      id: 'extruder',
      label: 'Nozzle',
      celsius: 24,
      target_c: 0,
      max_c: 260,
    });
    expect(text).toContain('Bed: 24 °C, off');
  });

  it('thins an hour of history to what a model can read', async () => {
    const world = createWorld();
    const celsius = Array.from({ length: 3600 }, (_, second) => second);
    const series = {
      id: 'extruder',
      label: 'Nozzle',
      kind: 'nozzle' as const,
      endsAtMs: 0,
      stepSeconds: 1,
      celsius,
      targetCelsius: [],
    };
    world.printer.temperatureHistory = () => Promise.resolve([series]);
    const { data } = await call(world, 'get_temperatures', { minutes: 60 });
    const [nozzle] = data.sensors as { history: { step_s: number; celsius: number[] } }[];
    expect(nozzle?.history).toMatchObject({ step_s: 60 });
    expect(nozzle?.history.celsius).toHaveLength(60);
    expect(nozzle?.history.celsius.at(-1)).toBe(3599);
  });
});
