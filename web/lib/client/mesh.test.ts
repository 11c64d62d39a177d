import { describe, expect, it } from 'vitest';
import { meshIn, placeWords, sentencesOf, shareOf, signed } from './mesh.ts';

/** Rises from the left to the right, with a hump in the middle. */
const tilted = {
  matrix: [
    [-0.2, 0.02, 0.2],
    [-0.2, 0.04, 0.2],
    [-0.2, 0.02, 0.21],
  ],
};

describe('a bed mesh in words', () => {
  it('names the lowest and the highest point as one stands before the printer', () => {
    const mesh = meshIn(tilted);
    expect(mesh?.high).toMatchObject({ row: 2, column: 2, where: 'back right', millimetres: 0.21 });
    expect(mesh?.low).toMatchObject({ where: 'front left', millimetres: -0.2 });
    expect(mesh && sentencesOf(mesh)).toMatch(
      /^Highest \+0\.21\u00a0mm at back right, lowest −0\.20\u00a0mm at front left\./,
    );
  });

  it('tells tilt, which screws take out, from what a mesh must even out', () => {
    const mesh = meshIn(tilted);
    expect(mesh?.risesTo).toBe('right');
    expect(mesh?.untiltedMillimetres).toBeLessThan(0.06);
    expect(mesh && sentencesOf(mesh)).toMatch(/tilt/);
    const dome = meshIn({ matrix: [[0, 0, 0.03], [0, 0.4, 0], [0, 0, 0.06]] }); // prettier-ignore
    expect(dome?.untiltedMillimetres).toBeGreaterThan(0.3);
    expect(dome && sentencesOf(dome)).not.toMatch(/screws/);
  });

  it('has no view of no mesh, half a mesh and one that is no mesh', () => {
    expect(meshIn({ matrix: [] })).toBeNull();
    expect(meshIn({ matrix: [[0.1, 0.2], [0.1]] })).toBeNull();
    expect(meshIn({ matrix: 'a' })).toBeNull();
    expect(meshIn(null)).toBeNull();
  });

  it('survives a single point and a level bed', () => {
    const level = meshIn({ matrix: [[0.1]] });
    expect(level).toMatchObject({ rangeMillimetres: 0, risesTo: null });
    expect(level && shareOf(0.1, level)).toBe(0.5);
  });

  it('writes heights with their sign and zero without', () => {
    expect([signed(0.104), signed(-0.15), signed(-0.001), signed(0)]).toEqual([
      '+0.10',
      '−0.15',
      '0.00',
      '0.00',
    ]);
  });

  it('divides the bed into nine places', () => {
    expect(placeWords(0, 0, 5, 5)).toBe('front left');
    expect(placeWords(2, 2, 5, 5)).toBe('middle');
    expect(placeWords(4, 2, 5, 5)).toBe('back');
  });
});
