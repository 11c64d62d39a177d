import { createContext } from 'svelte';

/** What can be taken back, in words, and how. */
export interface Undoable {
  words: string;
  run: () => Promise<unknown>;
}

/** The last thing that can be taken back; offered until it is used, put away, or the person goes on. */
export class Undo {
  latest = $state.raw<Undoable | null>(null);

  offer(what: Undoable): void {
    this.latest = what;
  }

  dismiss(): void {
    this.latest = null;
  }
}

export const [useUndo, provideUndo] = createContext<Undo>();
