import type { Frame } from '../understand/frames.ts';

/** What a question about a value leads to when a value follows: "how hot is the bed?", "set it to 60". */
const SETTING_OF: Record<string, string> = {
  temperatures: 'set_temperature',
  heaters_state: 'set_temperature',
  speed_flow: 'set_speed',
  fan_state: 'set_fan',
  max_temperature: 'set_temperature',
  limits: 'set_limits',
  pressure_advance_value: 'set_pressure_advance',
};

/** The wish that belongs to a question about a value; null for other questions. */
export function settingAskedAbout({ intent, clause }: Frame): string | null {
  const id = intent?.id ?? '';
  const ofFlow = id === 'speed_flow' && clause.terms.some(({ concepts }) => concepts.includes('flow'));
  return ofFlow ? 'set_flow' : (SETTING_OF[id] ?? null);
}
