const NEWLINE = 10;

/**
 * Hands a stream of byte pieces on as stretches of whole lines, each ending in a newline, without copying what lies
 * whole inside a piece. Only the line across a border between pieces is copied, up to `longestLine` bytes of it.
 */
export class ByteLines {
  private carried = new Uint8Array(1024);
  private carriedLength = 0;
  private skipping = false;
  private readonly longestLine: number;
  private readonly onLines: (bytes: Uint8Array, start: number, end: number) => void;
  private readonly onTooLong: (beginning: Uint8Array) => void;

  /**
   * `onTooLong` gets the first `longestLine` bytes of a line that is longer and crosses a border; it throws, or lets
   * the rest of that line be dropped.
   */
  constructor(
    longestLine: number,
    onLines: (bytes: Uint8Array, start: number, end: number) => void,
    onTooLong: (beginning: Uint8Array) => void,
  ) {
    this.longestLine = longestLine;
    this.onLines = onLines;
    this.onTooLong = onTooLong;
  }

  push(piece: Uint8Array): void {
    let start = 0;
    if (this.carriedLength > 0) {
      const newline = piece.indexOf(NEWLINE);
      this.carry(newline < 0 ? piece : piece.subarray(0, newline));
      if (newline < 0) return;
      this.flush();
      start = newline + 1;
    }
    const end = piece.lastIndexOf(NEWLINE) + 1;
    if (end > start) this.onLines(piece, start, end);
    this.carry(piece.subarray(Math.max(start, end)));
  }

  /** Hands on a last line that has no newline. */
  finish(): void {
    if (this.carriedLength > 0) this.flush();
  }

  private carry(bytes: Uint8Array): void {
    if (this.skipping) return;
    const room = this.longestLine - this.carriedLength;
    const taken = bytes.length > room ? bytes.subarray(0, room) : bytes;
    this.makeRoom(this.carriedLength + taken.length + 1);
    this.carried.set(taken, this.carriedLength);
    this.carriedLength += taken.length;
    if (taken === bytes) return;
    this.onTooLong(this.carried.subarray(0, this.carriedLength));
    this.skipping = true;
  }

  private makeRoom(length: number): void {
    if (length <= this.carried.length) return;
    const larger = new Uint8Array(Math.max(length, this.carried.length * 2));
    larger.set(this.carried.subarray(0, this.carriedLength));
    this.carried = larger;
  }

  private flush(): void {
    const end = this.carriedLength;
    this.carried[end] = NEWLINE;
    this.carriedLength = 0;
    this.skipping = false;
    this.onLines(this.carried, 0, end + 1);
  }
}
