import type { Attachment } from 'svelte/attachments';

/** What a browser's own bars may take away by themselves, CSS pixels. */
const BARS_PX = 120;

/**
 * Some browsers lay the keyboard over the page instead of making it smaller. The frame then takes what is left, so that
 * the stop and the composer stay in sight. Who has zoomed in moves about by themselves and is left alone.
 */
export function aboveKeyboard(
  viewport: VisualViewport | null = window.visualViewport,
  pageHeight = () => document.documentElement.clientHeight,
): Attachment<HTMLElement> {
  return ({ style }) => {
    if (!viewport) return;
    const fit = () => {
      const covered = viewport.scale > 1 ? 0 : pageHeight() - viewport.height;
      style.height = covered > BARS_PX ? `${viewport.height}px` : '';
      style.translate = covered > BARS_PX ? `0 ${viewport.offsetTop}px` : '';
    };
    viewport.addEventListener('resize', fit);
    viewport.addEventListener('scroll', fit);
    return () => {
      viewport.removeEventListener('resize', fit);
      viewport.removeEventListener('scroll', fit);
    };
  };
}
