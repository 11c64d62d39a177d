/** Nothing that Moonraker says nests deeper than about ten levels. */
const DEEPEST = 100;
/** In a shorter text nothing can be nested so deep that it harms. */
const SHORT_TEXT = 4_096;

/**
 * True for a parsed frame that nests without end: it was parsed well, but whoever writes it as text again, such as
 * the black box, would overflow the stack, and with it end every printer's connection.
 */
export function nestsTooDeep(frame: object, text: string): boolean {
  if (text.length < SHORT_TEXT) return false;
  let level: object[] = [frame];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    const next: object[] = [];
    for (const node of level) {
      for (const value of Object.values(node) as unknown[]) {
        if (typeof value === 'object' && value !== null) next.push(value);
      }
    }
    level = next;
  }
  return false;
}
