/*
 * Answers without an end (live video, long exports). They are told to end when the program stops; otherwise the
 * connections, and with them the program, would stay.
 */
export interface OpenAnswers {
  /** Registers an end; returns its removal. */
  add(end: () => void): () => void;
  endAll(): void;
}

export function createOpenAnswers(): OpenAnswers {
  const ends = new Set<() => void>();
  return {
    add(end) {
      ends.add(end);
      return () => void ends.delete(end);
    },
    endAll() {
      for (const end of [...ends]) end();
      ends.clear();
    },
  };
}
