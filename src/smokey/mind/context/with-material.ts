import { has } from '../understand/clause.ts';
import { frameOf, type Frame } from '../understand/frames.ts';
import { toClause } from '../understand/clause.ts';
import type { Reading } from '../understand/terms.ts';
import { intentOf } from './merge.ts';
import type { Memory } from './memory.ts';

const ASKS_FOR_SETTINGS =
  /^(?:(?:so|and|ok|then) )*(?:what|which)(?: is| are| would be)?(?: the)?(?: best| right| correct| ideal| usual| recommended| good)? (?:(?:nozzle|bed|print|printing) )?(?:temp(?:erature)?s?|settings)(?: (?:for (?:it|that|this)|is (?:best|right|good)|should i (?:use|print (?:it )?at|set)|do i (?:need|use)|does (?:it|that) (?:need|want)))?$/;
const MOST_BACK = 2;

/** "I want to print ABS" – "what is the best temperature": for that material. */
export function withMaterialBefore(frames: Frame[], memory: Memory, reading: Reading): Frame[] {
  const [frame] = frames;
  if (!frame || frames.length > 1 || !ASKS_FOR_SETTINGS.test(frame.clause.folded)) return frames;
  if (has(frame.clause, 'materialname')) return frames;
  const earlier = memory.past.slice(0, MOST_BACK).flatMap((item) => item.frames);
  const material = earlier
    .flatMap(({ clause }) => clause.terms)
    .find(({ concepts }) => concepts.includes('materialname'));
  if (!material) return frames;
  const { mood, asks, polite, language } = frame.clause;
  const clause = toClause([...frame.clause.terms, material], reading);
  const asked = frameOf({ ...clause, mood, asks, polite, language, core: clause.folded });
  return [{ ...asked, role: 'explain', intent: intentOf('temperatures') }];
}
