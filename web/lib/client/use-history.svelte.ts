import { time } from './clock.svelte.ts';
import { useLive } from './live.svelte.ts';
import { Temperatures } from './temperatures.svelte.ts';

/** The last 20 minutes of a printer, kept up to date while the component lives. Call during initialisation. */
export function useHistory(printerId: () => string): { readonly now: Temperatures | null } {
  const live = useLive();
  let history = $state.raw<Temperatures | null>(null);
  const id = $derived(printerId());
  $effect(() => {
    const fresh = new Temperatures(id);
    const stop = new AbortController();
    void fresh.load(stop.signal);
    history = fresh;
    return () => stop.abort();
  });
  $effect(() => {
    const snapshot = live.snapshot(id);
    if (history && snapshot) history.take(snapshot, time.now);
  });
  return {
    get now() {
      return history;
    },
  };
}
