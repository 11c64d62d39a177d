import type { Features } from './features.ts';

/** A linear classifier: weights of every feature for every class. */
export interface Learned {
  classes: readonly string[];
  weights: ReadonlyMap<string, Float32Array>;
}

export interface Lesson {
  class: string;
  features: Features;
}

const ROUNDS = 7;
const RATE = 2;
const RATE_DECAY = 0.1;
/** Smaller errors are not worth a correction. */
const NEGLIGIBLE = 0.01;
/** A prime, so that every round sees the lessons in another order, always the same. */
const STRIDE = 7919;

/**
 * Multinomial logistic regression by plain gradient steps. No randomness: the same lessons give the same weights.
 * About 0.1 s for two thousand short lessons.
 */
export function learn(lessons: readonly Lesson[]): Learned {
  const classes = [...new Set(lessons.map((lesson) => lesson.class))];
  const place = new Map(classes.map((name, index) => [name, index]));
  const weights = new Map<string, Float32Array>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const rate = RATE / (1 + RATE_DECAY * round);
    for (let step = 0; step < lessons.length; step += 1) {
      const lesson = lessons[(step * STRIDE + round * 31) % lessons.length]!;
      const errors = probabilities({ classes, weights }, lesson.features);
      errors[place.get(lesson.class)!]! -= 1;
      correct(weights, lesson.features, errors, rate);
    }
  }
  return { classes, weights };
}

function correct(
  weights: Map<string, Float32Array>,
  features: Features,
  errors: Float32Array,
  rate: number,
): void {
  const worth: number[] = [];
  for (let index = 0; index < errors.length; index += 1)
    if (Math.abs(errors[index]!) > NEGLIGIBLE) worth.push(index);
  for (const [name, value] of features) {
    const row = weights.get(name) ?? new Float32Array(errors.length);
    weights.set(name, row);
    for (const index of worth) row[index]! -= rate * value * errors[index]!;
  }
}

/** How probable each class is for these features, in the order of the classes. */
export function probabilities({ classes, weights }: Learned, features: Features): Float32Array {
  const scores = new Float32Array(classes.length);
  for (const [name, value] of features) {
    const row = weights.get(name);
    if (row) for (let index = 0; index < scores.length; index += 1) scores[index]! += row[index]! * value;
  }
  let highest = -Infinity;
  for (const score of scores) highest = Math.max(highest, score);
  let sum = 0;
  for (let index = 0; index < scores.length; index += 1) {
    scores[index] = Math.exp(scores[index]! - highest);
    sum += scores[index]!;
  }
  for (let index = 0; index < scores.length; index += 1) scores[index]! /= sum;
  return scores;
}
