import type { FileTimes } from './estimate.ts';
import { EXTRUDE_ONLY, EXTRUDING, TRAVEL, Z_ONLY } from './totals.ts';
import type { Totals } from './totals.ts';

/** What a print spends its time on, by what would have to change to make it faster. Adds up to the total; seconds. */
export interface Limiters {
  /** XY moves cruising at the speed the slicer wrote: other limits do not help, slicing with other speeds does. */
  feedRateSeconds: number;
  /** XY moves cruising at the printer's top speed because the file asks for more. */
  topSpeedSeconds: number;
  /** XY moves at the speed the slicer wrote, in layers that it slowed down so that they cool. */
  coolingSeconds: number;
  /** XY moves too short to reach their speed even from a standstill. */
  shortSegmentSeconds: number;
  /** Held back by the extruder: the flow changes at a corner, or it pulls filament back on the way. */
  extruderSeconds: number;
  /** The rest of XY moves: speeding up, slowing down, corners. */
  accelerationSeconds: number;
  /** Retractions and everything else that moves filament alone. */
  retractionSeconds: number;
  /** Z alone: layer changes and Z hops. */
  zSeconds: number;
  /** Standing still on purpose. */
  dwellSeconds: number;
}

/** `coolingSeconds`: how much of the time at the file's speeds lies in slowed layers, where that is known. */
export function limitersOf(totals: Totals, coolingSeconds = 0): Limiters {
  const seconds = (kind: number) => totals.secondsByKind[kind]!;
  const { feedRateSeconds, topSpeedSeconds, shortSegmentSeconds, extruderSeconds, dwellSeconds } = totals;
  const told = feedRateSeconds + topSpeedSeconds + shortSegmentSeconds + extruderSeconds;
  return {
    feedRateSeconds: feedRateSeconds - coolingSeconds,
    coolingSeconds,
    topSpeedSeconds,
    shortSegmentSeconds,
    extruderSeconds,
    accelerationSeconds: seconds(EXTRUDING) + seconds(TRAVEL) - told,
    retractionSeconds: seconds(EXTRUDE_ONLY),
    zSeconds: seconds(Z_ONLY),
    dwellSeconds,
  };
}

/** What new limits win for one file: never one figure without the others. */
export interface Gain {
  beforeSeconds: number;
  afterSeconds: number;
  savedSeconds: number;
  /** Share of the time before that is saved, 0 to 1; negative where it takes longer. */
  savedShare: number;
  /** What the time after is spent on, the largest first. */
  limitedBy: { cause: keyof Limiters; seconds: number; share: number }[];
}

/** Compares two estimates of the same file under different limits. */
export function gainOf(before: FileTimes, after: FileTimes): Gain {
  const savedSeconds = before.totalSeconds - after.totalSeconds;
  const share = (seconds: number, of: number) => (of > 0 ? seconds / of : 0);
  return {
    beforeSeconds: before.totalSeconds,
    afterSeconds: after.totalSeconds,
    savedSeconds,
    savedShare: share(savedSeconds, before.totalSeconds),
    limitedBy: Object.entries(after.limitedBy)
      .map(([cause, seconds]) => ({
        cause: cause as keyof Limiters,
        seconds,
        share: share(seconds, after.totalSeconds),
      }))
      .sort((a, b) => b.seconds - a.seconds),
  };
}
