/** Single keys can be switched off: those who speak to their computer would press them by accident. */
const singleKeysStored = () => typeof document === 'undefined' || !/(?:^|; )keys=off/.test(document.cookie);

/** The sheet of keyboard shortcuts, and whether single keys work in this browser. */
export const help = $state({ open: false, singleKeys: singleKeysStored() });

export function setSingleKeys(on: boolean): void {
  help.singleKeys = on;
  document.cookie = on
    ? 'keys=; path=/; max-age=0; samesite=lax'
    : 'keys=off; path=/; max-age=31536000; samesite=lax';
}

/** True where a key writes a sign, so that it is no shortcut there. */
function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

/** What a single key asks for, or null when it is none, or belongs to what has the focus. */
export function singleKey(event: KeyboardEvent): '?' | '/' | 's' | 'n' | null {
  if (!help.singleKeys || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  if (typing(event.target) || document.querySelector('[role="dialog"], [role="menu"]')) return null;
  const key = event.key.toLowerCase();
  return key === '?' || key === '/' || key === 's' || key === 'n' ? key : null;
}
