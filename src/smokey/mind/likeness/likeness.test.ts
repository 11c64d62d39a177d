import { beforeAll, describe, expect, it } from 'vitest';
import { splitClauses } from '../understand/split.ts';
import { frameOf } from '../understand/frames.ts';
import { EMPTY_NAMES } from '../understand/names.ts';
import { readTerms } from '../understand/terms.ts';
import { learn, probabilities } from './learn.ts';
import { likenessOf, warmLikeness } from './likeness.ts';

beforeAll(warmLikeness);

const framesOf = (text: string) => splitClauses(readTerms(text, 'en', EMPTY_NAMES)).map(frameOf);
const topOf = (text: string) => {
  const [clause] = splitClauses(readTerms(text, 'en', EMPTY_NAMES));
  return [...likenessOf(clause!).intents].sort((a, b) => b[1] - a[1])[0]?.[0];
};

describe('likeness', () => {
  it('finds what no pattern names, in words that stand in no example', () => {
    expect(topOf('might the job take a little breather')).toBe('pause');
    expect(topOf('which hotend is presently selected')).toBe('active_tool');
    expect(topOf('by when is it going to be through')).toBe('eta');
  });

  it('guesses nothing from words that say nothing: "shut it off" is asked back', () => {
    for (const text of ['shut it off', 'stop', 'turn it down a bit', 'do it again'])
      expect(likenessOf(splitClauses(readTerms(text, 'en', EMPTY_NAMES))[0]!).intents.size, text).toBe(0);
  });

  it('learns the same weights every time', () => {
    const lessons = [
      { class: 'a', features: new Map([['x', 1]]) },
      { class: 'b', features: new Map([['y', 1]]) },
    ];
    const [first, second] = [learn(lessons), learn(lessons)];
    expect(probabilities(first, new Map([['x', 1]]))[0]).toBeGreaterThan(0.8);
    expect([...probabilities(first, new Map([['x', 1]]))]).toEqual([
      ...probabilities(second, new Map([['x', 1]])),
    ]);
  });
});

describe('a wish is never guessed into what is no wish', () => {
  it.each([
    ['don’t you dare stop it', 'negated'],
    ['my flatmate keeps yelling stop the print', 'reported'],
    ['I read that one should cancel when the first layer peels', 'reported'],
  ])('%s', (text, mood) => {
    const [frame] = framesOf(text);
    expect(
      frame!.clause.mood === mood || frame!.role === 'remark',
      `${frame!.clause.mood} ${frame!.role}`,
    ).toBe(true);
    expect(framesOf(text).map(({ role }) => role)).not.toContain('do');
  });

  it.each(['everything cold yet?', 'Report homing state of all axes.', 'homed?', 'bed off?'])(
    '%s is a question',
    (text) => {
      expect(framesOf(text).map(({ role }) => role)).not.toContain('do');
    },
  );
});
