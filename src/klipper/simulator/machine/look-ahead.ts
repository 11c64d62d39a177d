/**
 * Klipper's planning of speeds, from the paper of its formulas: how fast each queued move may begin, cruise and end
 * when the ones after it are known. Velocities are squared, (mm/s)²; directions are per millimetre of the move.
 */
export interface QueuedMove<Kept> {
  /** What the caller wants back with the move's time. */
  kept: Kept;
  distance: number;
  /** Moves of the filament alone stop before and after. */
  kinematic: boolean;
  direction: readonly [x: number, y: number, z: number, e: number];
  acceleration: number;
  maxCruise: number;
  /** Junction deviation × acceleration. */
  corner: number;
  delta: number;
  smoothDelta: number;
  maxStart: number;
  maxSmoothStart: number;
  start: number;
  /** Null while it follows from the move before. */
  cruise: number | null;
  end: number;
}

export interface MoveLimits {
  /** mm/s */
  velocity: number;
  /** mm/s² */
  acceleration: number;
  /** mm, at the machine's own acceleration. */
  junctionDeviation: number;
  minimumCruiseRatio: number;
}

export interface LookAhead<Kept> {
  moves: QueuedMove<Kept>[];
  /** Seconds at cruising speed until the settled moves are handed on. */
  untilFlush: number;
  previousCruise: number;
}

const FIRST_FLUSH_SECONDS = 1;
const NEXT_FLUSH_SECONDS = 0.15;

export function createLookAhead<Kept>(): LookAhead<Kept> {
  return { moves: [], untilFlush: FIRST_FLUSH_SECONDS, previousCruise: 0 };
}

/** A move by its displacement per axis, not yet joined to the one before. */
export function queuedMove<Kept>(
  kept: Kept,
  delta: readonly [number, number, number, number],
  limits: MoveLimits,
): QueuedMove<Kept> {
  const length = Math.hypot(delta[0], delta[1], delta[2]);
  const kinematic = length >= 1e-9;
  const distance = kinematic ? length : Math.abs(delta[3]);
  const inverse = 1 / distance;
  const { velocity, acceleration } = limits;
  const reach = 2 * distance * acceleration;
  return {
    kept,
    distance,
    kinematic,
    direction: kinematic
      ? [delta[0] * inverse, delta[1] * inverse, delta[2] * inverse, delta[3] * inverse]
      : [0, 0, 0, delta[3] * inverse],
    acceleration,
    maxCruise: velocity * velocity,
    corner: limits.junctionDeviation * acceleration,
    delta: reach,
    smoothDelta: reach * (1 - limits.minimumCruiseRatio),
    maxStart: 0,
    maxSmoothStart: 0,
    start: 0,
    cruise: 0,
    end: 0,
  };
}

/** Queues a move behind the others; true when it is time to hand on what is settled. */
export function queueMove<Kept>(
  ahead: LookAhead<Kept>,
  move: QueuedMove<Kept>,
  instantaneousCornerVelocity: number,
): boolean {
  const previous = ahead.moves.at(-1);
  if (previous && previous.kinematic && move.kinematic) join(previous, move, instantaneousCornerVelocity);
  ahead.moves.push(move);
  ahead.untilFlush -= move.distance / Math.sqrt(move.maxCruise);
  return ahead.untilFlush <= 0;
}

/** How fast a corner may be taken, and what the move before allows. */
function join<Kept>(previous: QueuedMove<Kept>, move: QueuedMove<Kept>, instantaneousCornerVelocity: number) {
  const [x, y, z, e] = move.direction;
  const [px, py, pz, pe] = previous.direction;
  let limit = Math.min(move.maxCruise, previous.maxCruise, previous.maxStart + previous.delta);
  const change = e - pe;
  if (change !== 0) limit = Math.min(limit, (instantaneousCornerVelocity / change) ** 2);
  const cosine = -(x * px + y * py + z * pz);
  const halfSine = Math.sqrt(Math.max(0.5 * (1 - cosine), 0));
  const halfCosine = Math.sqrt(Math.max(0.5 * (1 + cosine), 0));
  if (halfSine < 1 && halfCosine > 0) {
    const radius = halfSine / (1 - halfSine);
    const halfway = (0.25 * halfSine) / halfCosine;
    limit = Math.min(
      limit,
      radius * move.corner,
      radius * previous.corner,
      halfway * move.delta,
      halfway * previous.delta,
    );
  }
  move.maxStart = limit;
  move.maxSmoothStart = Math.min(limit, previous.maxSmoothStart + previous.smoothDelta);
}

/** The seconds of each move that is handed on: the settled ones, or with `complete` all, which ends in a stop. */
export function handOn<Kept>(
  ahead: LookAhead<Kept>,
  complete: boolean,
  receive: (kept: Kept, seconds: number) => void,
): void {
  const count = settle(ahead.moves, complete);
  for (const move of ahead.moves.slice(0, count)) {
    const cruise = move.cruise ?? Math.min(ahead.previousCruise, move.start);
    ahead.previousCruise = cruise;
    receive(move.kept, secondsOf(move, Math.min(move.start, cruise), cruise, Math.min(move.end, cruise)));
  }
  ahead.moves = ahead.moves.slice(count);
  ahead.untilFlush = complete ? FIRST_FLUSH_SECONDS : NEXT_FLUSH_SECONDS;
  if (complete) ahead.previousCruise = 0;
}

/** Backwards over the queue: what each move can be; returns how many of them no later move can change. */
function settle<Kept>(moves: QueuedMove<Kept>[], complete: boolean): number {
  let settled = complete ? moves.length : 0;
  let searching = !complete;
  let next = 0;
  let nextSmooth = 0;
  let peak = 0;
  let pending = 0;
  for (let index = moves.length - 1; index >= 0; index -= 1) {
    const move = moves[index];
    if (!move) continue;
    const reach = next + move.delta;
    const start = Math.min(move.maxStart, reach);
    const reachSmooth = nextSmooth + move.smoothDelta;
    const startSmooth = Math.min(move.maxSmoothStart, reachSmooth);
    pending += 1;
    move.cruise = null;
    if (startSmooth < reachSmooth) {
      if (startSmooth + move.smoothDelta > nextSmooth || pending > 1) {
        if (searching && peak > 0) {
          settled = index;
          searching = false;
        }
        peak = (startSmooth + reachSmooth) * 0.5;
      }
      move.cruise = Math.min((start + reach) * 0.5, move.maxCruise, peak);
      pending = 0;
    }
    move.start = start;
    move.end = next;
    next = start;
    nextSmooth = startSmooth;
  }
  return settled;
}

function secondsOf<Kept>(move: QueuedMove<Kept>, start: number, cruise: number, end: number): number {
  const half = 0.5 / move.acceleration;
  const speedUp = (cruise - start) * half;
  const slowDown = (cruise - end) * half;
  const velocity = Math.sqrt(cruise);
  return (
    (speedUp * 2) / (Math.sqrt(start) + velocity) +
    (slowDown * 2) / (Math.sqrt(end) + velocity) +
    (move.distance - speedUp - slowDown) / velocity
  );
}
