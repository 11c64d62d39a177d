import { fold } from '../normalise/text.ts';
import type { Clause } from '../understand/clause.ts';

/** A section of a Klipper config file. */
export interface Section {
  name: string;
  body: string;
  options: string[];
}

export function readSections(text: string): Section[] {
  const sections: Section[] = [];
  for (const part of text.split(/\n(?=\[)/)) {
    const match = /^\s*(?:#[^\n]*\n)*\[([^\]\n]+)\]([\s\S]*)$/.exec(part.replace(/^[^[]*(?=\[)/, ''));
    if (!match?.[1]) continue;
    const body = match[2] ?? '';
    const options = [...body.matchAll(/^([A-Za-z_][\w-]*)\s*[:=]/gm)].map((item) => item[1]!);
    sections.push({ name: match[1].trim(), body, options });
  }
  return sections;
}

/** Everyday words for sections. */
const WORDS: [RegExp, string][] = [
  [/\b(nozzle|hotend|extruder|dusen?|munstycket?|boquilla|buse)\b/, 'extruder'],
  [/\b(bed|heatbed|plate)\b/, 'heater_bed'],
  [/\b(mesh)\b/, 'bed_mesh'],
  [/\b(part fan|fan)\b/, 'fan'],
  [/\b(input shap\w+|shapers?)\b/, 'input_shaper'],
  [/\b(runout|filament sensor)\b/, 'filament_switch_sensor runout'],
  [/\b(accelerometer|adxl)\b/, 'adxl345'],
  [/\b(probe|bltouch|bl touch)\b/, 'bltouch'],
  [/\b(probe)\b/, 'probe'],
  [/\bx (stepper|motor|axis)\b|\bstepper x\b/, 'stepper_x'],
  [/\by (stepper|motor|axis)\b|\bstepper y\b/, 'stepper_y'],
  [/\bz (stepper|motor|axis)\b|\bstepper z\b/, 'stepper_z'],
  [/\bscrews?\b/, 'screws_tilt_adjust'],
  [/\b(kinematics|printer section|printer block)\b/, 'printer'],
  [/\b(mcu|mainboard|serial)\b/, 'mcu'],
];

/** The second, third or fourth extruder, by number or side; 0 for the first or none. */
function extruderIndex(text: string): number {
  if (!/\b(?:nozzle|hotend|hot end|extruder|tool|t[1-3]|head)\b/.test(text)) return 0;
  if (/\b(?:second|2nd|right|t1|tool 1|extruder ?1|other)\b/.test(text)) return 1;
  if (/\b(?:third|3rd|t2|tool 2|extruder ?2)\b/.test(text)) return 2;
  return /\b(?:fourth|4th|t3|tool 3|extruder ?3)\b/.test(text) ? 3 : 0;
}

/** The section a clause names: in brackets, by its name, or by an everyday word. */
export function sectionFor(
  clause: Pick<Clause, 'text' | 'folded'>,
  sections: readonly Section[],
): Section | null {
  const text = fold(clause.text);
  const bracket = /\[([^\]]+)\]/.exec(text)?.[1]?.trim();
  const exact = bracket ? sections.filter((section) => fold(section.name) === bracket).at(-1) : undefined;
  if (bracket) return exact ?? null;
  const spoken = [...sections]
    .sort((a, b) => b.name.length - a.name.length)
    .find((section) => {
      const name = fold(section.name);
      return (
        name.length > 2 &&
        name !== 'printer' &&
        new RegExp(`\\b${name.replace(/[^\w ]/g, '.').replace(/[ _]/g, '[ _]')}\\b`).test(text)
      );
    });
  if (spoken) return spoken;
  const index = extruderIndex(clause.folded);
  const extruder = index ? sections.find((section) => section.name === `extruder${index}`) : undefined;
  if (extruder) return extruder;
  for (const [pattern, name] of WORDS) {
    const found = pattern.test(clause.folded) ? sections.find((section) => section.name === name) : undefined;
    if (found) return found;
  }
  return null;
}
