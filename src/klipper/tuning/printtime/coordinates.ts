import { GcodeError } from './errors.ts';
import type { Toolhead } from './toolhead.ts';

/** Which words a G1 carried. */
export const HAS_X = 1;
export const HAS_Y = 2;
export const HAS_Z = 4;
export const HAS_E = 8;
export const HAS_F = 16;

export type Axis = 0 | 1 | 2 | 3;
/** X, Y, Z and E, in this order. */
export type Position = [number, number, number, number];

interface SavedState {
  absolute: boolean;
  absoluteExtrude: boolean;
  base: Position;
  last: Position;
  offsets: Position;
  speed: number;
  speedFactor: number;
  extrudeFactor: number;
}

const MOST_SAVED_STATES = 100;

/** How G-code positions become positions of the toolhead: modes, origins, factors (specification 2.1). mm and mm/s. */
export class Coordinates {
  absolute = true;
  absoluteExtrude = true;
  /** Where the G-code's zero lies. */
  readonly base: Position = [0, 0, 0, 0];
  /** Where the toolhead was last sent. */
  readonly last: Position = [0, 0, 0, 0];
  readonly offsets: Position = [0, 0, 0, 0];
  /** Where the head stands after homing an axis. */
  readonly homePosition: Position = [0, 0, 0, 0];
  speed = 25;
  speedFactor = 1 / 60;
  extrudeFactor = 1;
  private readonly saved = new Map<string, SavedState>();
  private readonly toolhead: Toolhead;

  constructor(toolhead: Toolhead) {
    this.toolhead = toolhead;
  }

  /** G1 with the words that `mask` names. Throws GcodeError for a feed rate that is not above 0. */
  linear(mask: number, x: number, y: number, z: number, e: number, f: number): void {
    const { last, base } = this;
    const absolute = this.absolute;
    if (mask & HAS_X) last[0] = absolute ? x + base[0] : last[0] + x;
    if (mask & HAS_Y) last[1] = absolute ? y + base[1] : last[1] + y;
    if (mask & HAS_Z) last[2] = absolute ? z + base[2] : last[2] + z;
    if (mask & HAS_E) {
      const amount = e * this.extrudeFactor;
      last[3] = absolute && this.absoluteExtrude ? amount + base[3] : last[3] + amount;
    }
    if (mask & HAS_F) {
      if (!(f > 0)) throw new GcodeError(`the feed rate F${f} is not above 0; Klipper stops here`);
      this.speed = f * this.speedFactor;
    }
    this.toolhead.move(last[0], last[1], last[2], last[3], this.speed);
  }

  /** Position in the file's own coordinates, as an arc starts from it. */
  filePosition(): Position {
    const { last, base } = this;
    return [
      last[0] - base[0],
      last[1] - base[1],
      last[2] - base[2],
      (last[3] - base[3]) / this.extrudeFactor,
    ];
  }

  /** G92: the current position gets new numbers; without any, all become 0. */
  setOrigin(values: (number | undefined)[]): void {
    const bare = values.every((value) => value === undefined);
    for (const axis of [0, 1, 2, 3] as const) {
      const value = bare ? 0 : values[axis];
      if (value === undefined) continue;
      this.base[axis] = this.last[axis] - (axis === 3 ? value * this.extrudeFactor : value);
    }
  }

  /** Homing found `axes`. */
  homed(axes: Axis[]): void {
    const position: Position = [this.toolhead.x, this.toolhead.y, this.toolhead.z, this.toolhead.e];
    for (const axis of axes) {
      position[axis] = this.homePosition[axis];
      this.base[axis] = this.offsets[axis];
    }
    this.toolhead.setPosition(position[0], position[1], position[2]);
    this.last.splice(0, 4, ...position);
  }

  /** SET_GCODE_OFFSET: new offset per axis; with `moveSpeed` the head follows at once. */
  setOffsets(values: (number | undefined)[], moveSpeed: number | undefined): void {
    for (const axis of [0, 1, 2, 3] as const) {
      const value = values[axis];
      if (value === undefined) continue;
      const change = value - this.offsets[axis];
      this.base[axis] += change;
      this.offsets[axis] = value;
      if (moveSpeed !== undefined) this.last[axis] += change;
    }
    if (moveSpeed !== undefined) this.moveToLast(moveSpeed);
  }

  /** M220: the speed in force is scaled along. */
  setSpeedFactor(percent: number): void {
    const factor = percent / 6000;
    this.speed = (this.speed / this.speedFactor) * factor;
    this.speedFactor = factor;
  }

  /** M221 */
  setExtrudeFactor(percent: number): void {
    const factor = percent / 100;
    const amount = (this.last[3] - this.base[3]) / this.extrudeFactor;
    this.base[3] = this.last[3] - amount * factor;
    this.extrudeFactor = factor;
  }

  /** A line was refused: what comes next starts where the toolhead really is. */
  backToToolhead(): void {
    const { x, y, z, e } = this.toolhead;
    this.last.splice(0, 4, x, y, z, e);
  }

  save(name: string): void {
    if (this.saved.size >= MOST_SAVED_STATES && !this.saved.has(name)) {
      throw new GcodeError(`more than ${MOST_SAVED_STATES} saved states`);
    }
    const { absolute, absoluteExtrude, speed, speedFactor, extrudeFactor } = this;
    const base: Position = [...this.base];
    const last: Position = [...this.last];
    const offsets: Position = [...this.offsets];
    this.saved.set(name, {
      absolute,
      absoluteExtrude,
      base,
      last,
      offsets,
      speed,
      speedFactor,
      extrudeFactor,
    });
  }

  /** RESTORE_GCODE_STATE; `moveSpeed` null: stay; undefined: go back at the restored speed. */
  restore(name: string, moveSpeed: number | null | undefined): void {
    const state = this.saved.get(name);
    if (!state)
      throw new GcodeError(`no state was saved under the name "${name.slice(0, 40)}"; Klipper stops here`);
    const { absolute, absoluteExtrude, speed, speedFactor, extrudeFactor } = state;
    Object.assign(this, { absolute, absoluteExtrude, speed, speedFactor, extrudeFactor });
    this.base.splice(0, 4, ...state.base);
    this.offsets.splice(0, 4, ...state.offsets);
    this.base[3] += this.last[3] - state.last[3];
    if (moveSpeed === null) return;
    this.last.splice(0, 3, state.last[0], state.last[1], state.last[2]);
    this.moveToLast(moveSpeed ?? this.speed);
  }

  private moveToLast(speed: number): void {
    const { last } = this;
    this.toolhead.move(last[0], last[1], last[2], last[3], speed);
  }
}
