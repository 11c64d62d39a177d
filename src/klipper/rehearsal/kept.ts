import type { FileRehearsal, ListedFile } from './types.ts';

/** The rehearsals of one printer that were asked for last; older ones are forgotten. */
export class KeptRehearsals {
  private readonly byKey = new Map<string, { times: string; rehearsal: FileRehearsal }>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** Whether one of this content is kept at all, whatever it was planned with. */
  has({ path, sizeBytes, modifiedMs }: ListedFile): boolean {
    for (const { rehearsal } of this.byKey.values()) {
      if (
        rehearsal.path === path &&
        rehearsal.sizeBytes === sizeBytes &&
        rehearsal.modifiedMs === modifiedMs
      ) {
        return true;
      }
    }
    return false;
  }

  get(whole: string): FileRehearsal | null {
    const entry = this.byKey.get(whole);
    if (!entry) return null;
    this.byKey.delete(whole);
    this.byKey.set(whole, entry);
    return entry.rehearsal;
  }

  /** One whose times hold, though what it found may be of another moment. */
  withTimes(times: string): FileRehearsal | null {
    for (const entry of this.byKey.values()) if (entry.times === times) return entry.rehearsal;
    return null;
  }

  set(whole: string, times: string, rehearsal: FileRehearsal): void {
    this.byKey.delete(whole);
    this.byKey.set(whole, { times, rehearsal });
    const oldest = this.byKey.keys().next();
    if (this.byKey.size > this.most && !oldest.done) this.byKey.delete(oldest.value);
  }
}
