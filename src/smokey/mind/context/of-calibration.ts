import { has, quantities } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import type { Reading } from '../understand/terms.ts';
import { intentOf, merge } from './merge.ts';

/** "…, target 235", "… at 60 please": no heater of its own. */
const ONLY_TARGET =
  /^(?:and |with |at |for |to |use |the |a )*(?:target|temp|temperature|setpoint|aim\w*)?(?: (?:is|of|for|at|temp\w*|temperature))* ?-?[\d.]+/;
/** "can you make a new one", "so take another", "please redo it". */
const ANEW =
  /\b(?:make|take|do|run|get|measure|create|generate|probe|record|give me) (?:me )?(?:a |an |us a )?(?:new|fresh|another|brand new|better|proper) (?:one|run|measurement)\b|\b(?:redo|remake|rerun|remeasure|retake) (?:it|that|this|one)\b|\b(?:do|run|make|take|measure) (?:it|that|this) (?:again|anew|afresh|over)\b/;
const SURE = 4;
const ALIKE: readonly (readonly [concept: string, intent: string])[] = [
  ['mesh', 'bed_mesh'],
  ['shaper', 'input_shaper'],
  ['pid', 'pid_tune'],
];

/** What belongs to a calibration that another clause of the same message names. */
export function withCalibrationOfMessage(frames: Frame[], reading: Reading): Frame[] {
  const result: Frame[] = [];
  for (const frame of frames) {
    const before = result.at(-1);
    if (before && isTargetOf(frame, before)) result[result.length - 1] = merge(frame, before, reading);
    else result.push(anew(frame, result));
  }
  return result;
}

/** "autotune the hotend PID, target 235": the number is the tuning's. */
const isTargetOf = ({ clause }: Frame, before: Frame): boolean =>
  before.role === 'do' &&
  before.intent?.id === 'pid_tune' &&
  !quantities(before.clause).length &&
  ONLY_TARGET.test(clause.folded) &&
  !has(clause, 'nozzle', 'bed', 'chamber', 'fan', 'speed', 'flow');

/** "the old mesh is garbage, can you make a new one": the one that was named. */
function anew(frame: Frame, before: readonly Frame[]): Frame {
  const { clause } = frame;
  const mayWish = frame.role !== 'negated' && clause.mood !== 'hypothetical' && clause.mood !== 'howto';
  if (!mayWish || !ANEW.test(clause.folded)) return frame;
  const named = ALIKE.find(([concept]) => before.some((other) => has(other.clause, concept)));
  return named
    ? {
        ...frame,
        role: 'do',
        intent: intentOf(named[1]),
        score: SURE,
        clause: { ...clause, mood: 'command' },
      }
    : frame;
}
