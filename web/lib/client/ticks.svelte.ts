const PREFIX = 'ticks:';
/** Lists whose ticks are kept in this browser; the oldest makes room. */
const MOST_LISTS = 200;

/** What the browser keeps; null where it keeps nothing for pages, as in some private windows. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch (refused) {
    if (refused instanceof DOMException) return null;
    throw refused;
  }
}

function write(kept: Storage, key: string, value: string): void {
  const lists = Object.keys(kept).filter((one) => one.startsWith(PREFIX));
  if (lists.length >= MOST_LISTS && !lists.includes(key)) kept.removeItem(lists[0] ?? '');
  try {
    kept.setItem(key, value);
  } catch (full) {
    // Without room the ticks last as long as the page.
    if (!(full instanceof DOMException)) throw full;
  }
}

/** What a person has ticked off in one list, kept in this browser under its name. */
export class Ticks {
  #ticked = $state.raw<readonly string[]>([]);
  readonly #key: string;

  constructor(list: string) {
    this.#key = PREFIX + list;
    if (typeof window === 'undefined') return;
    this.#ticked = (storage()?.getItem(this.#key) ?? '').split('\n').filter(Boolean);
  }

  has(item: string): boolean {
    return this.#ticked.includes(item);
  }

  set(item: string, on: boolean): void {
    this.#ticked = on
      ? [...this.#ticked.filter((one) => one !== item), item]
      : this.#ticked.filter((one) => one !== item);
    const kept = storage();
    if (kept) write(kept, this.#key, this.#ticked.join('\n'));
  }
}
