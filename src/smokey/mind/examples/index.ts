import { ASK_EXAMPLES } from './ask.ts';
import { HEAT_TUNE_EXAMPLES } from './heat-tune.ts';
import { JOB_EXAMPLES } from './job.ts';
import { MACHINE_EXAMPLES } from './machine.ts';
import { MOTION_EXAMPLES } from './motion.ts';
import { NOTHING_EXAMPLES } from './nothing.ts';

/** The class of what is no wish and no question about this printer. */
export const NOTHING = 'nothing';

/** Every phrase with the intent it stands for. */
export const EXAMPLES: readonly { intent: string; text: string }[] = [
  JOB_EXAMPLES,
  HEAT_TUNE_EXAMPLES,
  MOTION_EXAMPLES,
  MACHINE_EXAMPLES,
  ASK_EXAMPLES,
  { [NOTHING]: NOTHING_EXAMPLES },
].flatMap((group) =>
  Object.entries(group).flatMap(([intent, phrases]) =>
    phrases
      .split(/[|\n]/)
      .map((text) => text.trim())
      .filter(Boolean)
      .map((text) => ({ intent, text })),
  ),
);
