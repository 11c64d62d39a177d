import type { Frame } from '../understand/frames.ts';
import type { NameReference } from '../understand/terms.ts';

/** What a question about a value leads to when a value follows: "how hot is the bed?", "set it to 60". */
const SETTING_OF: Record<string, string> = {
  temperatures: 'set_temperature',
  heaters_state: 'set_temperature',
  speed_flow: 'set_speed',
  fan_state: 'set_fan',
  max_temperature: 'set_temperature',
  limits: 'set_limits',
  outputs_state: 'set_output',
  pressure_advance_value: 'set_pressure_advance',
};

const isOutput = ({ kind }: NameReference): boolean => kind === 'output';

/** The wish that belongs to a question about a value; null for other questions. */
export function settingAskedAbout({ intent, clause }: Frame): string | null {
  const id = intent?.id ?? '';
  if (id === 'outputs_state' && !clause.terms.some(({ references }) => references.some(isOutput)))
    return clause.terms.some(({ concepts }) => concepts.includes('light')) ? 'light' : null;
  const ofFlow = id === 'speed_flow' && clause.terms.some(({ concepts }) => concepts.includes('flow'));
  return ofFlow ? 'set_flow' : (SETTING_OF[id] ?? null);
}
