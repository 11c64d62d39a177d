import { say } from '../answer/say.ts';
import type { Clause } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { snapshotOf, type Desk, type Outcome } from './desk.ts';
import { HANDLERS } from './handlers/index.ts';

/** Readings that may be given when nothing was understood well: they change nothing and tell something. */
const READABLE: Readonly<Record<string, string>> = {
  status: 'the state',
  temperatures: 'the temperatures',
  heaters_state: 'the heaters',
  max_temperature: 'the limits of heat',
  progress: 'the progress',
  eta: 'the time to go',
  elapsed: 'the time so far',
  layer: 'the layer',
  what_printing: 'what is printing',
  filament_used: 'the filament used',
  list_files: 'the files',
  file_facts: 'a file',
  compare_files: 'the files',
  last_job: 'the history',
  totals: 'the totals',
  snapshot: 'the camera',
  position: 'the position',
  homed: 'homing',
  speed_flow: 'speed and flow',
  fan_state: 'the fan',
  outputs_state: 'lights and power',
  limits: 'the motion limits',
  pressure_advance_value: 'pressure advance',
  z_offset_value: 'the Z offset',
  mesh_state: 'the bed mesh',
  host_health: 'the host',
  versions: 'the versions',
  queue_show: 'the queue',
  list_macros: 'the macros',
  what_wrong: 'what is wrong',
  config_value: 'the config',
  console: 'the console',
  build_volume: 'the size of the printer',
};
const ENOUGH_FOR_QUESTIONS = 0.9;
const ENOUGH = 1.5;
const ENOUGH_LIKENESS = 0.3;
const QUESTION =
  /^(?:what|which|when|where|who|why|how|is|are|was|were|did|does|do(?! not\b)|has|have|had|can|could|will|would|any\w*|vad|vilk\w+|nar|var|hur|ar|har|was|welche\w*|wann|wo|wie|ist|sind|hat|que|cual\w*|cuando|donde|como|cuant\w+|esta|hay|quel\w*|quand|ou|comment|combien|est)\b/;

export const looksLikeQuestion = ({ asks, core, mood }: Clause): boolean =>
  asks || mood === 'question' || QUESTION.test(core);

/** The nearest reading of what is on this printer, said to be a guess; null when none is near, and never an effect. */
export function nearestRead(desk: Desk, frame: Frame): Outcome | null {
  const isRemark = ['statement', 'reported'].includes(frame.clause.mood) && !looksLikeQuestion(frame.clause);
  if (!snapshotOf(desk) || isRemark) return null;
  const enough = looksLikeQuestion(frame.clause) ? ENOUGH_FOR_QUESTIONS : ENOUGH;
  const found = frame.matches.find(
    ({ intent, score, likeness }) =>
      intent.id in READABLE && (score >= enough || likeness >= ENOUGH_LIKENESS),
  );
  if (!found) return null;
  const outcome = HANDLERS[found.intent.id]!(desk, { ...frame, role: 'answer', intent: found.intent });
  if (outcome.lost || outcome.missing || outcome.deeds.length) return null;
  const what = READABLE[found.intent.id] ?? '';
  return { ...outcome, say: [say(desk.language, 'readAs', { what }), ...outcome.say] };
}
