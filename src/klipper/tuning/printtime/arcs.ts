import type { Coordinates, Position } from './coordinates.ts';
import { HAS_E, HAS_F, HAS_X, HAS_Y, HAS_Z } from './coordinates.ts';
import { GcodeError } from './errors.ts';
import type { GcodeLine } from './words.ts';
import { numberAmong } from './words.ts';

/** Axes of a plane: the two an arc turns in, and the one it climbs along; the words of its centre. */
interface Plane {
  first: 0 | 1 | 2;
  second: 0 | 1 | 2;
  climb: 0 | 1 | 2;
  centre: [string, string];
}

export const ARC_PLANES: Record<string, Plane> = {
  G17: { first: 0, second: 1, climb: 2, centre: ['I', 'J'] },
  G18: { first: 0, second: 2, climb: 1, centre: ['I', 'K'] },
  G19: { first: 1, second: 2, climb: 0, centre: ['J', 'K'] },
};

/** An arc of 100 m at the usual resolution: no printer has room for it. */
const MOST_SEGMENTS_OF_AN_ARC = 100_000;
/** Segments that any file may have, and how many more each of its bytes allows: real arcs stay far below. */
const FREE_SEGMENTS = 1_000_000;
const SEGMENTS_PER_BYTE = 5;
const NO_FEED = 0;

/** Cuts G2 and G3 into straight moves as [gcode_arcs] does: specification 2.1. */
export class Arcs {
  plane: Plane = ARC_PLANES['G17']!;
  private allowance = FREE_SEGMENTS;
  private readonly coordinates: Coordinates;
  private readonly resolution: number;

  constructor(coordinates: Coordinates, resolutionMillimetres: number) {
    this.coordinates = coordinates;
    this.resolution = resolutionMillimetres;
  }

  /** The file goes on: its arcs may have more segments, in proportion. */
  allowFor(bytes: number): void {
    this.allowance += bytes * SEGMENTS_PER_BYTE;
  }

  /** Throws GcodeError for arcs Klipper refuses and for arcs no printer could hold. */
  run({ words }: GcodeLine, clockwise: boolean): void {
    const { coordinates, plane } = this;
    if (!coordinates.absolute) throw new GcodeError('arcs need absolute positions (G90); Klipper stops here');
    if (words.has('R')) throw new GcodeError('arcs with a radius (R) are not supported; Klipper stops here');
    const start = coordinates.filePosition();
    const target = [...start] as Position;
    ['X', 'Y', 'Z'].forEach((name, axis) => {
      target[axis as 0 | 1 | 2] = numberAmong(words, name) ?? start[axis]!;
    });
    const offset = plane.centre.map((name) => numberAmong(words, name) ?? 0) as [number, number];
    if (offset[0] === 0 && offset[1] === 0) {
      throw new GcodeError(`an arc needs its centre (${plane.centre.join(', ')}); Klipper stops here`);
    }
    const extrusion = numberAmong(words, 'E');
    const feed = numberAmong(words, 'F');
    if (feed !== undefined && !(feed > 0)) {
      throw new GcodeError(`the feed rate F${feed} is not above 0; Klipper stops here`);
    }
    this.emit(start, target, offset, clockwise, extrusion, feed);
  }

  private emit(
    start: Position,
    target: Position,
    offset: [number, number],
    clockwise: boolean,
    extrusion: number | undefined,
    feed: number | undefined,
  ): void {
    const { coordinates } = this;
    const { first, second, climb } = this.plane;
    const centre = [start[first] + offset[0], start[second] + offset[1]] as const;
    const angle = this.angle(start, target, offset, centre, clockwise);
    const rise = target[climb] - start[climb];
    const segments = this.segments(Math.hypot(Math.hypot(...offset) * angle, rise));
    const absoluteExtrusion = coordinates.absoluteExtrude;
    const from = absoluteExtrusion ? start[3] : 0;
    const each = extrusion === undefined ? 0 : (extrusion - from) / segments;
    const mask =
      HAS_X | HAS_Y | HAS_Z | (extrusion === undefined ? 0 : HAS_E) | (feed === undefined ? 0 : HAS_F);
    const point: [number, number, number] = [start[0], start[1], start[2]];
    for (let i = 1; i <= segments; i++) {
      if (i === segments) point.splice(0, 3, target[0], target[1], target[2]);
      else {
        const cosine = Math.cos((i * angle) / segments);
        const sine = Math.sin((i * angle) / segments);
        point[first] = centre[0] - offset[0] * cosine + offset[1] * sine;
        point[second] = centre[1] - offset[0] * sine - offset[1] * cosine;
        point[climb] = start[climb] + (i * rise) / segments;
      }
      const e = absoluteExtrusion ? from + i * each : each;
      coordinates.linear(mask, point[0], point[1], point[2], e, feed ?? NO_FEED);
    }
  }

  private angle(
    start: Position,
    target: Position,
    offset: [number, number],
    centre: readonly [number, number],
    clockwise: boolean,
  ): number {
    const { first, second } = this.plane;
    const endX = target[first] - centre[0];
    const endY = target[second] - centre[1];
    const cross = -offset[0] * endY + offset[1] * endX;
    const dot = -offset[0] * endX - offset[1] * endY;
    let angle = Math.atan2(cross, dot);
    if (angle < 0) angle += 2 * Math.PI;
    if (clockwise) angle -= 2 * Math.PI;
    const returns = start[first] === target[first] && start[second] === target[second];
    return angle === 0 && returns ? 2 * Math.PI : angle;
  }

  private segments(lengthMillimetres: number): number {
    const segments = Math.max(1, Math.floor(lengthMillimetres / this.resolution));
    this.allowance -= segments;
    if (segments > MOST_SEGMENTS_OF_AN_ARC || !Number.isFinite(segments)) {
      throw new GcodeError(`an arc of ${Math.round(lengthMillimetres / 1000)} m fits no printer`);
    }
    if (this.allowance < 0)
      throw new GcodeError('the arcs up to here are longer than any print of this size');
    return segments;
  }
}
