import { BABYSTEP_HANDLERS } from './babystep.ts';
import { CALIBRATE_HANDLERS } from './calibrate.ts';
import { CAMERA_HANDLERS } from './camera.ts';
import { CONFIG_HANDLERS } from './config.ts';
import { EVERYDAY_HANDLERS } from './everyday.ts';
import { FILE_HANDLERS } from './files.ts';
import { HEAT_HANDLERS } from './heat.ts';
import { HISTORY_HANDLERS } from './history.ts';
import { JOB_HANDLERS } from './job.ts';
import { MACHINE_HANDLERS } from './machine.ts';
import { MACRO_HANDLERS } from './macros.ts';
import { MOTION_HANDLERS } from './motion.ts';
import { PROGRESS_HANDLERS } from './progress.ts';
import { QUEUE_HANDLERS } from './queue.ts';
import { READING_HANDLERS } from './readings.ts';
import { TALK_HANDLERS } from './talk.ts';
import { TEMPERATURE_HANDLERS } from './temperatures.ts';
import { TROUBLE_HANDLERS } from './trouble.ts';
import { TUNE_HANDLERS } from './tune.ts';
import type { Handlers } from './types.ts';
import { UNDO_HANDLERS } from './undo.ts';
import { UPLOAD_HANDLERS } from './upload.ts';

/** Every intent's decision. A test holds it against the list of intents. */
export const HANDLERS: Handlers = {
  ...JOB_HANDLERS,
  ...UPLOAD_HANDLERS,
  ...QUEUE_HANDLERS,
  ...HEAT_HANDLERS,
  ...TUNE_HANDLERS,
  ...BABYSTEP_HANDLERS,
  ...UNDO_HANDLERS,
  ...MOTION_HANDLERS,
  ...CALIBRATE_HANDLERS,
  ...MACHINE_HANDLERS,
  ...MACRO_HANDLERS,
  ...CONFIG_HANDLERS,
  ...EVERYDAY_HANDLERS,
  ...FILE_HANDLERS,
  ...HISTORY_HANDLERS,
  ...TEMPERATURE_HANDLERS,
  ...PROGRESS_HANDLERS,
  ...READING_HANDLERS,
  ...TROUBLE_HANDLERS,
  ...CAMERA_HANDLERS,
  ...TALK_HANDLERS,
};
