import type { Printer } from '../../src/klipper/printer.ts';
import type { PrinterSnapshot } from '../../src/klipper/snapshot.ts';
import { refuse, type Refusal } from '../refusal.ts';

export type Axis = 'x' | 'y' | 'z';
export type Position = Record<Axis, number>;

/** Beyond this a live Z offset no longer is an adjustment but a shifted coordinate system. */
export const MOST_Z_OFFSET_MILLIMETRES = 1;

/** Where the head is and may go, in the toolhead's own coordinates; a refusal while that is not known. */
export function motionFacts(
  printer: Printer,
): { position: Position; low: Position; high: Position } | Refusal {
  const { toolhead } = printer.snapshot();
  const {
    positionMillimetres: position,
    axisMinimumMillimetres: low,
    axisMaximumMillimetres: high,
  } = toolhead;
  if (!position || !low || !high) {
    return refuse('not-known', 'The position of the head is not known yet.', 'Try again in a few seconds.');
  }
  return { position, low, high };
}

/** Axes among those asked for that have not been homed. */
export function unhomed(snapshot: PrinterSnapshot, axes: readonly Axis[]): Axis[] {
  return axes.filter((axis) => !snapshot.toolhead.homedAxes.toLowerCase().includes(axis));
}

export function refuseUnhomed(snapshot: PrinterSnapshot, axes: readonly Axis[]): Refusal | null {
  const missing = unhomed(snapshot, axes);
  if (missing.length === 0) return null;
  const which = missing.join(', ').toUpperCase();
  return refuse('not-homed', `The printer does not know where ${which} is.`, 'Home it first with home.');
}

/**
 * G92, SET_KINEMATIC_POSITION or a large SET_GCODE_OFFSET shift what coordinates mean, so that a move within the
 * numbers could still crash the nozzle into the bed.
 */
export function refuseShifted(printer: Printer): Refusal | null {
  const move = printer.objects()['gcode_move'];
  const [origin, position, shown] = [move?.homing_origin, move?.position, move?.gcode_position].map(numbers);
  // What G-code calls a position is the head's own, less the offset, less whatever G92 added.
  const added = (axis: number) => (position![axis] ?? 0) - (shown![axis] ?? 0) - (origin![axis] ?? 0);
  const known = position!.length >= 3 && shown!.length >= 3;
  const shifted =
    Math.abs(origin![2] ?? 0) > MOST_Z_OFFSET_MILLIMETRES ||
    (known && [0, 1, 2].some((axis) => Math.abs(added(axis)) > 0.01));
  if (!shifted) return null;
  return refuse(
    'shifted',
    'The coordinates have been shifted (G92 or a large offset).',
    'Home the printer first.',
  );
}

/** Refuses a target outside the axes, or below the bed. */
export function refuseOutside(target: Position, low: Position, high: Position): Refusal | null {
  for (const axis of ['x', 'y', 'z'] as const) {
    const lowest = axis === 'z' ? Math.max(0, low.z) : low[axis];
    if (target[axis] < lowest - 1e-6 || target[axis] > high[axis] + 1e-6) {
      const range = `${lowest} to ${high[axis]} mm`;
      const name = axis.toUpperCase();
      return refuse(
        'out-of-range',
        `${name} would be at ${round(target[axis])} mm; it goes from ${range}.`,
        '',
      );
    }
  }
  return null;
}

export function motionFingerprint(printer: Printer) {
  const { homedAxes, positionMillimetres, zOffsetMillimetres } = printer.snapshot().toolhead;
  return {
    homed: homedAxes,
    position: positionMillimetres
      ? (['x', 'y', 'z'] as const).map((axis) => round(positionMillimetres[axis])).join(' ')
      : null,
    offset: zOffsetMillimetres === null ? null : round(zOffsetMillimetres),
  };
}

export function round(millimetres: number, digits = 3): number {
  return Number(millimetres.toFixed(digits));
}

function numbers(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'number') : [];
}
