import type { Frame } from '../understand/frames.ts';

/** "what is wrong with it?" */
export const asksOfFault = ({ role, intent }: Frame): boolean =>
  role === 'answer' && intent?.id === 'what_wrong';

/** What people say before a printer that has stopped, and what they ask without saying of what. */
const HELPLESS =
  /^(?:(?:so|ok|okay|and|well|hm+|ugh) )*(?:what now|now what|what (?:should|do|can|must|shall) (?:i|we) (?:do|try|check|look at)(?: about (?:it|this|that))?(?: now| next| first| then)?|what is next|any ideas?|help)$/;
/** "what should I do now?", and nothing of what. */
export const isHelpless = (asked: string): boolean => HELPLESS.test(asked);

const LACKS =
  /\b(?:what|which|where|anything|something)\b.*\b(?:missing|lacks?|lost|gone|broken|bad|culprit|offending|at fault|to blame)\b/;
const ASKS_WHY = /\b(?:why|what|reason|cause|how come|explain)\b/;
const BROKE_DOWN =
  /\b(?:(?:just|has|have|suddenly|simply|is|was|it|printer|klipper|machine|thing) (?:died|dead|gone|halted|crashed|quit|stopped|shut down|bricked|kaput|broken)|(?:will|does|did|refuses|can) (?:not )?(?:to )?(?:start|come up|come back|boot|connect|respond|wake up)\w*|says (?:it is )?(?:dead|halted|shutdown|error|not ready))\b/;
/** "refuses to come up after an edit. Reason?" */
const ASKS_CAUSE = /\b(?:reason|cause|why|how come)(?: is that| please)?$/;
const MOST_WORDS = 14;

/** "it just died on me, why?", "what now?", "which line is missing?": on a printer that has stopped, its fault is meant. */
export function speaksOfFault(asked: string, frames: readonly Frame[]): boolean {
  if (BROKE_DOWN.test(asked) && ASKS_CAUSE.test(asked)) return true;
  if (/\berrors?\b.*\bwhat (?:does|do) (?:it|they|klipper) (?:want|mean|need|say)\b/.test(asked)) return true;
  if (frames.some(({ role }) => role === 'do' || role === 'deferred' || role === 'negated')) return false;
  if (HELPLESS.test(asked) || LACKS.test(asked)) return true;
  return BROKE_DOWN.test(asked) && (ASKS_WHY.test(asked) || asked.split(' ').length <= MOST_WORDS);
}
