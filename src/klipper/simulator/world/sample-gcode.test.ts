import { describe, expect, it } from 'vitest';
import { rehearsalPrinter, rehearsePrint } from '../../tuning/index.ts';
import { sampleGcode } from './sample-gcode.ts';

const settings = {
  stepper_x: { position_min: 0, position_max: 235 },
  stepper_y: { position_min: 0, position_max: 235 },
  stepper_z: { position_min: -2, position_max: 250 },
  extruder: { max_temp: 260, nozzle_diameter: 0.4, filament_diameter: 1.75 },
  heater_bed: { max_temp: 110 },
};

describe('a sample file of a described printer', () => {
  it.each([
    { size: 60_000 },
    { size: 60_000, estimated_time: 7_200, filament_total_mm: 30_000, object_height: 4 },
    { size: 400_000, estimated_time: 3_000, filament_total_mm: 9_000, object_height: 40 },
  ])('can be printed: %j', async (facts) => {
    const bytes = sampleGcode({ path: 'a.gcode', ...facts });
    const { findings, layers } = await rehearsePrint([bytes], rehearsalPrinter(settings));
    expect(findings).toEqual([]);
    expect(layers).toBeGreaterThan(5);
  });
});
