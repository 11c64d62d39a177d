import { describe, expect, it } from 'vitest';
import { rehearsalPrinter, rehearsePrint } from '../../tuning/index.ts';
import { readSlicer } from '../moonraker/slicer-comments.ts';
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
    { size: 60_000, slicer: 'Cura' },
  ])('can be printed: %j', async (facts) => {
    const bytes = sampleGcode({ path: 'a.gcode', ...facts });
    const { findings, layers } = await rehearsePrint([bytes], rehearsalPrinter(settings));
    expect(findings).toEqual([]);
    expect(layers).toBeGreaterThan(5);
  });

  it('heats no bed where there is none, and names the nozzle that is there', async () => {
    const { heater_bed: _bed, ...cold } = settings;
    const machine = { x: 60, y: 60, widest: 80, nozzleMillimetres: 0.6, heatedBed: false };
    const bytes = sampleGcode({ path: 'a.gcode', size: 60_000 }, undefined, machine);
    expect(bytes.toString()).not.toMatch(/^M1[49]0/m);
    expect(bytes.toString()).toContain('; nozzle_diameter = 0.6');
    const printer = { ...cold, extruder: { ...cold.extruder, nozzle_diameter: 0.6 } };
    expect((await rehearsePrint([bytes], rehearsalPrinter(printer))).findings).toEqual([]);
  });

  it.each(['PrusaSlicer', 'Cura'])('says in the words of %s what its facts are', (slicer) => {
    const facts = { estimated_time: 4_860, filament_total_mm: 3_860, object_height: 48, layer_height: 0.2 };
    const text = sampleGcode({ path: 'a.gcode', size: 300_000, slicer, ...facts }).toString();
    const words = readSlicer(text.slice(0, 50_000), text.slice(-50_000));
    expect(words).toMatchObject({
      slicer,
      estimated_time: 4_860,
      filament_total: 3_860,
      filament_weight_total: 3,
      filament_type: 'PLA',
      object_height: 48,
      layer_height: 0.2,
      first_layer_extr_temp: 210,
      first_layer_bed_temp: 60,
    });
    expect(text.includes(';LAYER:0')).toBe(slicer === 'Cura');
  });
});
