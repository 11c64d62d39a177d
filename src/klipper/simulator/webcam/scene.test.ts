import { describe, expect, it } from 'vitest';
import { step } from '../machine/step.ts';
import { machineBench } from '../machine/testing.ts';
import { createRaster } from './raster.ts';
import { drawScene } from './scene.ts';

function picture(
  name: string,
  change: (bench: ReturnType<typeof machineBench>) => void = () => undefined,
): Buffer {
  const bench = machineBench();
  change(bench);
  const raster = createRaster(160, 90);
  drawScene(raster, bench.machine, name);
  return raster.data;
}

describe('the picture', () => {
  it('draws a printer of any name', () => {
    const pictures = Array.from({ length: 60 }, (_, index) =>
      picture(`printer ${index}`, ({ machine }) => machine.growth.heights.fill(12, 5000, 9000)).toString(
        'latin1',
      ),
    );
    expect(new Set(pictures).size).toBeGreaterThan(50);
  });

  it('shows the heat, the place of the head and the growing part', () => {
    const cold = picture('x');
    expect(picture('x').equals(cold)).toBe(true);
    expect(picture('x', (bench) => bench.run('G28')).equals(cold)).toBe(false);
    expect(
      picture('x', ({ machine }) =>
        Object.assign(machine.heaters.get('extruder') ?? {}, { readCelsius: 220 }),
      ).equals(cold),
    ).toBe(false);
    expect(picture('x', ({ machine }) => machine.growth.heights.fill(5, 3000, 4000)).equals(cold)).toBe(
      false,
    );
  });

  it('can be black, or a heap of threads', () => {
    const black = picture('x', ({ machine }) =>
      step(machine, { type: 'fault', name: 'webcam-black', on: true }),
    );
    expect(Math.max(...black.filter((_value, index) => index % 4 !== 3))).toBeLessThan(8);
    const threads = picture('x', ({ machine }) =>
      step(machine, { type: 'fault', name: 'webcam-spaghetti', on: true }),
    );
    expect(threads.equals(picture('x'))).toBe(false);
  });
});
