/** Bytes that come in as messages, given on as they are wanted. */
export class Pieces {
  private readonly waiting: Uint8Array[] = [];
  private ended = false;
  private broken: string | null = null;
  private wake: () => void = () => undefined;
  private readonly onTaken: (bytes: number) => void;

  constructor(onTaken: (bytes: number) => void) {
    this.onTaken = onTaken;
  }

  add(bytes: Uint8Array): void {
    this.waiting.push(bytes);
    this.wake();
  }

  /** No more will come; with words, because the source broke off. */
  end(broken: string | null): void {
    this.ended = true;
    this.broken = broken;
    this.wake();
  }

  async *all(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const bytes = this.waiting.shift();
      if (bytes) {
        this.onTaken(bytes.byteLength);
        yield bytes;
      } else if (this.broken !== null) throw new Error(this.broken);
      else if (this.ended) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
