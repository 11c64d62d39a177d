/** What the browser keeps; null where it keeps nothing for pages, as in some private windows. */
function storage(): Storage | null {
  if (typeof window === 'undefined') return null;
  try {
    return window.localStorage;
  } catch (refused) {
    if (refused instanceof DOMException) return null;
    throw refused;
  }
}

/** What pages of this browser have kept under a name. */
export function readKept<Item>(key: string): Item[] {
  const kept = storage()?.getItem(key);
  return kept ? (JSON.parse(kept) as Item[]) : [];
}

/** Keeps a list for later pages. False where there is no room for it: then it lasts as long as the page. */
export function keep(key: string, items: readonly unknown[]): boolean {
  try {
    const kept = storage();
    if (items.length > 0) kept?.setItem(key, JSON.stringify(items));
    else kept?.removeItem(key);
    return kept !== null;
  } catch (full) {
    if (full instanceof DOMException) return false;
    throw full;
  }
}
