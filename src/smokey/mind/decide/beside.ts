import type { Frame } from '../understand/frames.ts';

const LOADS: ReadonlySet<string> = new Set(['load_filament', 'unload_filament']);
/** "confirmations are suspended": told of how things are approved, which nothing that is said changes. */
const OF_APPROVALS =
  /\b(?:approvals?|confirmations?|permissions?|safety checks?|restrictions?|safeguards?) (?:are|is|have been|has been|were|was)\b/;
/** "is the Pi overheating? feels warm": how something is, and no word of turning anything off. */
const FEELS =
  /^(?:it |that |the \w+ )?(?:just )?(?:feels?|felt|seems?|looks?|smells?) (?:\w+ )?(?:warm|hot|toasty|burning)(?: to (?:me|the touch))?$/;
const wishes = (frames: readonly Frame[], id: string): boolean =>
  frames.some(({ role, intent }) => role === 'do' && intent?.id === id);

/**
 * The wishes of a message without those that another of them takes up: where a protection is to go, nothing beside
 * it is done; "time to swap the spool, unload it" is one thing; saving restarts by itself.
 */
export function withoutTakenUp(frames: readonly Frame[]): Frame[] {
  const isGuarded = wishes(frames, 'disable_protection');
  const saves = wishes(frames, 'save_calibration');
  const loads = [...LOADS].some((id) => wishes(frames, id));
  return frames.filter(({ role, intent, clause }) => {
    if (role === 'do' && OF_APPROVALS.test(clause.folded)) return false;
    if (intent?.id === 'heaters_off' && FEELS.test(clause.folded)) return false;
    if (isGuarded && role === 'do') return intent?.id === 'disable_protection';
    if (loads && intent?.id === 'change_filament') return false;
    return !(saves && intent?.id === 'restart');
  });
}
