import type { FileRehearsal } from '../../src/klipper/rehearsal/types.ts';
import { gainOf, type Limiters } from '../../src/klipper/tuning/index.ts';
import { durationText } from '../text.ts';

/** What would have to change to make a print faster, in words. */
const CAUSES: Record<keyof Limiters, string> = {
  feedRateSeconds: 'speeds the slicer wrote',
  topSpeedSeconds: 'top speed of the printer',
  coolingSeconds: 'layers the slicer slowed down for cooling',
  shortSegmentSeconds: 'segments too short to reach their speed',
  extruderSeconds: 'the extruder, where its flow changes',
  accelerationSeconds: 'acceleration and corners',
  retractionSeconds: 'retractions',
  zSeconds: 'Z moves and hops',
  dwellSeconds: 'waiting on purpose',
};

/** What a print spends its time on: cause → seconds, the largest first. */
export function limitsOf({ limitedBy }: FileRehearsal): Record<string, number> {
  const limits = Object.entries(limitedBy)
    .map(([cause, seconds]) => [CAUSES[cause as keyof Limiters], Math.round(seconds)] as const)
    .filter(([, seconds]) => seconds > 0)
    .sort(([, a], [, b]) => b - a);
  return Object.fromEntries(limits);
}

export interface FileGain {
  now_s: number;
  then_s: number;
  saved_s: number;
  saved_pct: number;
  limited_by: Record<string, number>;
  advice: string;
}

/** What other limits win for this one file. */
export function gainFor(now: FileRehearsal, then: FileRehearsal): FileGain {
  const gain = gainOf(now, then);
  return {
    now_s: Math.round(gain.beforeSeconds),
    then_s: Math.round(gain.afterSeconds),
    saved_s: Math.round(gain.savedSeconds),
    saved_pct: Math.round(gain.savedShare * 1000) / 10,
    limited_by: limitsOf(then),
    advice: adviceFor(then),
  };
}

/** Where the rest of the time could be won. */
function adviceFor({ limitedBy, totalSeconds, motionSeconds }: FileRehearsal): string {
  const { feedRateSeconds, coolingSeconds, topSpeedSeconds } = limitedBy;
  // More acceleration also helps segments that are too short for their speed.
  const accelerationSeconds = limitedBy.accelerationSeconds + limitedBy.shortSegmentSeconds;
  const most = Math.max(feedRateSeconds, coolingSeconds, accelerationSeconds, topSpeedSeconds);
  if (motionSeconds === 0 || most < totalSeconds * 0.3) return 'The rest is spread over many causes.';
  if (most === feedRateSeconds) return 'From here, slicing with higher speeds wins more than other limits.';
  if (most === coolingSeconds)
    return 'From here, the minimum layer time wins most: print several parts at once, or let layers be shorter where the cooling allows.';
  if (most === topSpeedSeconds) return 'From here, a higher top speed wins most.';
  return 'From here, a higher acceleration wins most; measure resonances before raising it.';
}

/** `With these limits 4 h 12 min: 41 min (14 %) less.` Percent never without the number behind it. */
export function gainText({ now_s, then_s, saved_s, saved_pct, advice }: FileGain): string {
  const change =
    saved_s === 0
      ? 'the same'
      : `${durationText(Math.abs(saved_s))} (${Math.abs(saved_pct)} %) ${saved_s > 0 ? 'less' : 'more'}`;
  return `With these limits ${durationText(then_s)} instead of ${durationText(now_s)}: ${change}. ${advice}`;
}
