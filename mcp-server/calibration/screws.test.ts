import { describe, expect, it } from 'vitest';
import { screwsOf, screwsText } from './screws.ts';

const results = {
  screw1: { z: 1.2, sign: 'CW', adjust: '00:00', is_base: true },
  screw2: { z: 1.1, sign: 'CCW', adjust: '01:15', is_base: false },
};
const objects = (section: unknown) => ({
  screws_tilt_adjust: { results },
  configfile: { settings: { screws_tilt_adjust: section } },
});

describe('measured screws', () => {
  it('get the names and places of the configuration', () => {
    const screws = screwsOf(objects({ screw1: [30, 20], screw1_name: 'front left', screw2: [200, 20] }));
    expect(screws).toMatchObject({
      screw1: { name: 'front left', x_mm: 30, y_mm: 20, is_base: true },
      screw2: { name: 'screw2', x_mm: 200, y_mm: 20, sign: 'CCW', adjust: '01:15' },
    });
    expect(screws && screwsText(screws)).toContain('front left: base, screw2: CCW 01:15');
  });

  it('are told without places where the configuration is not known, and not at all before a measurement', () => {
    expect(screwsOf({ screws_tilt_adjust: { results } })?.screw1).toMatchObject({ x_mm: null, y_mm: null });
    expect(screwsOf(objects('x'))?.screw2).toMatchObject({ name: 'screw2', x_mm: null });
    expect(screwsOf({})).toBeNull();
  });
});
