type Section = Readonly<Record<string, unknown>>;

/** Where a delta is slowed down, and how far it reaches: distances from the middle of the bed, mm. */
export interface DeltaReach {
  slowBeyond: number;
  verySlowBeyond: number;
  reach: number;
}

/** A carriage that moves so many times as fast as the head: from there on half speed, a quarter, and no further. */
const [SLOW_RATIO, VERY_SLOW_RATIO, LAST_RATIO] = [3, 6, 12];
/** What is left of speed and acceleration there. */
export const SLOW_SHARE = 0.5;
export const VERY_SLOW_SHARE = 0.25;

/**
 * Far from the middle an arm lies flat and its carriage must move many times as fast as the head. With an arm of length
 * L at a horizontal distance s from its tower that ratio is s / √(L² − s²); the towers stand `delta_radius` away.
 * Null where the configuration does not say enough.
 */
export function deltaReach(motion: Section, towers: readonly (Section | null)[]): DeltaReach | null {
  const radius = figure(motion, 'delta_radius');
  const [first] = towers;
  const arms = towers.map((tower) => figure(tower, 'arm_length') ?? figure(first ?? null, 'arm_length'));
  if (radius === null || arms.some((arm) => arm === null || !(arm > radius))) return null;
  const arm = Math.min(...(arms as number[]));
  const halfStep = Math.min(...towers.map(stepOf)) / 2;
  const beyond = (ratio: number) =>
    ratio * Math.sqrt(arm ** 2 / (ratio ** 2 + 1) - halfStep ** 2) + halfStep - radius;
  const printRadius = figure(motion, 'print_radius') ?? radius;
  return {
    slowBeyond: beyond(SLOW_RATIO),
    verySlowBeyond: beyond(VERY_SLOW_RATIO),
    reach: Math.min(printRadius, arm - radius, beyond(LAST_RATIO)),
  };
}

/** Way of one step, mm; Klipper's own defaults where the tower does not say. */
function stepOf(tower: Section | null): number {
  const turn = figure(tower, 'rotation_distance') ?? 40;
  return turn / ((figure(tower, 'full_steps_per_rotation') ?? 200) * (figure(tower, 'microsteps') ?? 16));
}

function figure(section: Section | null, key: string): number | null {
  const value = section?.[key];
  return typeof value === 'number' && value > 0 && Number.isFinite(value) ? value : null;
}
