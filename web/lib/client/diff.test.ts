import { describe, expect, it } from 'vitest';
import { diffIn } from './diff.ts';

describe('a difference of the configuration', () => {
  it('is grouped by section and leaves out what stays', () => {
    const found = diffIn([
      { section: 'extruder', option: 'pressure_advance', before: '0.04', after: '0.05' },
      { section: 'printer', option: 'max_accel', before: null, after: '8000' },
      { section: 'extruder', option: 'nozzle_diameter', before: '0.4', after: '0.4' },
    ]);
    expect(found).toEqual([
      { section: 'extruder', options: [{ option: 'pressure_advance', before: '0.04', after: '0.05' }] },
      { section: 'printer', options: [{ option: 'max_accel', before: null, after: '8000' }] },
    ]);
  });

  it('keeps the lines of a macro and shows what hides in them', () => {
    const [one] = diffIn([{ option: 'gcode', before: 'G28\nG1 X1', after: 'G28\u202e' }], 'gcode_macro A');
    expect(one).toEqual({
      section: 'gcode_macro A',
      options: [{ option: 'gcode', before: 'G28\nG1 X1', after: 'G28⟦U+202E⟧' }],
    });
  });

  it('is empty for what is no list', () => {
    expect(diffIn('x')).toEqual([]);
    expect(diffIn([1, null])).toEqual([]);
  });
});
