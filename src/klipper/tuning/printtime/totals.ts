/** Kinds of moves, as the totals tell them apart. */
export const EXTRUDING = 0;
export const TRAVEL = 1;
export const Z_ONLY = 2;
export const EXTRUDE_ONLY = 3;
export const KINDS = 4;
/** Added to a kind where the file asks for more than the printer's top speed. */
export const AT_TOP_SPEED = 4;
/** Kinds with that mark: tags count in steps of this. */
export const KIND_SLOTS = 8;

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
  moves = 0;
  distanceMillimetres = 0;
  /** Moves whose look-ahead had to be cut because far too many lay within one braking distance. */
  cutLookAheads = 0;
  private tagged = new Float64Array(64);

  get motionSeconds(): number {
    return this.secondsByKind.reduce((sum, seconds) => sum + seconds, 0);
  }

  addToTag(tag: number, seconds: number): void {
    if (tag >= this.tagged.length) {
      const larger = new Float64Array(Math.max(tag + 1, this.tagged.length * 2));
      larger.set(this.tagged);
      this.tagged = larger;
    }
    this.tagged[tag] = this.tagged[tag]! + seconds;
  }

  /** Seconds spent under a tag (see Toolhead.tag). */
  secondsOfTag(tag: number): number {
    return this.tagged[tag] ?? 0;
  }
}
