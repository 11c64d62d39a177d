/** Kinds of moves, as the totals tell them apart. */
export const EXTRUDING = 0;
export const TRAVEL = 1;
export const Z_ONLY = 2;
export const EXTRUDE_ONLY = 3;
export const KINDS = 4;
/** Added to a kind where the file asks for more than the printer's top speed. */
export const AT_TOP_SPEED = 4;
/** Added where a change of the filament's flow is what makes a move begin slowly. */
export const EXTRUDER_CORNER = 8;
/** Added where the extruder's own speed is what keeps a move slow (wiping while pulling back). */
export const EXTRUDER_SPEED = 16;
/** Kinds with these marks: tags count in steps of this. */
export const KIND_SLOTS = 32;

/** Sums over planned moves; seconds and millimetres. */
export class Totals {
  readonly secondsByKind = new Float64Array(KINDS);
  accelSeconds = 0;
  cruiseSeconds = 0;
  decelSeconds = 0;
  dwellSeconds = 0;
  /** Of the XY moves: cruising at the feed rate of the file, and at the printer's top speed. */
  feedRateSeconds = 0;
  topSpeedSeconds = 0;
  /** Of the XY moves: too short to reach their speed even from a standstill, and held back by the extruder. */
  shortSegmentSeconds = 0;
  extruderSeconds = 0;
  moves = 0;
  distanceMillimetres = 0;
  /** Moves whose look-ahead had to be cut because far too many lay within one braking distance. */
  cutLookAheads = 0;
  private tagged = new Float64Array(64);
  private extrudedAtFeedRate = new Float64Array(64);

  get motionSeconds(): number {
    return this.secondsByKind.reduce((sum, seconds) => sum + seconds, 0);
  }

  addToTag(tag: number, seconds: number): void {
    if (tag >= this.tagged.length) this.tagged = grown(this.tagged, tag);
    this.tagged[tag] = this.tagged[tag]! + seconds;
  }

  addExtrudedAtFeedRate(tag: number, seconds: number): void {
    if (tag >= this.extrudedAtFeedRate.length) this.extrudedAtFeedRate = grown(this.extrudedAtFeedRate, tag);
    this.extrudedAtFeedRate[tag] = this.extrudedAtFeedRate[tag]! + seconds;
  }

  /** Seconds of extruding under a tag at the speed that the file asks for. */
  extrudedAtFeedRateOfTag(tag: number): number {
    return this.extrudedAtFeedRate[tag] ?? 0;
  }

  /** Seconds spent under a tag (see Toolhead.tag). */
  secondsOfTag(tag: number): number {
    return this.tagged[tag] ?? 0;
  }
}

function grown(values: Float64Array, tag: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.max(tag + 1, values.length * 2));
  larger.set(values);
  return larger;
}
