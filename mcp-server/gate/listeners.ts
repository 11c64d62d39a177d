import type { Clock } from '../clock.ts';
import type { PendingAction } from './types.ts';

export function isOver(action: PendingAction): boolean {
  return action.status !== 'pending' && action.status !== 'approved';
}

/** Who wants to hear of actions, and who waits for the end of one. */
export function createListeners(clock: Clock) {
  const listeners = new Set<(action: PendingAction) => void>();
  const waiting = new Map<string, Set<() => void>>();

  function wait(
    read: () => PendingAction | null,
    actionId: string,
    milliseconds: number,
    signal?: AbortSignal,
  ): Promise<PendingAction | null> {
    const now = read();
    if (!now || isOver(now) || milliseconds <= 0 || signal?.aborted) return Promise.resolve(now);
    return new Promise((resolve) => {
      const set = waiting.get(actionId) ?? new Set();
      waiting.set(actionId, set);
      const done = () => {
        stopTimer();
        set.delete(done);
        if (set.size === 0) waiting.delete(actionId);
        signal?.removeEventListener('abort', done);
        resolve(read());
      };
      const stopTimer = clock.after(milliseconds, done);
      signal?.addEventListener('abort', done, { once: true });
      set.add(done);
    });
  }

  return {
    add(listener: (action: PendingAction) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(action: PendingAction): void {
      for (const listener of listeners) listener(action);
    },
    settle(action: PendingAction): void {
      for (const done of [...(waiting.get(action.id) ?? [])]) done();
    },
    wait,
  };
}
