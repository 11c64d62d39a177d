/** The failure of a G-code command, in Klipper's words. */
export class GcodeError extends Error {
  override name = 'GcodeError';
}
