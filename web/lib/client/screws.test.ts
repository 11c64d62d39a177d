import { describe, expect, it } from 'vitest';
import { amountOf, placesIn, screwsIn, turnArc, wordsOf } from './screws.ts';

const result = {
  routine: 'screws_tilt',
  result: {
    screws: {
      screw1: { name: 'front left', x_mm: 30, y_mm: 20, sign: 'CW', adjust: '00:00', is_base: true },
      screw2: { name: 'front right', x_mm: 200, y_mm: 20, sign: 'CCW', adjust: '00:15', is_base: false },
      screw3: { name: 'back', x_mm: 115, y_mm: 200, sign: 'CW', adjust: '01:20', is_base: false },
      screw4: { name: 'good', x_mm: 30, y_mm: 200, sign: 'CW', adjust: '00:03', is_base: false },
    },
  },
};

describe('screws of the bed', () => {
  it('are told as hands turn them', () => {
    expect(screwsIn(result).map(wordsOf)).toEqual([
      'Leave it: the others are set to this one.',
      'Turn counter-clockwise by a quarter turn.',
      'Turn clockwise by 1 turn and 20 minutes.',
      'Good as it is.',
    ]);
    expect([amountOf(0.5), amountOf(2), amountOf(0.1)]).toEqual(['half a turn', '2 turns', '6 minutes']);
  });

  it('are drawn as they lie, the front below', () => {
    const places = placesIn(screwsIn(result), { width: 100, height: 80, margin: 10 });
    expect(places?.get('screw1')).toEqual({ x: 10, y: 70 });
    expect(places?.get('screw3')).toEqual({ x: 50, y: 10 });
  });

  it('are not drawn where a place is missing', () => {
    const screws = screwsIn({ screws: { a: { sign: 'CW', adjust: '00:10' } } });
    expect(placesIn(screws, { width: 1, height: 1, margin: 0 })).toBeNull();
    expect(screws[0]).toMatchObject({ name: 'a', place: null });
  });

  it('show their turn as a clock goes', () => {
    expect(turnArc(0.25, 10).tip.x).toBeCloseTo(10);
    expect(turnArc(-0.25, 10).tip.x).toBeCloseTo(-10);
    expect(turnArc(0.75, 10).path).toContain(' 1 1 ');
  });

  it('stay calm with what is no measurement', () => {
    expect(screwsIn(null)).toEqual([]);
    expect(screwsIn({ screws: { a: 5, b: { adjust: 'x:y' } } }).map(({ turns }) => turns)).toEqual([0, 0]);
  });
});
