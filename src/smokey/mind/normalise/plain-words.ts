import { withPlainCorrections } from './corrections.ts';
import { withoutExclusions } from './exclusions.ts';

/** A message with its corrections in one form, and without what it says is not meant. */
export const plainWords = (text: string): string => withoutExclusions(withPlainCorrections(text));
