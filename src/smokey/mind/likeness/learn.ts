import type { Features } from './features.ts';
import { straight } from './breaks.ts';

/** A linear classifier: a row of weights, one for each class, for every feature. */
export interface Learned {
  classes: readonly string[];
  /** The row of a feature. */
  rows: ReadonlyMap<string, number>;
  weights: Float32Array;
}

export interface Lesson {
  class: string;
  features: Features;
}

/** Smaller errors are not worth a correction. */
const NEGLIGIBLE = 0.01;
/** A prime, so that every round sees the lessons in another order, always the same. */
const STRIDE = 7919;

/** How lessons are gone through. */
export interface Course {
  rounds: number;
  rate: number;
  /** By how much each round is slower than the one before. */
  decay: number;
  /** The mean of so many last rounds counts: it hangs less on the order of the lessons than the last one alone. */
  averaged: number;
  /** The share of a lesson that goes to all classes alike: no lesson is wholly certain, so odd ones do not shout. */
  doubt: number;
}

const USUAL: Course = { rounds: 7, rate: 2, decay: 0.1, averaged: 1, doubt: 0 };

/** A few milliseconds of work. */
const LESSONS_AT_A_TIME = 200;

interface Encoded {
  class: number;
  rows: Int32Array;
  values: Float32Array;
}

/**
 * Multinomial logistic regression by plain gradient steps. No randomness: the same lessons give the same weights.
 */
export const learn = (lessons: readonly Lesson[], course: Course = USUAL): Learned =>
  straight(learning(lessons, course));

/** The same with breaks, in which a server that is starting serves others. */
export function* learning(
  lessons: readonly Lesson[],
  { rounds, rate, decay, averaged, doubt }: Course,
): Generator<void, Learned, void> {
  const classes = [...new Set(lessons.map((lesson) => lesson.class))];
  const place = new Map(classes.map((name, index) => [name, index]));
  const rows = new Map<string, number>();
  const encoded = lessons.map((lesson): Encoded => {
    for (const name of lesson.features.keys()) if (!rows.has(name)) rows.set(name, rows.size);
    return {
      class: place.get(lesson.class)!,
      rows: Int32Array.from(lesson.features.keys(), (name) => rows.get(name)!),
      values: Float32Array.from(lesson.features.values()),
    };
  });
  const weights = new Float32Array(rows.size * classes.length);
  const sum = new Float32Array(weights.length);
  const errors = new Float32Array(classes.length);
  for (let round = 0; round < rounds; round += 1) {
    const pace = rate / (1 + decay * round);
    for (let step = 0; step < encoded.length; step += 1) {
      if (step % LESSONS_AT_A_TIME === 0) yield;
      const lesson = encoded[(step * STRIDE + round * 31) % encoded.length]!;
      guess(weights, lesson, errors);
      for (let index = 0; index < errors.length; index += 1) errors[index]! -= doubt / errors.length;
      errors[lesson.class]! -= 1 - doubt;
      correct(weights, lesson, errors, pace);
    }
    if (round >= rounds - averaged) for (let at = 0; at < weights.length; at += 1) sum[at]! += weights[at]!;
  }
  for (let at = 0; at < sum.length; at += 1) sum[at]! /= averaged;
  return { classes, rows, weights: sum };
}

function correct(weights: Float32Array, { rows, values }: Encoded, errors: Float32Array, rate: number): void {
  const worth: number[] = [];
  for (let index = 0; index < errors.length; index += 1)
    if (Math.abs(errors[index]!) > NEGLIGIBLE) worth.push(index);
  for (let at = 0; at < rows.length; at += 1) {
    const start = rows[at]! * errors.length;
    const step = rate * values[at]!;
    for (const index of worth) weights[start + index]! -= step * errors[index]!;
  }
}

/** Fills in how probable each class is for features. */
function guess(weights: Float32Array, { rows, values }: Omit<Encoded, 'class'>, scores: Float32Array): void {
  const count = scores.length;
  scores.fill(0);
  for (let at = 0; at < rows.length; at += 1) {
    const start = rows[at]! * count;
    const value = values[at]!;
    for (let index = 0; index < count; index += 1) scores[index]! += weights[start + index]! * value;
  }
  let highest = -Infinity;
  for (let index = 0; index < count; index += 1) highest = Math.max(highest, scores[index]!);
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += scores[index] = Math.exp(scores[index]! - highest);
  for (let index = 0; index < count; index += 1) scores[index]! /= sum;
}

/** How probable each class is for these features, in the order of the classes. */
export function probabilities({ classes, rows, weights }: Learned, features: Features): Float32Array {
  const known = [...features].filter(([name]) => rows.has(name));
  const scores = new Float32Array(classes.length);
  guess(
    weights,
    {
      rows: Int32Array.from(known, ([name]) => rows.get(name)!),
      values: Float32Array.from(known, ([, value]) => value),
    },
    scores,
  );
  return scores;
}
