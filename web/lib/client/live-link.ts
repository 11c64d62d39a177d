import type { LiveEvents } from '#lib/contracts.ts';
import { SILENT_MS } from './silence.ts';

export type LiveHandlers = { [Name in keyof LiveEvents]: (data: LiveEvents[Name]) => void };

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

/** How long to wait before the n-th try: doubling, bounded, with jitter so that tabs do not come all at once. */
export function retryDelay(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt);
  return full * (0.5 + random() / 2);
}

/**
 * The one event stream of a tab. Reconnects for ever, at once when the network or the tab comes back.
 * @returns its stop
 */
export function connectLive(
  url: string,
  handlers: LiveHandlers,
  onLink: (state: 'open' | 'lost') => void,
): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let attempt = 0;
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  // A stream can die without a word, behind a proxy or after sleep.
  const heard = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(again, SILENT_MS);
  };

  const open = () => {
    timer = null;
    source = new EventSource(url);
    source.addEventListener('open', () => {
      attempt = 0;
      heard();
      onLink('open');
    });
    source.addEventListener('error', again);
    for (const name of Object.keys(handlers) as (keyof LiveEvents)[]) {
      source.addEventListener(name, (event) => {
        heard();
        (handlers[name] as (data: unknown) => void)(JSON.parse((event as MessageEvent<string>).data));
      });
    }
  };
  const again = () => {
    source?.close();
    source = null;
    clearTimeout(watchdog);
    onLink('lost');
    timer ??= setTimeout(open, retryDelay(attempt++));
  };
  const wake = () => {
    if (timer === null || document.visibilityState === 'hidden') return;
    clearTimeout(timer);
    attempt = 0;
    open();
  };
  // A stream may look alive for long after the network has gone: try at once, and say so when it fails.
  const gone = () => source && again();
  window.addEventListener('offline', gone);
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);
  open();
  return () => {
    window.removeEventListener('offline', gone);
    window.removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', wake);
    if (timer !== null) clearTimeout(timer);
    clearTimeout(watchdog);
    source?.close();
  };
}
