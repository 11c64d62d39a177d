import type { Growth, Machine, Position } from './machine.ts';

/** The bed is divided into cells; each keeps the height of the plastic on it. Enough for a picture. */
export const growthCells = 144;

export function emptyGrowth(): Growth {
  return {
    columns: growthCells,
    rows: growthCells,
    heights: new Float32Array(growthCells * growthCells),
    version: 0,
  };
}

/** Marks the cells under an extruding move. */
export function markGrowth(machine: Machine, from: Position, to: Position): void {
  const { axisMinimum, axisMaximum } = machine.toolhead;
  const width = axisMaximum[0] - axisMinimum[0];
  const depth = axisMaximum[1] - axisMinimum[1];
  if (width <= 0 || depth <= 0) return;
  const { heights, columns, rows } = machine.growth;
  const steps = Math.max(1, Math.ceil((Math.hypot(to[0] - from[0], to[1] - from[1]) / width) * columns));
  for (let step = 0; step <= steps; step++) {
    const share = step / steps;
    const column = Math.floor(((from[0] + (to[0] - from[0]) * share - axisMinimum[0]) / width) * columns);
    const row = Math.floor(((from[1] + (to[1] - from[1]) * share - axisMinimum[1]) / depth) * rows);
    if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
    const cell = row * columns + column;
    if (to[2] > (heights[cell] ?? 0)) heights[cell] = to[2];
  }
  machine.growth.version++;
}
