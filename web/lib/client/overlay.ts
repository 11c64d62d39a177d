import type { Attachment } from 'svelte/attachments';

/** Lays an element over everything: at the end of the body, out of any frame that would hold or cover it. */
export const overPage: Attachment<HTMLElement> = (node) => {
  // What has the focus inside would lose it by moving, and Escape would go nowhere.
  const focused = document.activeElement;
  document.body.append(node);
  if (focused instanceof HTMLElement && node.contains(focused)) focused.focus();
  return () => node.remove();
};

/** Shows an element above everything where it stands, so that it stays in the region of the page it belongs to. */
export const overAll: Attachment<HTMLElement> = (node) => node.showPopover();

const REACHABLE =
  'a[href], button:not([disabled]), input:not([disabled]):not([type="hidden"]), select, textarea, [tabindex="0"]';

/** What Tab reaches within an element, in its order. */
const reachable = (node: HTMLElement) =>
  [...node.querySelectorAll<HTMLElement>(REACHABLE)].filter((one) => one.offsetParent !== null);

/**
 * Keeps the focus within an element while it is there: Tab goes round, Escape closes, and in the end the focus is
 * where it was.
 */
export function holdFocus(onEscape: () => void): Attachment<HTMLElement> {
  return (node) => {
    const before = document.activeElement;
    (reachable(node)[0] ?? node).focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        onEscape();
      }
      if (event.key !== 'Tab') return;
      const stops = reachable(node);
      const [first, last] = [stops[0] ?? node, stops.at(-1) ?? node];
      const leaves =
        document.activeElement === (event.shiftKey ? first : last) || document.activeElement === node;
      if (!leaves) return;
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    };
    node.addEventListener('keydown', onKey);
    return () => {
      node.removeEventListener('keydown', onKey);
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  };
}

const GAP_PX = 6;
const MARGIN_PX = 12;

/** Lays an element below another one, or above it where there is no room, within the window. */
export function beside(anchor: HTMLElement, align: 'start' | 'end'): Attachment<HTMLElement> {
  return (node) => {
    const { left, right, top, bottom } = anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = node;
    const wished = align === 'start' ? left : right - width;
    const fitsBelow = bottom + GAP_PX + height + MARGIN_PX <= innerHeight;
    const y = fitsBelow ? bottom + GAP_PX : Math.max(MARGIN_PX, top - GAP_PX - height);
    node.style.left = `${Math.max(MARGIN_PX, Math.min(wished, innerWidth - width - MARGIN_PX))}px`;
    node.style.top = `${y}px`;
  };
}
