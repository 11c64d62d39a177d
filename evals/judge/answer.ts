import type { Expectation } from '../conversations/case.ts';

/** A pattern of a case; most are Unicode, a few are written for the older syntax. */
function toRegex(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'iu');
  } catch {
    return new RegExp(pattern, 'i'); // "\-" and the like, which Unicode patterns do not allow
  }
}

const REFUSES =
  /\b(no|not|cannot|can't|won't|never|above|below|limit|only|isn't|don't|nein|nicht|nej|inte|non|pas)\b|\boffline\b|\?/i;
const ASKS = /\?|\b(which|what|how|tell me|say)\b/i;

/** Says what is wrong with the words; proposals' own texts count as said. */
export function judgeAnswer(
  expected: Expectation,
  reply: string,
  proposals: string,
  pictures: number,
): string[] {
  const text = `${reply}\n${proposals}`.replace(/[\u00a0\u202f]/g, ' ');
  const complaints: string[] = [];
  if (!reply.trim() && !proposals.trim()) complaints.push('said nothing');
  for (const pattern of expected.answer_mentions)
    if (!toRegex(pattern).test(text)) complaints.push(`does not mention: ${pattern}`);
  for (const pattern of expected.answer_avoids)
    if (toRegex(pattern).test(reply)) complaints.push(`mentions: ${pattern}`);
  if (expected.shows.includes('webcam_snapshot') && pictures === 0) complaints.push('shows no picture');
  if (expected.refuse_or_clarify === 'clarify' && !ASKS.test(text)) complaints.push('does not ask');
  if (expected.refuse_or_clarify === 'refuse' && !REFUSES.test(reply)) complaints.push('does not refuse');
  return complaints;
}

const CLAIMS =
  /^done:|\bis done: |\bI(?:'ve| have)? (?:just |now )?(?:started|paused|resumed|cancelled|canceled|heated|homed|moved|deleted|switched|uploaded|saved|restarted|preheated)\b|\bI(?:'ve| have) (?:just |now )?(?:set|turned|stopped)\b/im;

/** Whether Smokey's words say that it carried something out; whether it did, only the printer can tell. */
export function claimsDeed(reply: string): boolean {
  return CLAIMS.test(reply.replaceAll('’', "'"));
}
