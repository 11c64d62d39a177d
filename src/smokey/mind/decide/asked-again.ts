import { list } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import type { Call } from '../prompt/conversation.ts';
import { foldedOf } from '../understand/frames.ts';
import { isChange } from './deeds.ts';
import { said, type Desk, type Outcome } from './desk.ts';

/** "sorry, pressed the wrong button. what were you asking me there?" */
const ASKS =
  /\bwhat (?:were you|was it you were|did you|was that you|have you just|was it you) (?:just )?(?:ask\w*|want\w*|propos\w*|suggest\w*|say|saying|trying|about)\b|\bwhat was (?:the|your) (?:question|proposal|card)\b|\bwhat (?:did i|have i) just (?:decline|approve|refuse|press|click|turn down)\w*\b/;

/** Says once more what was last put before the person, and what became of it; null where nothing was. */
export function askedAgain(desk: Desk): Outcome | null {
  if (desk.frames.length > MOST_CLAUSES || !ASKS.test(foldedOf(desk.frames))) return null;
  const put = desk.memory.past.map(({ exchange }) => exchange.calls.filter(({ tool }) => isChange(tool)));
  const last = put.find(({ length }) => length > 0);
  if (!last) return null;
  const became = last[0]!.result?.outcome;
  const key = became === 'done' ? 'askedDone' : became === 'waiting' ? 'askedWaits' : 'askedLeft';
  return said(say(desk.language, key, { what: list(last.map(nameOf), desk.language) }));
}
const MOST_CLAUSES = 4;

/** What stood on the card, or at least which tool it was. */
const nameOf = ({ tool, result }: Call): string =>
  typeof result?.data.summary === 'string' ? result.data.summary.split(' · ')[0]! : tool.replaceAll('_', ' ');
