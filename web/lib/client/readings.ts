/**
 * What is read anew while the stream goes on telling: what it tells while an answer is on its way may be newer than the
 * answer, so it is put on top once more. An answer that a later reading has overtaken is left out.
 */
export class Readings {
  readonly #underWay = new Set<{ began: number; meanwhile: (() => void)[] }>();
  #begun = 0;
  #newest = 0;

  /** Puts what the stream tells, now and on top of what is being read. */
  tell(put: () => void): void {
    put();
    for (const { meanwhile } of this.#underWay) meanwhile.push(put);
  }

  /** Reads, puts the answer, and then what was told since. */
  async read<Answer>(ask: () => Promise<Answer>, put: (answer: Answer) => void): Promise<void> {
    const reading = { began: (this.#begun += 1), meanwhile: [] as (() => void)[] };
    this.#underWay.add(reading);
    const answer = await ask().finally(() => this.#underWay.delete(reading));
    if (reading.began < this.#newest) return;
    this.#newest = reading.began;
    put(answer);
    for (const again of reading.meanwhile) again();
  }
}
