import { describe, expect, it } from 'vitest';
import { residualRatio } from './residual.ts';
import { KNOWN_SHAPERS, shaperByName, splitShaperNames } from './shaperNames.ts';
import { maxAccelFor, shaperSmoothing } from './smoothing.ts';

describe('shaper names', () => {
  it('knows parameters by position and by name', () => {
    const impulses = (name: string) => shaperByName(name)!.impulses(50, 0.1);
    expect(impulses('mzv(5, 1.0)')).toEqual(impulses('mzv(n=5,t=1.0)'));
    expect(impulses('mzv(n=3)')).toEqual(impulses('mzv'));
    expect(impulses('ei(0.05)')).toEqual(impulses('ei'));
  });

  it.each([
    ['mzv(n=4,0.75)', 'all parameters by name or all by position'],
    ['mzv(n=2)', 'from 3 to 24'],
    ['mzv(n=1000000)', 'from 3 to 24'],
    ['mzv(n=4,t=2)', 'below 1.5'],
    ['mzv(t=1,tau=1)', 't or tau'],
    ['mzv(k=3)', 'It takes n, t, tau'],
    ['zv(1)', 'It takes none'],
    ['ei(v_tol=)', 'cannot read the parameter'],
  ])('refuses %s', (name, message) => {
    expect(() => shaperByName(name)).toThrow(message);
  });

  it('does not take what JavaScript objects carry for a shaper', () => {
    expect(['constructor', '__proto__', 'toString', 'zvx', ''].map(shaperByName)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('splits lists outside parentheses only', () => {
    expect(splitShaperNames('zv, mzv(n=5,t=1.0),ei')).toEqual(['zv', 'mzv(n=5,t=1.0)', 'ei']);
  });
});

describe('every shaper', () => {
  it.each(KNOWN_SHAPERS)(
    '%s leaves nothing where it is tuned to, and rounds off less at higher frequencies',
    (name) => {
      const { impulses } = shaperByName(name)!;
      expect(residualRatio(impulses(50, 0.1), 50, 0.1)).toBeLessThan(0.06);
      expect(residualRatio(impulses(50, 0.1), 0.001, 0)).toBeCloseTo(1, 6);
      expect(shaperSmoothing(impulses(60, 0.1), 5000, 5)).toBeLessThan(
        shaperSmoothing(impulses(50, 0.1), 5000, 5),
      );
      expect(maxAccelFor(impulses(60, 0.1), 5)).toBeGreaterThan(maxAccelFor(impulses(50, 0.1), 5));
    },
  );

  it('suggests no acceleration at all where even standing still rounds off too much', () => {
    expect(maxAccelFor(shaperByName('zv')!.impulses(1, 0.1), 1000)).toBe(0);
  });

  it('refuses frequencies and damping ratios that make no sense', () => {
    expect(() => shaperByName('zv')!.impulses(0, 0.1)).toThrow('above 0 Hz');
    expect(() => shaperByName('2hump_ei')!.impulses(50, 1)).toThrow('damping ratio');
  });
});
