const NEWLINE = 10;

/**
 * Hands a stream of byte pieces on as stretches of whole lines, each ending in a newline, without copying what lies
 * whole inside a piece. Only the line across a border between pieces is copied.
 */
export class ByteLines {
  private carried = new Uint8Array(1024);
  private carriedLength = 0;
  private readonly longestLine: number;
  private readonly onLines: (bytes: Uint8Array, start: number, end: number) => void;
  private readonly onTooLong: (beginning: Uint8Array) => void;

  /** `onTooLong` is called with a line's beginning when the line exceeds `longestLine` bytes; it should throw. */
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
      this.carry(newline < 0 ? piece : piece.subarray(0, newline + 1));
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
    if (this.carriedLength === 0) return;
    this.carry(Uint8Array.of(NEWLINE));
    this.flush();
  }

  private carry(bytes: Uint8Array): void {
    const length = this.carriedLength + bytes.length;
    if (length > this.longestLine) {
      this.onTooLong(this.carried.subarray(0, this.carriedLength));
      return;
    }
    if (length > this.carried.length) {
      const larger = new Uint8Array(Math.max(length, this.carried.length * 2));
      larger.set(this.carried.subarray(0, this.carriedLength));
      this.carried = larger;
    }
    this.carried.set(bytes, this.carriedLength);
    this.carriedLength = length;
  }

  private flush(): void {
    const end = this.carriedLength;
    this.carriedLength = 0;
    this.onLines(this.carried, 0, end);
  }
}
