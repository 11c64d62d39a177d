import { Toolhead } from '../printtime/toolhead.ts';
import { GrowingBox } from './boxes.ts';
import type { Findings } from './findings.ts';
import type { Heaters } from './heaters.ts';
import type { Rehearsal, RehearsalPrinter } from './types.ts';

const AXES = ['X', 'Y', 'Z'] as const;
/** Klipper compares without tolerance; this one covers the rounding of long sums of relative moves. */
const ROUNDING_MILLIMETRES = 1e-9;

/** A toolhead that checks each move as this printer would before it plans it, and keeps what was extruded where. */
export class WatchedToolhead extends Toolhead {
  line: () => number = () => 0;
  mostExtrudedMillimetres = 0;
  /** Different heights that were extruded at, one after the other. */
  layers = 0;
  /** Fastest speed that was asked for while extruding, mm/s, by tag. */
  private fastest = new Float64Array(64);
  readonly printed = new GrowingBox();
  private extrudedMillimetres = 0;
  private layerZ = NaN;
  private firstLayerZ = NaN;
  private readonly firstLayerBox = new GrowingBox();
  private readonly homed: Set<string>;
  /** What a macro did is not known: whether axes are homed, and where the head is. */
  private afterMacro = false;
  /** Where a move of an axis needs no second look: within its reach, and homed. */
  private readonly low = new Float64Array(3);
  private readonly high = new Float64Array(3);
  /** How far from the middle a delta reaches, mm. */
  private readonly round: number;
  private readonly reach: RehearsalPrinter;
  private readonly findings: Findings;
  private readonly heaters: Heaters;

  constructor(reach: RehearsalPrinter, findings: Findings, heaters: Heaters) {
    super(reach.limits, reach.model);
    this.reach = reach;
    this.round = reach.model.delta?.reach ?? Infinity;
    this.findings = findings;
    this.heaters = heaters;
    this.homed = new Set(reach.homedAxes.toUpperCase());
    this.setBounds();
  }

  /** G28 of the named axes; without names, of all. */
  home(axes: string[]): void {
    for (const axis of axes.length > 0 ? axes : AXES) this.homed.add(axis);
    this.setBounds();
  }

  /** A macro may have homed. */
  trustMacro(): void {
    this.afterMacro = true;
    this.setBounds();
  }

  /** The motors were switched off: positions are lost. */
  loseHome(): void {
    this.homed.clear();
    this.afterMacro = false;
    this.setBounds();
  }

  get firstLayer(): Rehearsal['firstLayer'] {
    const box = this.firstLayerBox.box();
    return box && { zMillimetres: this.firstLayerZ, box };
  }

  override move(x: number, y: number, z: number, e: number, speed: number): void {
    const { low, high } = this;
    if (x !== this.x && (x < low[0]! || x > high[0]!)) this.checkAxis(0, this.x, x);
    if (y !== this.y && (y < low[1]! || y > high[1]!)) this.checkAxis(1, this.y, y);
    if (z !== this.z && (z < low[2]! || z > high[2]!)) this.checkAxis(2, this.z, z);
    if (this.round < Infinity && (x !== this.x || y !== this.y) && x * x + y * y > this.round * this.round)
      this.checkRound(x, y);
    const extruded = e - this.e;
    if (extruded !== 0) {
      if (!this.heaters.ready) this.heaters.checkExtrusion(this.line(), extruded);
      this.extrudedMillimetres += extruded;
      if (this.extrudedMillimetres > this.mostExtrudedMillimetres) {
        this.mostExtrudedMillimetres = this.extrudedMillimetres;
      }
      if (extruded > 0 && (x !== this.x || y !== this.y)) {
        this.keepPrinted(x, y, z);
        this.keepSpeed(speed);
      }
    }
    super.move(x, y, z, e, speed);
  }

  fastestOfTag(tag: number): number {
    return this.fastest[tag] ?? 0;
  }

  private keepSpeed(speed: number): void {
    const { tag } = this;
    if (tag >= this.fastest.length) {
      const larger = new Float64Array(Math.max(tag + 1, this.fastest.length * 2));
      larger.set(this.fastest);
      this.fastest = larger;
    }
    if (speed > this.fastest[tag]!) this.fastest[tag] = speed;
  }

  private setBounds(): void {
    const { axisMinimum, axisMaximum } = this.reach;
    AXES.forEach((name, axis) => {
      const trusted = this.homed.has(name) || this.afterMacro;
      this.low[axis] = trusted ? (axisMinimum?.[axis] ?? -Infinity) : Infinity;
      this.high[axis] = trusted ? (axisMaximum?.[axis] ?? Infinity) : -Infinity;
    });
  }

  private checkAxis(axis: number, from: number, to: number): void {
    if (Math.abs(to - from) <= ROUNDING_MILLIMETRES) return;
    const name = AXES[axis]!;
    const low = this.reach.axisMinimum?.[axis] ?? -Infinity;
    const high = this.reach.axisMaximum?.[axis] ?? Infinity;
    if (!this.homed.has(name) && !this.afterMacro) {
      this.findings.add(
        'not-homed',
        'blocking',
        this.line(),
        name,
        () => `${name} moves before it is homed (G28).`,
      );
    }
    if (to >= low - ROUNDING_MILLIMETRES && to <= high + ROUNDING_MILLIMETRES) return;
    this.findings.add('out-of-range', 'blocking', this.line(), `${name}${to < low}`, () => {
      const beyond = to < low ? `below its minimum of ${low}` : `beyond its maximum of ${high}`;
      return `${name} goes to ${to.toFixed(2)} mm, ${beyond} mm.`;
    });
  }

  private checkRound(x: number, y: number): void {
    this.findings.add('out-of-range', 'blocking', this.line(), 'round', () => {
      const away = Math.hypot(x, y).toFixed(2);
      return `X and Y go ${away} mm away from the middle, beyond the reach of ${this.round.toFixed(2)} mm.`;
    });
  }

  private keepPrinted(x: number, y: number, z: number): void {
    this.printed.include(this.x, this.y, this.z);
    this.printed.include(x, y, z);
    if (z !== this.layerZ) {
      this.layers++;
      this.layerZ = z;
      if (this.layers === 1) this.firstLayerZ = z;
    }
    if (this.layers > 1) return;
    this.firstLayerBox.include(this.x, this.y, z);
    this.firstLayerBox.include(x, y, z);
  }
}
