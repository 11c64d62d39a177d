import {
  AT_TOP_SPEED,
  EXTRUDE_ONLY,
  EXTRUDER_CORNER,
  EXTRUDER_SPEED,
  EXTRUDING,
  KIND_SLOTS,
  KINDS,
  TRAVEL,
} from './totals.ts';
import type { Totals } from './totals.ts';

/** Fields of one queued move. Velocities are squared, (mm/s)²; directions are per mm of the move. */
export const MAX_START = 0;
export const DELTA = 1;
export const MAX_SMOOTH_START = 2;
export const SMOOTH_DELTA = 3;
export const MAX_CRUISE = 4;
export const ACCEL = 5;
export const DISTANCE = 6;
/** KIND_SLOTS × tag + kind, a whole number below 2^31. */
export const KIND_AND_TAG = 7;
export const DIRECTION_X = 8;
export const DIRECTION_Y = 9;
export const DIRECTION_Z = 10;
export const DIRECTION_E = 11;
/** Junction deviation × acceleration. */
export const CORNER = 12;
const START = 13;
const CRUISE = 14;
const END = 15;
/** Numbers per move in `fields`. */
export const MOVE_SIZE = 16;

const OPEN = -1;
const TAG_SHIFT = Math.log2(KIND_SLOTS);
const FIRST_CAPACITY = 512;
/** 16 MB of queue: tens of thousands of segments within one braking distance is no print any more. */
const LARGEST_CAPACITY = 1 << 17;

/**
 * Moves that wait for their speeds, and the look-ahead that settles them (specification 2.4). The profile does not
 * depend on when moves are handed on, so the queue works in batches: when it is full it hands on what no later move
 * can change.
 */
export class MoveQueue {
  fields = new Float64Array(FIRST_CAPACITY * MOVE_SIZE);
  count = 0;
  private capacity = FIRST_CAPACITY;
  private previousCruise = 0;
  private readonly totals: Totals;

  constructor(totals: Totals) {
    this.totals = totals;
  }

  /** Makes room for one more move. */
  reserve(): void {
    if (this.count < this.capacity) return;
    const settled = this.lookAhead(false);
    if (settled > 0) this.handOn(settled);
    if (this.count <= this.capacity * 0.75) return;
    if (this.capacity < LARGEST_CAPACITY) this.grow();
    else {
      // Planned as if the head had to stop at the end of the queue: wrong by far less than a second, and reported.
      this.totals.cutLookAheads++;
      this.handOn(this.count >> 1);
    }
  }

  /** Hands on everything; the head stands still afterwards. */
  stop(): void {
    if (this.count > 0) this.handOn(this.lookAhead(true));
    this.previousCruise = 0;
  }

  private grow(): void {
    this.capacity *= 2;
    const larger = new Float64Array(this.capacity * MOVE_SIZE);
    larger.set(this.fields.subarray(0, this.count * MOVE_SIZE));
    this.fields = larger;
  }

  /** Backward pass: sets start, cruise and end of all moves; returns how many of them no later move can change. */
  private lookAhead(complete: boolean): number {
    const q = this.fields;
    let settled = complete ? this.count : 0;
    let searching = !complete;
    let next = 0;
    let nextSmooth = 0;
    let peak = 0;
    let pending = 0;
    for (let i = this.count - 1; i >= 0; i--) {
      const m = i * MOVE_SIZE;
      const reach = next + q[m + DELTA]!;
      const maxStart = q[m + MAX_START]!;
      const start = maxStart < reach ? maxStart : reach;
      const smoothDelta = q[m + SMOOTH_DELTA]!;
      const reachSmooth = nextSmooth + smoothDelta;
      const maxSmooth = q[m + MAX_SMOOTH_START]!;
      let cruise = OPEN;
      let startSmooth = reachSmooth;
      pending++;
      if (maxSmooth < reachSmooth) {
        startSmooth = maxSmooth;
        if (startSmooth + smoothDelta > nextSmooth || pending > 1) {
          if (searching && peak > 0) {
            settled = i;
            searching = false;
          }
          peak = (startSmooth + reachSmooth) * 0.5;
        }
        cruise = (start + reach) * 0.5;
        const maxCruise = q[m + MAX_CRUISE]!;
        if (maxCruise < cruise) cruise = maxCruise;
        if (peak < cruise) cruise = peak;
        pending = 0;
      }
      q[m + START] = start;
      q[m + CRUISE] = cruise;
      q[m + END] = next;
      next = start;
      nextSmooth = startSmooth;
    }
    return settled;
  }

  /** Forward pass over the first moves: their final speeds, their times, and out of the queue with them. */
  private handOn(count: number): void {
    const q = this.fields;
    const { totals } = this;
    const { secondsByKind } = totals;
    let previous = this.previousCruise;
    let accelSeconds = 0;
    let cruiseSeconds = 0;
    let decelSeconds = 0;
    let distance = 0;
    let feedRateSeconds = 0;
    let topSpeedSeconds = 0;
    let shortSegmentSeconds = 0;
    let extruderSeconds = 0;
    for (let i = 0; i < count; i++) {
      const m = i * MOVE_SIZE;
      const wantedStart = q[m + START]!;
      let cruise = q[m + CRUISE]!;
      if (cruise < 0) cruise = previous < wantedStart ? previous : wantedStart;
      previous = cruise;
      const start = wantedStart < cruise ? wantedStart : cruise;
      const wantedEnd = q[m + END]!;
      const end = wantedEnd < cruise ? wantedEnd : cruise;
      const length = q[m + DISTANCE]!;
      const inverse = 0.5 / q[m + ACCEL]!;
      const accelLength = (cruise - start) * inverse;
      const decelLength = (cruise - end) * inverse;
      const velocity = Math.sqrt(cruise);
      const accel = (accelLength * 2) / (Math.sqrt(start) + velocity);
      const decel = (decelLength * 2) / (Math.sqrt(end) + velocity);
      const cruising = (length - accelLength - decelLength) / velocity;
      const seconds = accel + cruising + decel;
      const kindAndTag = q[m + KIND_AND_TAG]! | 0;
      const kind = kindAndTag & (KINDS - 1);
      if (kind <= TRAVEL) {
        const maxCruise = q[m + MAX_CRUISE]!;
        if (cruise >= maxCruise) {
          if (kindAndTag & EXTRUDER_CORNER) extruderSeconds += accel;
          if (kindAndTag & EXTRUDER_SPEED) extruderSeconds += cruising;
          else if (kindAndTag & AT_TOP_SPEED) topSpeedSeconds += cruising;
          else {
            feedRateSeconds += cruising;
            if (kind === EXTRUDING) totals.addExtrudedAtFeedRate(kindAndTag >> TAG_SHIFT, cruising);
          }
        } else if (q[m + DELTA]! < maxCruise) shortSegmentSeconds += seconds;
        else if (kindAndTag & EXTRUDER_CORNER) extruderSeconds += accel;
      }
      accelSeconds += accel;
      cruiseSeconds += cruising;
      decelSeconds += decel;
      secondsByKind[kind] = secondsByKind[kind]! + seconds;
      totals.addToTag(kindAndTag >> TAG_SHIFT, seconds);
      if (kind !== EXTRUDE_ONLY) distance += length;
    }
    this.previousCruise = previous;
    totals.accelSeconds += accelSeconds;
    totals.cruiseSeconds += cruiseSeconds;
    totals.decelSeconds += decelSeconds;
    totals.distanceMillimetres += distance;
    totals.feedRateSeconds += feedRateSeconds;
    totals.topSpeedSeconds += topSpeedSeconds;
    totals.shortSegmentSeconds += shortSegmentSeconds;
    totals.extruderSeconds += extruderSeconds;
    totals.moves += count;
    q.copyWithin(0, count * MOVE_SIZE, this.count * MOVE_SIZE);
    this.count -= count;
  }
}
