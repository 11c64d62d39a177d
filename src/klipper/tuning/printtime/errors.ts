/** A line that Klipper would refuse, which ends a print there, or that is no G-code at all. */
export class GcodeError extends Error {
  override readonly name = 'GcodeError';
  /** Line of the file, from 1; 0 where the error belongs to no line. */
  line = 0;

  /** The same error, its message starting with the line it belongs to. */
  atLine(line: number): GcodeError {
    if (this.line > 0) return this;
    const located = new GcodeError(`Line ${line}: ${this.message}`);
    located.line = line;
    return located;
  }
}

/** Limits or printer figures that make no sense. */
export class LimitsError extends Error {
  override readonly name = 'LimitsError';
}
