import { has, quantities } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { intentOf } from './merge.ts';

/** "the baby woke up", "i messed up": no way of the nozzle. */
const PHRASAL =
  /\b(?:messed|mess|screwed|gave|give|woke|wake|wakes|waking|blew|fed|ended|end|came|come|comes|showed|show|turned|got|used|made|broke|looked|grew|cleaned|sat|calm\w*|broken|go|went|fell|sat|lie|lay) (?:\w+ )?(?:up|down)\b/;

/** "drop the whole thing", "leave it for tonight" */
const ENDS =
  /^(?:abort|stop|cancel|quit|forget|bail|scrap|abandon|(?:drop|leave|end|ditch|skip|bin|kill) (?:it|this|that|the (?:whole (?:thing|test)|test|calibration))\b(?! (?:a|by|another|down|up|\d)))/;
/** "still tight, same again" */
const AGAIN = /\b(?:same again|again|once more|another one|one more|same)$/;

/** While Klipper waits in the paper test, "down 0.1" and "take that" belong to it. */
export function duringProbing(frame: Frame): Frame | null {
  const { clause } = frame;
  const as = (id: string): Frame => ({ ...frame, role: 'do', intent: intentOf(id) });
  if (has(clause, 'abortcal', 'cancel') || ENDS.test(clause.core)) return as('z_offset_abort');
  if (has(clause, 'accept') || /^(?:accept|done|perfect|that is it|take it|keep it|good)\b/.test(clause.core))
    return as('z_offset_accept');
  if (AGAIN.test(clause.folded)) return { ...as('testz'), clause: { ...clause, core: clause.folded } };
  const moves = has(clause, 'up', 'down', 'toohigh', 'tooclose', 'away') || quantities(clause).length > 0;
  const ofOthers = has(clause, 'temperature', 'heat', 'speed', 'fan');
  return moves && !ofOthers && clause.mood === 'command' && !PHRASAL.test(clause.folded) ? as('testz') : null;
}
