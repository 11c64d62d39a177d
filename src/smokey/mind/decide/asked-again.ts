import { list } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import { titleOf } from '../prompt/conversation.ts';
import { foldedOf } from '../understand/frames.ts';
import { isChange } from './deeds.ts';
import { said, type Desk, type Outcome } from './desk.ts';

/** "sorry, pressed the wrong button. what were you asking me there?" */
const ASKS =
  /\bwhat (?:were you|was it you were|did you|was that you|have you just|was it you) (?:just )?(?:ask\w*|want\w*|propos\w*|suggest\w*|say|saying|trying|about)\b|\bwhat was (?:the|your) (?:question|proposal|card)\b|\bwhat (?:did i|have i) just (?:decline|approve|refuse|press|click|turn down)\w*\b/;

/** Says once more what was last put before the person, and what became of it; null where nothing was. */
export function askedAgain(desk: Desk): Outcome | null {
  const why = whyThat(desk);
  if (why) return why;
  if (desk.frames.length > MOST_CLAUSES || !ASKS.test(foldedOf(desk.frames))) return null;
  const put = desk.memory.past.map(({ exchange }) => exchange.calls.filter(({ tool }) => isChange(tool)));
  const last = put.find(({ length }) => length > 0);
  if (!last) return null;
  const became = last[0]!.result?.outcome;
  const key = became === 'done' ? 'askedDone' : became === 'waiting' ? 'askedWaits' : 'askedLeft';
  return said(say(desk.language, key, { what: list(last.map(titleOf), desk.language) }));
}
const MOST_CLAUSES = 4;

/** "and why did you come up with 220": because the person said so. */
const WHY =
  /\bwhy (?:did|do|would|are|were|have) you (?:come up with|came up with|choos\w*|chose|pick\w*|say|said|suggest\w*|propos\w*|take|took|use|used|set|setting|want\w*|going for|go for|put)\b|\bhow did you (?:come up with|get (?:to )?(?:that|\d+)|arrive at)\b/;

function whyThat(desk: Desk): Outcome | null {
  if (desk.frames.length > MOST_CLAUSES || !WHY.test(foldedOf(desk.frames))) return null;
  const asked = desk.memory.past.find(({ exchange }) => exchange.calls.some(({ tool }) => isChange(tool)));
  const last = asked?.exchange.calls.filter(({ tool }) => isChange(tool)) ?? [];
  if (!asked || !last.length) return null;
  return said(
    say(desk.language, 'askedBecause', {
      words: asked.exchange.text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_QUOTE),
      what: list(last.map(titleOf), desk.language),
    }),
  );
}
const LONGEST_QUOTE = 120;
