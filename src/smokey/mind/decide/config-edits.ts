import type { Section } from './config-text.ts';

export interface Edit {
  section: string;
  option: string;
  value: string;
}

interface SpokenEdit {
  when: RegExp;
  /** Sections in which the option may stand; the first that is there is meant. `{axis}` is the axis that is named. */
  sections: readonly string[];
  option: string;
  value(match: RegExpExecArray): string;
}

const NUMBER = '(-?\\d+(?:\\.\\d+)?)';
const PROBES = ['bltouch', 'probe', 'smart_effector', 'probe_eddy_current', 'beacon', 'scanner'];
const plain = (match: RegExpExecArray): string => match.at(-1)!;
const spoken = (
  words: string,
  option: string,
  sections: readonly string[],
  value: SpokenEdit['value'] = plain,
): SpokenEdit => ({ when: new RegExp(`${words}.*?${NUMBER}`), sections, option, value });

/** Settings as people call them, where that is not the option's own name. */
const EDITS: readonly SpokenEdit[] = [
  {
    when: /(?:\bmesh\b|probe[_ ]count|points|\bgrid\b).*?(\d+) ?(?:points )?(?:x|by|times|\*|,) ?(\d+)|(\d+) ?(?:points )?(?:x|by|times) ?(\d+)\b.*(?:\bmesh\b|points|\bgrid\b)|(\d+) points (?:x|by|times) (\d+)/,
    sections: ['bed_mesh'],
    option: 'probe_count',
    value: (match) => `${match[1] ?? match[3] ?? match[5]}, ${match[2] ?? match[4] ?? match[6]}`,
  },
  {
    when: /\b(?:probe|bltouch|bl touch|cr touch|klicky|sensor)\b.*?(\d+(?:\.\d+)?) ?(?:mm )?(?:to the )?(left|right)\b/,
    sections: PROBES,
    option: 'x_offset',
    value: (match) => `${match[2] === 'left' ? '-' : ''}${match[1]}`,
  },
  {
    when: /\b(?:probe|bltouch|bl touch|cr touch|klicky|sensor)\b.*?(\d+(?:\.\d+)?) ?(?:mm )?(?:in |to the )?(front|before|behind|back)\b/,
    sections: PROBES,
    option: 'y_offset',
    value: (match) => `${/front|before/.test(match[2] ?? '') ? '-' : ''}${match[1]}`,
  },
  spoken('\\bx[ _-]offset\\b', 'x_offset', PROBES),
  spoken('\\by[ _-]offset\\b', 'y_offset', PROBES),
  spoken('\\b(?:probe|bltouch)\\b.*\\bz[ _-]offset\\b', 'z_offset', PROBES),
  spoken('\\b(?:max(?:imum)? )?z (?:speed|velocity)\\b', 'max_z_velocity', ['printer']),
  spoken('\\b(?:max(?:imum)? )?z accel\\w*\\b', 'max_z_accel', ['printer']),
  spoken('\\bmax(?:imum)? (?:speed|velocity)\\b', 'max_velocity', ['printer']),
  spoken('\\b(?:max(?:imum)? )?accel\\w*\\b', 'max_accel', ['printer']),
  spoken('\\bcorner (?:speed|velocity)\\b', 'square_corner_velocity', ['printer']),
  spoken('\\bnozzle (?:size|diameter)\\b', 'nozzle_diameter', ['extruder']),
  spoken('\\bcurrent\\b', 'run_current', [
    'tmc2209 {axis}',
    'tmc2208 {axis}',
    'tmc2130 {axis}',
    'tmc5160 {axis}',
    'tmc2240 {axis}',
  ]),
  spoken('\\bmicro ?steps\\b', 'microsteps', ['{axis}']),
  spoken('\\bhoming speed\\b', 'homing_speed', ['{axis}']),
  spoken('\\bidle ?timeout\\b', 'timeout', ['idle_timeout']),
];

/** The axis' stepper that a text names; the extruder when that is said. */
function stepperIn(text: string): string {
  if (/\bextruder\b/.test(text)) return 'extruder';
  const axis = /\b([xyz][1-3]?)\b(?! ?(?:offset|by))/.exec(text)?.[1] ?? '';
  return `stepper_${axis}`;
}

/** A change of the config said in everyday words, with the section it belongs to; null for anything else. */
export function spokenEdit(said: string, sections: readonly Section[]): Edit | null {
  const folded = said.replace(/\bfrom \d.*?\bto (?=\d)/, 'to '); // what was is not what shall be
  for (const { when, sections: possible, option, value } of EDITS) {
    const match = when.exec(folded);
    if (!match) continue;
    const names = possible.map((name) => name.replace('{axis}', stepperIn(folded)));
    const section = names.map((name) => sections.find((item) => item.name === name)).find(Boolean);
    if (section) return { section: section.name, option, value: value(match) };
  }
  return null;
}

/** What an option is called by people who ask for its value. */
const CALLED: [RegExp, string][] = [
  [/\bz (?:speed|velocity)\b/, 'max_z_velocity'],
  [/\bz accel\w*\b/, 'max_z_accel'],
  [/\b(?:mesh|probe|probing) points\b|\bhow many points\b|\bmesh (?:size|grid)\b/, 'probe_count'],
  [/\bmax(?:imum)? (?:speed|velocity)\b/, 'max_velocity'],
  [/\bmax(?:imum)? accel\w*\b/, 'max_accel'],
  [/\bcurrent (?:of|for|on)\b|\b(?:motor|stepper|run) current\b/, 'run_current'],
  [/\bcorner (?:speed|velocity)\b/, 'square_corner_velocity'],
];

/** The options that a question names in everyday words, by their own names. */
export const optionsCalled = (folded: string): string =>
  CALLED.filter(([pattern]) => pattern.test(folded))
    .map(([, option]) => option)
    .join(' ');
