import { visible } from './format.ts';
import { fields, list, text } from './shape.ts';

/** Options of one section, before and after; null where one is not set. */
export interface SectionDiff {
  section: string;
  options: { option: string; before: string | null; after: string | null }[];
}

const lines = (value: unknown): string | null =>
  typeof value === 'string' ? value.trim().split('\n').map(visible).join('\n') : null;

/** The differences of a list, by section, in their order; what does not differ is left out. */
export function diffIn(changes: unknown, section = ''): SectionDiff[] {
  const groups = new Map<string, SectionDiff['options']>();
  for (const entry of list(changes)) {
    const change = fields(entry);
    const name = visible(text(change.section) || section);
    const [before, after] = [lines(change.before), lines(change.after)];
    if (before === after) continue;
    const options = groups.get(name) ?? [];
    options.push({ option: visible(text(change.option)), before, after });
    groups.set(name, options);
  }
  return [...groups].map(([name, options]) => ({ section: name, options }));
}
