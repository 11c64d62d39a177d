import type { MacroInfo } from '../../../../klipper/snapshot.ts';
import type { Section } from '../config-text.ts';
import type { ConfigFile } from './file.ts';

/** Where a macro stands in the configuration file. */
export const macroSection = (config: ConfigFile | null, { name }: MacroInfo): Section | undefined =>
  config?.sections.find((section) => section.name.toUpperCase() === `GCODE_MACRO ${name.toUpperCase()}`);

/** The lines of a macro as they stand there, without the indentation they share. */
export function bodyOf(section: Section | undefined): string[] {
  const [, after = ''] = section?.body.split(/^gcode\s*[:=]/m) ?? [];
  const [first = '', ...rest] = after.split('\n');
  const end = rest.findIndex((line) => /^[^\s#]/.test(line));
  const lines = (end < 0 ? rest : rest.slice(0, end)).filter((line) => line.trim());
  const indent = Math.min(...lines.map((line) => line.search(/\S/)), 80);
  return [...(first.trim() ? [first.trim()] : []), ...lines.map((line) => line.slice(indent).trimEnd())];
}

/** An option of a macro as text, its lines included. */
export const optionOf = (section: Section, option: string): string =>
  option === 'gcode'
    ? bodyOf(section).join('\n')
    : (new RegExp(`^${option}\\s*[:=]\\s*(.*)$`, 'm').exec(section.body)?.[1]?.trim() ?? '');
