import type { Clause } from '../understand/clause.ts';

const OF_SHAPE =
  /\b(?:lowest|highest|lower|higher|low spot|high spot|deepest|valley|peak|hump|dip|corners?|shape|look like|show|display|see|picture|graph)\b/;

/** True where not only the range of a mesh is asked for but how it lies. */
export const asksForShape = ({ folded }: Clause): boolean => OF_SHAPE.test(folded);

const ROWS = ['front', 'middle', 'rear'];
const COLUMNS = ['left', 'centre', 'right'];

/** Where the lowest and the highest point of a mesh are, in mm; rows go from front to rear. Null without points. */
export function extremesOf(matrix: unknown): { lowest: string; highest: string } | null {
  if (!Array.isArray(matrix)) return null;
  const points = (matrix as number[][]).flatMap((row, y) =>
    row.map((millimetres, x) => ({
      millimetres,
      place: placeName(third(y, matrix.length), third(x, row.length)),
    })),
  );
  const sorted = points.sort((a, b) => a.millimetres - b.millimetres);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (!lowest || !highest) return null;
  const text = ({ place, millimetres }: (typeof points)[number]): string =>
    `${place} (${millimetres > 0 ? '+' : ''}${millimetres.toFixed(3)} mm)`;
  return { lowest: text(lowest), highest: text(highest) };
}

const third = (index: number, count: number): number =>
  count < 2 ? 1 : Math.min(2, Math.floor((index * 3) / count));

const placeName = (row: number, column: number): string =>
  row === 1 && column === 1 ? 'middle' : `${ROWS[row]} ${COLUMNS[column]}`;
