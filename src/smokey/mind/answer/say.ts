import type { Language } from '../language/lexicon/types.ts';
import { CONFIG_PHRASES } from './phrases/config.ts';
import { EVERYDAY_PHRASES } from './phrases/everyday.ts';
import { FILES_PHRASES } from './phrases/files.ts';
import { HEAT_PHRASES } from './phrases/heat.ts';
import { JOB_PHRASES } from './phrases/job.ts';
import { MACHINE_PHRASES } from './phrases/machine.ts';
import { MOTION_PHRASES } from './phrases/motion.ts';
import { PASTED_PHRASES } from './phrases/pasted.ts';
import { READING_PHRASES } from './phrases/readings.ts';
import { SHAPER_PHRASES } from './phrases/shaper.ts';
import { STATUS_PHRASES } from './phrases/status.ts';
import { TALK_PHRASES } from './phrases/talk.ts';
import { TROUBLE_PHRASES } from './phrases/trouble.ts';
import type { Phrase } from './phrases/types.ts';

const PHRASES = {
  ...JOB_PHRASES,
  ...HEAT_PHRASES,
  ...MOTION_PHRASES,
  ...FILES_PHRASES,
  ...MACHINE_PHRASES,
  ...STATUS_PHRASES,
  ...READING_PHRASES,
  ...EVERYDAY_PHRASES,
  ...TALK_PHRASES,
  ...PASTED_PHRASES,
  ...SHAPER_PHRASES,
  ...TROUBLE_PHRASES,
  ...CONFIG_PHRASES,
};

export type PhraseKey = keyof typeof PHRASES;
export type Values = Record<string, string | number | null | undefined>;

/** A sentence in the person's language; English where a translation is missing. `{name}` is filled in. */
export function say(language: Language, key: PhraseKey, values: Values = {}): string {
  const phrase: Phrase = PHRASES[key];
  return (phrase[language] ?? phrase.en).replace(/\{(\w+)\}/g, (_, name: string) =>
    String(values[name] ?? ''),
  );
}
