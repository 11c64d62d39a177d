/**
 * A recording (or the settings given with it) that cannot be analysed. The message says what was wrong and what to try.
 */
export class ResonanceError extends Error {
  override readonly name = 'ResonanceError';
}
