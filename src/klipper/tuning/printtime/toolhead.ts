import { SLOW_SHARE, VERY_SLOW_SHARE, type DeltaReach } from './delta.ts';
import { GcodeError } from './errors.ts';
import type { PlannerLimits, PrinterModel, ResolvedLimits } from './limits.ts';
import { resolveLimits } from './limits.ts';
import * as queue from './moveQueue.ts';
import {
  AT_TOP_SPEED,
  EXTRUDER_CORNER,
  EXTRUDER_SPEED,
  EXTRUDE_ONLY,
  EXTRUDING,
  KIND_SLOTS,
  KINDS,
  Totals,
  TRAVEL,
  Z_ONLY,
} from './totals.ts';

const UNLIMITED_ACCEL = 99999999.9;
const SHORTEST = 1e-9;
const CORNER_FACTOR = Math.SQRT2 - 1;

/** Whether the planner knows how this kind of machine slows moves of Z. */
export const hasOwnZLimits = ({ kinematics }: Pick<PrinterModel, 'kinematics'>): boolean =>
  /^(cartesian|corexy|hybrid_corexy|limited_|delta$)/.test(kinematics);

/** Turns positions into moves with speed limits and junctions: specification 2.2 and 2.3. */
export class Toolhead {
  x = 0;
  y = 0;
  z = 0;
  e = 0;
  /** Moves are counted under this tag (see Totals.secondsOfTag): a stretch of the file, a kind of line. */
  tag = 0;
  readonly totals = new Totals();
  readonly limits: ResolvedLimits;
  private readonly moves = new queue.MoveQueue(this.totals);
  private readonly ownZLimits: boolean;
  private readonly delta: DeltaReach | null;
  private readonly maxZVelocity: number;
  private readonly maxZAccel: number;
  private readonly maxExtrudeRatio: number;
  private readonly printer: PrinterModel;
  private maxVelocity = 0;
  private maxAccel = 0;
  private squareCornerVelocity = 0;
  private minimumCruiseRatio = 0;
  private junctionDeviation = 0;
  private smoothAccel = 0;

  constructor(limits: PlannerLimits, printer: PrinterModel) {
    this.limits = resolveLimits(limits, printer);
    this.printer = printer;
    this.ownZLimits = hasOwnZLimits(printer);
    this.delta = printer.delta ?? null;
    this.maxZVelocity = printer.maxZVelocity ?? limits.maxVelocity;
    this.maxZAccel = printer.maxZAccel ?? limits.maxAccel;
    const filamentArea = Math.PI * (printer.filamentDiameter / 2) ** 2;
    this.maxExtrudeRatio = (printer.maxExtrudeCrossSection ?? 4 * printer.nozzleDiameter ** 2) / filamentArea;
    this.setLimits(limits);
  }

  /** New limits for the moves that follow; what is left out stays. */
  setLimits(limits: Partial<PlannerLimits>): void {
    this.maxVelocity = limits.maxVelocity ?? this.maxVelocity;
    this.maxAccel = limits.maxAccel ?? this.maxAccel;
    this.squareCornerVelocity = limits.squareCornerVelocity ?? this.squareCornerVelocity;
    this.minimumCruiseRatio = limits.minimumCruiseRatio ?? this.minimumCruiseRatio;
    this.junctionDeviation = (this.squareCornerVelocity ** 2 * CORNER_FACTOR) / this.maxAccel;
    this.smoothAccel = this.maxAccel * (1 - this.minimumCruiseRatio);
  }

  /** A full stop: everything queued is planned to its end. */
  stop(): void {
    this.moves.stop();
  }

  /** A full stop, then standing still for `seconds`. */
  dwell(seconds: number): void {
    this.stop();
    this.totals.dwellSeconds += seconds;
    this.totals.addToTag(this.tag, seconds);
  }

  /** A full stop, and the head is somewhere else without a move (homing). */
  setPosition(x: number, y: number, z: number): void {
    this.stop();
    this.x = x;
    this.y = y;
    this.z = z;
  }

  /** Moves to a position (mm) at a speed (mm/s). Throws GcodeError where the extruder would refuse. */
  move(x: number, y: number, z: number, e: number, speed: number): void {
    let dx = x - this.x;
    let dy = y - this.y;
    let dz = z - this.z;
    const de = e - this.e;
    let length = Math.sqrt(dx * dx + dy * dy + dz * dz);
    let velocity = speed < this.maxVelocity ? speed : this.maxVelocity;
    let accel = this.maxAccel;
    let kind = EXTRUDE_ONLY;
    if (length < SHORTEST) {
      length = de < 0 ? -de : de;
      if (length === 0) return;
      velocity = speed;
      accel = UNLIMITED_ACCEL;
      dx = dy = dz = 0;
    } else if (dx === 0 && dy === 0) kind = Z_ONLY;
    else kind = de > 0 ? EXTRUDING : TRAVEL;

    const inverse = 1 / length;
    let cruise = velocity * velocity;
    if (dz !== 0 && this.ownZLimits) {
      const share = length / (dz < 0 ? -dz : dz);
      const limit = this.maxZVelocity * share;
      if (limit * limit < cruise) cruise = limit * limit;
      if (this.maxZAccel * share < accel) accel = this.maxZAccel * share;
    }
    if (this.delta !== null && kind !== EXTRUDE_ONLY) {
      const slowed = this.slowedTo(this.delta, x, y);
      const limit = (this.printer.configuredVelocity ?? this.maxVelocity) * slowed;
      const slowAccel = (this.printer.configuredAccel ?? this.maxAccel) * slowed;
      if (slowed < 1 && limit * limit < cruise) cruise = limit * limit;
      if (slowed < 1 && slowAccel < accel) accel = slowAccel;
    }
    const extrusion = de * inverse;
    let marks = speed > this.maxVelocity ? AT_TOP_SPEED : 0;
    if (de !== 0) {
      if (extrusion < 0 || (dx === 0 && dy === 0)) {
        this.checkExtrudeOnly(de);
        const share = extrusion < 0 ? -1 / extrusion : 1 / extrusion;
        const limit = this.limits.maxExtrudeOnlyVelocity * share;
        if (limit * limit < cruise) {
          cruise = limit * limit;
          marks |= EXTRUDER_SPEED;
        }
        if (this.limits.maxExtrudeOnlyAccel * share < accel) accel = this.limits.maxExtrudeOnlyAccel * share;
      } else if (extrusion > this.maxExtrudeRatio) this.checkThickness(extrusion, de);
    }
    this.enqueue(dx * inverse, dy * inverse, dz * inverse, extrusion, length, cruise, accel, kind, marks);
    if (kind !== EXTRUDE_ONLY) {
      this.x = x;
      this.y = y;
      this.z = z;
    }
    this.e = e;
  }

  /** A delta's carriages are slowed where either end of the move lies far out. */
  private slowedTo({ slowBeyond, verySlowBeyond }: DeltaReach, x: number, y: number): number {
    const furthest = Math.sqrt(Math.max(x * x + y * y, this.x * this.x + this.y * this.y));
    if (furthest <= slowBeyond) return 1;
    return furthest <= verySlowBeyond ? SLOW_SHARE : VERY_SLOW_SHARE;
  }

  private enqueue(
    rx: number,
    ry: number,
    rz: number,
    re: number,
    length: number,
    cruise: number,
    accel: number,
    kind: number,
    moveMarks: number,
  ): void {
    this.moves.reserve();
    const q = this.moves.fields;
    const m = this.moves.count * queue.MOVE_SIZE;
    const p = m - queue.MOVE_SIZE;
    const delta = 2 * length * accel;
    const freeSmooth = 2 * length * this.smoothAccel;
    const smoothDelta = freeSmooth < delta ? freeSmooth : delta;
    const corner = this.junctionDeviation * accel;
    let maxStart = 0;
    let maxSmooth = 0;
    let marks = moveMarks;
    if (p >= 0 && kind !== EXTRUDE_ONLY && (q[p + queue.KIND_AND_TAG]! & (KINDS - 1)) !== EXTRUDE_ONLY) {
      maxStart = cruise;
      const previousCruise = q[p + queue.MAX_CRUISE]!;
      if (previousCruise < maxStart) maxStart = previousCruise;
      const previousDelta = q[p + queue.DELTA]!;
      const reached = q[p + queue.MAX_START]! + previousDelta;
      if (reached < maxStart) maxStart = reached;
      const change = re - q[p + queue.DIRECTION_E]!;
      if (change !== 0) {
        const jump = this.limits.instantaneousCornerVelocity / change;
        if (jump * jump < maxStart) {
          maxStart = jump * jump;
          marks |= EXTRUDER_CORNER;
        }
      }
      const cosine = -(
        rx * q[p + queue.DIRECTION_X]! +
        ry * q[p + queue.DIRECTION_Y]! +
        rz * q[p + queue.DIRECTION_Z]!
      );
      const halfSine = Math.sqrt(cosine < 1 ? 0.5 * (1 - cosine) : 0);
      const halfCosine = Math.sqrt(cosine > -1 ? 0.5 * (1 + cosine) : 0);
      if (halfSine < 1 && halfCosine > 0) {
        const radius = halfSine / (1 - halfSine);
        const previousCorner = q[p + queue.CORNER]!;
        const turn = radius * (corner < previousCorner ? corner : previousCorner);
        if (turn < maxStart) {
          maxStart = turn;
          marks &= ~EXTRUDER_CORNER;
        }
        // The arc must not reach beyond the middle of either move.
        const halfway = ((delta < previousDelta ? delta : previousDelta) * 0.25 * halfSine) / halfCosine;
        if (halfway < maxStart) {
          maxStart = halfway;
          marks &= ~EXTRUDER_CORNER;
        }
      }
      maxSmooth = q[p + queue.MAX_SMOOTH_START]! + q[p + queue.SMOOTH_DELTA]!;
      if (maxStart < maxSmooth) maxSmooth = maxStart;
    }
    q[m + queue.MAX_START] = maxStart;
    q[m + queue.DELTA] = delta;
    q[m + queue.MAX_SMOOTH_START] = maxSmooth;
    q[m + queue.SMOOTH_DELTA] = smoothDelta;
    q[m + queue.MAX_CRUISE] = cruise;
    q[m + queue.ACCEL] = accel;
    q[m + queue.DISTANCE] = length;
    q[m + queue.KIND_AND_TAG] = this.tag * KIND_SLOTS + kind + marks;
    q[m + queue.DIRECTION_X] = rx;
    q[m + queue.DIRECTION_Y] = ry;
    q[m + queue.DIRECTION_Z] = rz;
    q[m + queue.DIRECTION_E] = re;
    q[m + queue.CORNER] = corner;
    this.moves.count++;
  }

  private checkExtrudeOnly(de: number): void {
    if (Math.abs(de) <= this.printer.maxExtrudeOnlyDistance) return;
    throw new GcodeError(
      `an extruder-only move of ${Math.abs(de).toFixed(3)} mm is longer than the printer's ` +
        `max_extrude_only_distance of ${this.printer.maxExtrudeOnlyDistance} mm; Klipper stops here`,
    );
  }

  private checkThickness(extrusion: number, de: number): void {
    if (de <= this.printer.nozzleDiameter * this.maxExtrudeRatio) return;
    throw new GcodeError(
      `${extrusion.toFixed(3)} mm of filament per mm of path is more than the ${this.maxExtrudeRatio.toFixed(3)} ` +
        "that the printer's max_extrude_cross_section allows; Klipper stops here",
    );
  }
}
