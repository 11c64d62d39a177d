import type { Frame } from '../understand/frames.ts';
import type { Situation } from './follow-up.ts';
import { intentOf } from './merge.ts';

const MORE =
  /^(?:and |so |but |ok |oh )*(?:why|how come|what (?:was|were|is) the (?:reason|cause|error|problem)|what (?:happened|went wrong)|how (?:long|far) (?:had|did|was|were|has)|when (?:was|did)|did it|was it)\b/;
const MOST_WORDS = 10;

/** "and what was the reason?", "how long had it run?": asked of the past print that was just told of. */
export function ofHistory(frame: Frame, { before }: Situation): Frame | null {
  const { folded } = frame.clause;
  if (before.intent?.id !== 'last_job' || frame.role === 'do' || frame.role === 'negated') return null;
  if (!MORE.test(folded) || folded.split(' ').length > MOST_WORDS) return null;
  return { ...frame, role: 'answer', intent: intentOf('last_job') };
}
