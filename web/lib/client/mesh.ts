import { m } from '#lib/paraglide/messages.js';
import { number } from './format.ts';
import { fields, figure, list } from './shape.ts';

/** A point of the bed: millimetres above or below zero, and where. Row 0 is the front, column 0 the left. */
export interface MeshPoint {
  row: number;
  column: number;
  millimetres: number;
  /** In words: "back left". */
  where: string;
}

export interface MeshView {
  rows: number[][];
  columns: number;
  low: MeshPoint;
  high: MeshPoint;
  /** The four corners in the order front left, front right, back left, back right. */
  corners: MeshPoint[];
  rangeMillimetres: number;
  /** What would be left if the bed were levelled perfectly: the range without the tilt. */
  untiltedMillimetres: number;
  /** Where the tilt rises to, as words, or null where there is hardly any. */
  risesTo: string | null;
}

/** Less than this nobody can level away, nor see. */
const NO_TILT_MILLIMETRES = 0.03;

/** Which third of the bed an index lies in: 0 first, 1 middle, 2 last. */
const third = (index: number, count: number): 0 | 1 | 2 => {
  const share = count < 2 ? 0.5 : index / (count - 1);
  return share < 1 / 3 ? 0 : share > 2 / 3 ? 2 : 1;
};

/** Where a point lies, as one stands before the printer. */
export function placeWords(row: number, column: number, rows: number, columns: number): string {
  const places = [
    [m.place_front_left, m.place_front, m.place_front_right],
    [m.place_left, m.place_middle, m.place_right],
    [m.place_back_left, m.place_back, m.place_back_right],
  ] as const;
  return places[third(row, rows)][third(column, columns)]();
}

/** Least squares plane through a regular grid: heights gained from one side of the bed to the other. */
function tiltOf(rows: number[][]): {
  across: number;
  deep: number;
  at: (row: number, column: number) => number;
} {
  const [depth, width] = [rows.length, rows[0]?.length ?? 0];
  // On a regular grid the two directions are independent, centred coordinates from -0.5 to 0.5.
  const x = (column: number) => (width < 2 ? 0 : column / (width - 1) - 0.5);
  const y = (row: number) => (depth < 2 ? 0 : row / (depth - 1) - 0.5);
  let [sum, sumX, sumY, squareX, squareY] = [0, 0, 0, 0, 0];
  rows.forEach((line, row) =>
    line.forEach((value, column) => {
      sum += value;
      sumX += value * x(column);
      sumY += value * y(row);
      squareX += x(column) ** 2;
      squareY += y(row) ** 2;
    }),
  );
  const mean = sum / (depth * width);
  const across = squareX === 0 ? 0 : sumX / squareX;
  const deep = squareY === 0 ? 0 : sumY / squareY;
  return { across, deep, at: (row, column) => mean + across * x(column) + deep * y(row) };
}

function riseWords({ across, deep }: { across: number; deep: number }): string | null {
  const [wide, long] = [Math.abs(across), Math.abs(deep)];
  if (Math.max(wide, long) < NO_TILT_MILLIMETRES) return null;
  // A direction that hardly counts beside the other is left out.
  const column = wide * 2 < long ? 1 : across > 0 ? 2 : 0;
  const row = long * 2 < wide ? 1 : deep > 0 ? 2 : 0;
  return placeWords(row, column, 3, 3);
}

/** The mesh of a result with its highest, lowest and corner points; null where it has none, or half of one. */
export function meshIn(result: unknown): MeshView | null {
  const rows = list(fields(result).matrix).map((row) => list(row).flatMap((value) => figure(value) ?? []));
  const columns = rows[0]?.length ?? 0;
  if (columns === 0 || rows.some((row) => row.length !== columns)) return null;
  const point = (row: number, column: number): MeshPoint => ({
    row,
    column,
    millimetres: rows[row]?.[column] ?? 0,
    where: placeWords(row, column, rows.length, columns),
  });
  const points = rows.flatMap((line, row) => line.map((_, column) => point(row, column)));
  const [last, right] = [rows.length - 1, columns - 1];
  const extreme = (better: (a: number, b: number) => boolean) =>
    points.reduce((best, one) => (better(one.millimetres, best.millimetres) ? one : best));
  const low = extreme((a, b) => a < b);
  const high = extreme((a, b) => a > b);
  const tilt = tiltOf(rows);
  const rest = points.map((one) => one.millimetres - tilt.at(one.row, one.column));
  return {
    rows,
    columns,
    low,
    high,
    corners: [point(0, 0), point(0, right), point(last, 0), point(last, right)],
    rangeMillimetres: high.millimetres - low.millimetres,
    untiltedMillimetres: Math.max(...rest) - Math.min(...rest),
    risesTo: riseWords(tilt),
  };
}

/** "+0.10" and "−0.15": the sign belongs to a height. */
export const signed = (millimetres: number, digits = 2): string => {
  const text = number(millimetres, digits);
  return Number(millimetres.toFixed(digits)) > 0 ? `+${text}` : text.replace(/^−(0[.,]?0*)$/, '$1');
};

/** What the drawing shows, for those who do not see it. */
export function sentencesOf(mesh: MeshView): string {
  const { low, high, risesTo, rangeMillimetres, untiltedMillimetres } = mesh;
  const ends = m.mesh_ends({
    high: signed(high.millimetres),
    highWhere: high.where,
    low: signed(low.millimetres),
    lowWhere: low.where,
  });
  const left = number(untiltedMillimetres, 2);
  if (risesTo === null) return `${ends} ${m.mesh_flat()}`;
  const mostlyTilt = untiltedMillimetres < rangeMillimetres * 0.5;
  return `${ends} ${mostlyTilt ? m.mesh_tilt({ where: risesTo, left }) : m.mesh_warped({ where: risesTo, left })}`;
}

/** Blue for low, orange for high, neutral in the middle: safe for colour-blind eyes. Shares from 0 to 1. */
export const MESH_COLOURS = { low: '#1f66b8', middle: '#e6e9e8', high: '#d95f0e' } as const;

/** Where a height stands between lowest and highest. */
export const shareOf = (millimetres: number, { low, high }: MeshView): number =>
  high.millimetres === low.millimetres
    ? 0.5
    : (millimetres - low.millimetres) / (high.millimetres - low.millimetres);

/** A bed one wide is drawn with its highest point so far above its lowest. */
export const RELIEF = 0.26;

/** How many times larger than they are the heights of a bed so wide are drawn, to two figures; null when it is level. */
export function exaggerationOf({ rangeMillimetres }: MeshView, bedMillimetres: number): number | null {
  if (rangeMillimetres === 0) return null;
  return Number(((RELIEF * bedMillimetres) / rangeMillimetres).toPrecision(2));
}
