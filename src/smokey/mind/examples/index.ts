import { ASK_FILES_EXAMPLES } from './ask-files.ts';
import { ASK_HEAT_EXAMPLES } from './ask-heat.ts';
import { ASK_JOB_EXAMPLES } from './ask-job.ts';
import { ASK_NOTHING_EXAMPLES } from './ask-nothing.ts';
import { ASK_READINGS_EXAMPLES } from './ask-readings.ts';
import { ASK_STATE_EXAMPLES } from './ask-state.ts';
import { ASK_EXAMPLES } from './ask.ts';
import {
  FURTHER_FRENCH_EXAMPLES,
  FURTHER_GERMAN_EXAMPLES,
  FURTHER_SPANISH_EXAMPLES,
  FURTHER_SWEDISH_EXAMPLES,
} from './further-abroad.ts';
import { FURTHER_FILES_EXAMPLES } from './further-files.ts';
import { FURTHER_JOB_EXAMPLES } from './further-job.ts';
import { HEAT_TUNE_EXAMPLES } from './heat-tune.ts';
import { JOB_EXAMPLES } from './job.ts';
import { MACHINE_EXAMPLES } from './machine.ts';
import { MOTION_EXAMPLES } from './motion.ts';
import { NOTHING_EXAMPLES } from './nothing.ts';
import { ORDERS_CALIBRATE_EXAMPLES } from './orders-calibrate.ts';
import { ORDERS_FILAMENT_EXAMPLES } from './orders-filament.ts';
import { ORDERS_FILES_EXAMPLES } from './orders-files.ts';
import { ORDERS_HEAT_EXAMPLES } from './orders-heat.ts';
import { ORDERS_JOB_EXAMPLES } from './orders-job.ts';
import { ORDERS_MACHINE_EXAMPLES } from './orders-machine.ts';
import { ORDERS_MESH_EXAMPLES } from './orders-mesh.ts';
import { ORDERS_MOTION_EXAMPLES } from './orders-motion.ts';
import { ORDERS_NOTHING_EXAMPLES } from './orders-nothing.ts';
import { ORDERS_TUNE_EXAMPLES } from './orders-tune.ts';
import { FRENCH_EXAMPLES, SPANISH_EXAMPLES } from './spanish-french.ts';
import { GERMAN_EXAMPLES, SWEDISH_EXAMPLES } from './swedish-german.ts';
import type { Examples } from './types.ts';
import { WIDER_ASK_EXAMPLES } from './wider-ask.ts';
import { WIDER_NOTHING_EXAMPLES } from './wider-nothing.ts';
import { WIDER_ORDERS_EXAMPLES } from './wider-orders.ts';

/** The class of what is no wish and no question about this printer. */
export const NOTHING = 'nothing';

export interface Phrase {
  intent: string;
  text: string;
}

const phrasesOf = (groups: readonly Examples[]): Phrase[] =>
  groups.flatMap((group) =>
    Object.entries(group).flatMap(([intent, phrases]) =>
      phrases
        .split(/[|\n]/)
        .map((text) => text.trim())
        .filter(Boolean)
        .map((text) => ({ intent, text })),
    ),
  );

/** Every English phrase with the intent it stands for. */
export const EXAMPLES: readonly Phrase[] = phrasesOf([
  JOB_EXAMPLES,
  HEAT_TUNE_EXAMPLES,
  MOTION_EXAMPLES,
  MACHINE_EXAMPLES,
  ASK_EXAMPLES,
  ASK_JOB_EXAMPLES,
  ASK_HEAT_EXAMPLES,
  ASK_STATE_EXAMPLES,
  ASK_READINGS_EXAMPLES,
  ASK_FILES_EXAMPLES,
  ORDERS_JOB_EXAMPLES,
  ORDERS_FILES_EXAMPLES,
  ORDERS_HEAT_EXAMPLES,
  ORDERS_TUNE_EXAMPLES,
  ORDERS_MOTION_EXAMPLES,
  ORDERS_FILAMENT_EXAMPLES,
  ORDERS_CALIBRATE_EXAMPLES,
  ORDERS_MESH_EXAMPLES,
  ORDERS_MACHINE_EXAMPLES,
  WIDER_ORDERS_EXAMPLES,
  FURTHER_JOB_EXAMPLES,
  FURTHER_FILES_EXAMPLES,
  WIDER_ASK_EXAMPLES,
  {
    [NOTHING]: NOTHING_EXAMPLES + ASK_NOTHING_EXAMPLES + ORDERS_NOTHING_EXAMPLES + WIDER_NOTHING_EXAMPLES,
  },
]);

/** The same in other languages; their lexicons are not needed to learn from them, so `#` stands for a number. */
export const OTHER_EXAMPLES: readonly Phrase[] = phrasesOf([
  SWEDISH_EXAMPLES,
  GERMAN_EXAMPLES,
  SPANISH_EXAMPLES,
  FRENCH_EXAMPLES,
  FURTHER_SWEDISH_EXAMPLES,
  FURTHER_GERMAN_EXAMPLES,
  FURTHER_SPANISH_EXAMPLES,
  FURTHER_FRENCH_EXAMPLES,
]);
