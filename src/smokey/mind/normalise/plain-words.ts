import { withPlainCorrections } from './corrections.ts';
import { withoutExclusions } from './exclusions.ts';
import { withoutKept } from './kept.ts';
import { withPlainParticles } from './particles.ts';
import { withoutTails } from './tails.ts';

/** A longer message is more than one sentence said in one breath, and costs these patterns too much. */
const LONGEST = 400;

/** A message with its corrections in one form, and without what it says is not meant. */
export const plainWords = (text: string): string =>
  text.length > LONGEST
    ? text
    : withoutExclusions(withoutKept(withoutTails(withPlainParticles(withPlainCorrections(text)))));
