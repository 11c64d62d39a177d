import { m } from '#lib/paraglide/messages.js';
import { number, visible } from './format.ts';
import { fields, figure, text } from './shape.ts';

export interface Screw {
  key: string;
  name: string;
  /** Null where the printer has not told where it is. */
  place: { x: number; y: number } | null;
  isBase: boolean;
  /** Clockwise is positive; whole turns. */
  turns: number;
  /** As Klipper writes it: turns:minutes of a clock. */
  adjust: string;
}

/** Below this nobody needs to turn. */
export const SMALL_TURNS = 6 / 60;

/** The screws of a measurement, in the printer's order. */
export function screwsIn(result: unknown): Screw[] {
  const inner = fields(fields(result).result).screws ?? fields(result).screws;
  return Object.entries(fields(inner)).map(([key, value]) => {
    const screw = fields(value);
    const [whole = 0, minutes = 0] = text(screw.adjust).split(':').map(Number);
    const size = whole + minutes / 60;
    const [x, y] = [figure(screw.x_mm), figure(screw.y_mm)];
    return {
      key,
      name: visible(text(screw.name) || key),
      place: x === null || y === null ? null : { x, y },
      isBase: screw.is_base === true,
      turns: Number.isFinite(size) ? (text(screw.sign) === 'CCW' ? -size : size) : 0,
      adjust: visible(text(screw.adjust)),
    };
  });
}

/** "a quarter turn", "1 turn and 20 minutes": what a hand can do. */
export function amountOf(turns: number): string {
  const minutes = Math.round(Math.abs(turns) * 60);
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (whole === 0 && rest === 15) return m.screw_quarter();
  if (whole === 0 && rest === 30) return m.screw_half();
  if (whole === 0) return m.screw_minutes({ minutes: number(rest) });
  return rest === 0
    ? m.screw_turns({ count: whole })
    : m.screw_turns_minutes({ turns: m.screw_turns({ count: whole }), minutes: number(rest) });
}

/** What to do with one screw. */
export function wordsOf(screw: Screw): string {
  if (screw.isBase) return m.screw_base();
  if (Math.abs(screw.turns) < SMALL_TURNS) return m.screw_good();
  const amount = amountOf(screw.turns);
  return screw.turns > 0 ? m.screw_clockwise({ amount }) : m.screw_counter({ amount });
}

/** An arc with the turn's direction and size on a circle, at most nearly all round: its path and the arrow's angle. */
export function turnArc(
  turns: number,
  radius: number,
): { path: string; tip: { x: number; y: number }; degrees: number } {
  const sweep = Math.min(330, Math.max(28, Math.abs(turns) * 360)) * Math.sign(turns);
  // From twelve o'clock, as a clock goes.
  const end = ((sweep - 90) * Math.PI) / 180;
  const tip = { x: Math.cos(end) * radius, y: Math.sin(end) * radius };
  const large = Math.abs(sweep) > 180 ? 1 : 0;
  const way = sweep > 0 ? 1 : 0;
  return {
    path: `M0 ${-radius}A${radius} ${radius} 0 ${large} ${way} ${tip.x.toFixed(2)} ${tip.y.toFixed(2)}`,
    tip,
    degrees: sweep + (sweep > 0 ? 0 : 180),
  };
}

/** Where the screws are drawn in a box so wide and high: as they lie, the front below, with room around. */
export function placesIn(
  screws: Screw[],
  box: { width: number; height: number; margin: number },
): Map<string, { x: number; y: number }> | null {
  const points = screws.flatMap(({ key, place }) => (place ? [{ key, ...place }] : []));
  if (points.length < screws.length || points.length === 0) return null;
  const span = (values: number[]) => ({
    from: Math.min(...values),
    size: Math.max(...values) - Math.min(...values) || 1,
  });
  const [xs, ys] = [span(points.map(({ x }) => x)), span(points.map(({ y }) => y))];
  const { width, height, margin } = box;
  return new Map(
    points.map(({ key, x, y }) => [
      key,
      {
        x: margin + ((x - xs.from) / xs.size) * (width - 2 * margin),
        y: height - margin - ((y - ys.from) / ys.size) * (height - 2 * margin),
      },
    ]),
  );
}
