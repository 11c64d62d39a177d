import { CALIBRATE_INTENTS } from './calibrate.ts';
import { CONDITION_INTENTS } from './condition.ts';
import { EVERYDAY_INTENTS } from './everyday.ts';
import { FILE_INTENTS } from './files.ts';
import { HEAT_INTENTS } from './heat.ts';
import { JOB_INTENTS, QUEUE_INTENTS } from './job.ts';
import { CONFIG_INTENTS, MACHINE_INTENTS } from './machine.ts';
import { FILAMENT_INTENTS, MOTION_INTENTS } from './motion.ts';
import { LOOK_INTENTS } from './look.ts';
import { READING_INTENTS } from './readings.ts';
import { STATUS_INTENTS } from './status.ts';
import { TALK_INTENTS } from './talk.ts';
import { TUNE_INTENTS } from './tune.ts';
import type { Intent } from './types.ts';

/** Everything the mind understands, one list per tool or group of tools. */
export const INTENTS: Intent[] = [
  ...JOB_INTENTS,
  ...QUEUE_INTENTS,
  ...HEAT_INTENTS,
  ...TUNE_INTENTS,
  ...MOTION_INTENTS,
  ...FILAMENT_INTENTS,
  ...CALIBRATE_INTENTS,
  ...MACHINE_INTENTS,
  ...CONFIG_INTENTS,
  ...FILE_INTENTS,
  ...STATUS_INTENTS,
  ...EVERYDAY_INTENTS,
  ...READING_INTENTS,
  ...CONDITION_INTENTS,
  ...LOOK_INTENTS,
  ...TALK_INTENTS,
];

export type { Intent, IntentKind } from './types.ts';
