import { ResonanceError } from './errors.ts';

/**
 * x that minimises |A·x − b| for a small dense A (rows ≥ columns), by Householder reflections.
 * Throws ResonanceError where A has no full rank.
 */
export function leastSquares(matrix: number[][], right: number[]): number[] {
  const a = matrix.map((row) => [...row]);
  const b = [...right];
  const columns = a[0]!.length;
  for (let column = 0; column < columns; column++) reflect(a, b, column);
  return substituteBack(a, b, columns);
}

function reflect(a: number[][], b: number[], column: number): void {
  const below = a.slice(column).map((row) => row[column]!);
  const length = Math.hypot(...below);
  if (length < 1e-12) throw new ResonanceError('These shaper parameters give no unique set of impulses.');
  below[0] = below[0]! + (below[0]! < 0 ? -length : length);
  const squared = below.reduce((sum, value) => sum + value * value, 0);
  const mirror = (get: (i: number) => number, set: (i: number, value: number) => void) => {
    const factor = (2 * below.reduce((sum, value, i) => sum + value * get(column + i), 0)) / squared;
    below.forEach((value, i) => set(column + i, get(column + i) - factor * value));
  };
  for (let j = column; j < a[0]!.length; j++) {
    mirror(
      (i) => a[i]![j]!,
      (i, value) => (a[i]![j] = value),
    );
  }
  mirror(
    (i) => b[i]!,
    (i, value) => (b[i] = value),
  );
}

function substituteBack(a: number[][], b: number[], columns: number): number[] {
  const x = new Array<number>(columns).fill(0);
  for (let i = columns - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let j = i + 1; j < columns; j++) sum -= a[i]![j]! * x[j]!;
    x[i] = sum / a[i]![i]!;
  }
  return x;
}
