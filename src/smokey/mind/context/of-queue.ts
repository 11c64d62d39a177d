import { fold } from '../normalise/text.ts';
import type { Frame } from '../understand/frames.ts';
import type { Situation } from './follow-up.ts';
import { intentOf } from './merge.ts';

const FRONT = String.raw`^(?:(?:ok|okay|and|then|now|so|please|well|right|good|could you|can you)[, ]+)*`;
const WISHES: [RegExp, string][] = [
  [
    new RegExp(String.raw`${FRONT}(?:start|run|begin|launch|go with|work through) (?:it|that|them|those)\b`),
    'queue_start',
  ],
  [new RegExp(String.raw`${FRONT}(?:hold|pause|stop) (?:it|that|them)\b`), 'queue_pause'],
  [
    new RegExp(
      String.raw`${FRONT}(?:take|remove|drop|delete|get|kick|cross|strike|throw|clear|empty|scratch)\b(?!.*\bfiles?\b)`,
    ),
    'queue_remove',
  ],
  [
    new RegExp(
      String.raw`${FRONT}(?:add|put|stick|append|line up|include)\b(?!.*\b(?:light|heat|fan|bed|nozzle)\b)`,
    ),
    'queue_add',
  ],
];

/** "add the cube to it", "take the vase out", "ok, start it": what is done with the queue that was just spoken of. */
export function ofQueue(frame: Frame, { before, reading }: Situation): Frame | null {
  if (!before.intent?.id.startsWith('queue_') || frame.clause.asks || frame.role === 'negated') return null;
  if (/^(?:queue_|print)/.test(frame.intent?.id ?? '') && frame.role === 'do') return null;
  const text = frame.clause.folded;
  const more = MORE.test(fold(reading.text)) && before.role === 'do' ? before.intent.id : null;
  const id = WISHES.find(([pattern]) => pattern.test(text))?.[1] ?? more;
  return id ? { ...frame, role: 'do', intent: intentOf(id) } : null;
}

/** "and the vase": the same with another one. */
const MORE = /^\P{L}*(?:and|also|then) (?:the |my )?[\p{L}\d_.]+(?: [\p{L}\d_.]+)?(?: too| as well)?\P{L}*$/u;
