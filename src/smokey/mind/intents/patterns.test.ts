import { expect, it } from 'vitest';
import { ADJUST } from '../language/lexicon/adjust.ts';
import { GRAMMAR } from '../language/lexicon/grammar.ts';
import { JOB } from '../language/lexicon/job.ts';
import { SUBJECTS } from '../language/lexicon/subjects.ts';
import { THINGS } from '../language/lexicon/things.ts';
import { WORKSHOP } from '../language/lexicon/workshop.ts';
import { INTENTS } from './index.ts';

const CONCEPTS = new Set(
  [ADJUST, GRAMMAR, JOB, SUBJECTS, THINGS, WORKSHOP]
    .flatMap((part) => Object.keys(part))
    .concat('materialname'),
);

/** The parts of a pattern that are no regular expression. */
const wordsOf = (pattern: string): string[] =>
  pattern
    .replace(/!?~[^~]+~\??/g, ' ')
    .split(/\s+/)
    .filter(Boolean);

it('every word of a pattern is a concept or one of the signs that stand for something', () => {
  const strange = INTENTS.flatMap(({ id, patterns }) =>
    patterns.flatMap((pattern) =>
      wordsOf(pattern)
        .flatMap((word) => word.replace(/^!|\?$/g, '').split('|'))
        .filter((word) => !CONCEPTS.has(word) && !/^(?:#\w*|#%|\$file|\$unknown|\$quoted|@\w+)$/.test(word))
        .map((word) => `${id}: ${word} in '${pattern}'`),
    ),
  );
  expect(strange).toEqual([]);
});
