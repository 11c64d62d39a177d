import { z } from 'zod';
import type { TimeSpan } from '../tuning/resonance/index.ts';
import type { Direction } from './chips.ts';

/** Moves further apart than this belong to different runs; the test waits half a second before it shakes. */
const APART_SECONDS = 0.2;
const SHORTEST_TEST_SECONDS = 3;
/** The pulses of a test are short (a quarter of a cycle, 50 ms at 5 Hz); other motion is not, over seconds. */
const LONGEST_MEAN_MOVE_SECONDS = 0.06;

const movesSchema = z.looseObject({
  data: z.array(
    z.tuple([z.number(), z.number(), z.number(), z.number(), z.array(z.number()), z.array(z.number())]),
  ),
});

interface Run extends TimeSpan {
  moves: number;
  /** Seconds along the axes, and along the diagonals with X and Y of the same sign and of different ones. */
  along: Record<Direction, number>;
}

/** Spans of motion, from the moves that Klipper reports (`motion_report/dump_trapq`), in print time. */
export class Sweeps {
  private readonly runs: Run[] = [];

  /** Takes one message of the stream; false where it is not of the known form. */
  add(message: unknown): boolean {
    const parsed = movesSchema.safeParse(message);
    if (!parsed.success) return false;
    for (const [start, seconds, , , , direction] of parsed.data.data) {
      this.move(start, seconds, alongOf(direction[0] ?? 0, direction[1] ?? 0));
    }
    return true;
  }

  private move(start: number, seconds: number, along: Direction | null): void {
    let run = this.runs.at(-1);
    if (!run || start - run.endSeconds > APART_SECONDS) {
      run = { startSeconds: start, endSeconds: start, moves: 0, along: { x: 0, y: 0, a: 0, b: 0 } };
      this.runs.push(run);
    }
    run.endSeconds = Math.max(run.endSeconds, start + seconds);
    run.moves += 1;
    if (along !== null) run.along[along] += seconds;
  }

  /** The last test of an axis, or null while there is none. */
  of(wanted: Direction): TimeSpan | null {
    return this.tests().findLast(({ direction }) => direction === wanted) ?? null;
  }

  /** The test that came last, of whatever axis: the one that runs now. */
  newest(): (TimeSpan & { direction: Direction }) | null {
    return this.tests().at(-1) ?? null;
  }

  private tests(): (TimeSpan & { direction: Direction })[] {
    return this.runs
      .filter((run) => {
        const seconds = run.endSeconds - run.startSeconds;
        return seconds >= SHORTEST_TEST_SECONDS && seconds / run.moves <= LONGEST_MEAN_MOVE_SECONDS;
      })
      .map(({ startSeconds, endSeconds, along }) => ({
        startSeconds,
        endSeconds,
        direction: DIRECTIONS.reduce((best, one) => (along[one] > along[best] ? one : best)),
      }));
  }
}

const DIRECTIONS = ['x', 'y', 'a', 'b'] as const;
/** A pulse belongs to an axis where the other one moves less than half as much; else to a diagonal. */
const OTHER_SHARE = 0.5;

function alongOf(x: number, y: number): Direction | null {
  if (x === 0 && y === 0) return null;
  if (Math.abs(y) < OTHER_SHARE * Math.abs(x)) return 'x';
  if (Math.abs(x) < OTHER_SHARE * Math.abs(y)) return 'y';
  return x * y > 0 ? 'a' : 'b';
}
