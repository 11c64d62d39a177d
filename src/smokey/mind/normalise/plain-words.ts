import { withPlainAmounts } from './amounts-told.ts';
import { withPlainCalibrations } from './calibrations-told.ts';
import { withPlainCorrections } from './corrections.ts';
import { withPlainOrders } from './everyday-orders.ts';
import { withoutExclusions } from './exclusions.ts';
import { withPlainFans } from './fan-names.ts';
import { withoutKept } from './kept.ts';
import { withPlainQuestions } from './only-asking.ts';
import { withPlainIdioms } from './idioms.ts';
import { withPlainParticles } from './particles.ts';
import { withPlainRestarts } from './restarts.ts';
import { withPlainStarts } from './starts-told.ts';
import { withoutTails } from './tails.ts';
import { withoutTold } from './told-beside.ts';

/** A longer message is more than one sentence said in one breath, and costs these patterns too much. */
const LONGEST = 400;

const STEPS = [
  withPlainIdioms,
  withoutTold,
  withPlainAmounts,
  withPlainCalibrations,
  withPlainStarts,
  withPlainOrders,
  withPlainCorrections,
  withPlainQuestions,
  withPlainRestarts,
  withPlainFans,
  withPlainParticles,
  withoutTails,
  withoutKept,
  withoutExclusions,
];

/** A message with its corrections in one form, and without what it says is not meant. */
export const plainWords = (text: string): string =>
  text.length > LONGEST ? text : STEPS.reduce((words, step) => step(words), text);
