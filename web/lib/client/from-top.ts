import type { Attachment } from 'svelte/attachments';

/** Whoever stands this near to the newest message follows what comes. */
const NEAR_PX = 40;
/** Below the veil at the thread's upper edge. */
const MARGIN_PX = 24;

/**
 * What is higher than the thread begins where one begins to read, not with its end: nobody decides about what they have
 * not seen. Whoever has scrolled back is left where they are.
 */
export const readFromTop: Attachment<HTMLElement> = (node) => {
  const thread = node.closest<HTMLElement>('.scroll');
  if (!thread || node.offsetHeight + MARGIN_PX <= thread.clientHeight || thread.scrollTop < -NEAR_PX) return;
  const above = node.getBoundingClientRect().top - thread.getBoundingClientRect().top;
  thread.scrollTop += above - MARGIN_PX;
};
