import type { Attachment } from 'svelte/attachments';

/** Whoever stands this near to the newest message follows what comes. */
const NEAR_PX = 40;
/** Below the veil at the thread's upper edge. */
const MARGIN_PX = 24;
const OWN_MOVES = ['wheel', 'touchmove', 'keydown', 'pointerdown'];

/**
 * What is higher than the thread begins where one begins to read, not with its end: nobody decides about what they have
 * not seen. Whoever has scrolled back is left where they are; when it goes, the thread is at its newest again.
 */
export const readFromTop: Attachment<HTMLElement> = (node) => {
  const thread = node.closest<HTMLElement>('.scroll');
  if (!thread || node.offsetHeight + MARGIN_PX <= thread.clientHeight || thread.scrollTop < -NEAR_PX) return;
  const above = node.getBoundingClientRect().top - thread.getBoundingClientRect().top;
  thread.scrollTop += above - MARGIN_PX;
  let moved = false;
  const onMove = ({ target }: Event) => {
    // Pressing a button of it is no wish to read elsewhere.
    if (!(target instanceof Element && target.closest('button, input'))) moved = true;
  };
  for (const kind of OWN_MOVES) thread.addEventListener(kind, onMove, { passive: true });
  return () => {
    for (const kind of OWN_MOVES) thread.removeEventListener(kind, onMove);
    if (!moved) requestAnimationFrame(() => (thread.scrollTop = 0));
  };
};
