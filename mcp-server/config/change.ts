import { configLines, normalSection } from './ini.ts';

export type Changes = ReadonlyMap<string, string | null>;

/** The file with options of one section set, added or (null) taken out; everything else stays as it is. */
export function changeSection(text: string, section: string, changes: Changes): string {
  const wanted = normalSection(section).toLowerCase();
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = configLines(text);
  const out: string[] = [];
  const left = new Map([...changes].map(([option, value]) => [option.toLowerCase(), value]));
  let lastOfSection = -1;
  let replacing: string | null = null;

  for (const line of lines) {
    const mine = !line.saved && line.section?.toLowerCase() === wanted;
    if (mine && line.option !== null && changesHas(changes, line.option)) {
      const first = replacing !== line.option;
      replacing = line.option;
      // Lines that continue a replaced option go with it; blank ones and comments between stay.
      if (!first && (/^\s+\S/.test(line.text) || line.text.trim() === '')) {
        if (line.text.trim() === '') out.push(line.text);
        continue;
      }
      if (first) {
        const value = left.get(line.option) ?? null;
        left.delete(line.option);
        if (value !== null) out.push(...optionLines(line.option, value));
        lastOfSection = out.length;
        continue;
      }
    } else replacing = null;
    out.push(line.text);
    if (mine && line.text.trim() !== '') lastOfSection = out.length;
  }
  const added = [...left].filter((entry): entry is [string, string] => entry[1] !== null);
  if (added.length > 0) insert(out, lastOfSection, section, added);
  return withoutEmptied(out, wanted, changes).join(ending);
}

/** A section all of whose options are taken out goes too: an empty one, such as a macro without lines, stops Klipper. */
function withoutEmptied(lines: string[], wanted: string, changes: Changes): string[] {
  const read = configLines(lines.join('\n'));
  const mine = read.filter((line) => !line.saved && line.section?.toLowerCase() === wanted);
  const isEmptied =
    [...changes.values()].every((value) => value === null) && mine.every((line) => line.option === null);
  const isHeading = (line: (typeof read)[number]) => mine.includes(line) && line.text.startsWith('[');
  return isEmptied ? read.filter((line) => !isHeading(line)).map((line) => line.text) : lines;
}

function changesHas(changes: Changes, option: string): boolean {
  return [...changes.keys()].some((key) => key.toLowerCase() === option);
}

/** At the end of the section, or as a new section before the block that SAVE_CONFIG keeps. */
function insert(out: string[], lastOfSection: number, section: string, added: [string, string][]): void {
  const lines = added.flatMap(([option, value]) => optionLines(option, value));
  if (lastOfSection >= 0) {
    out.splice(lastOfSection, 0, ...lines);
    return;
  }
  const saved = out.findIndex((line) => /^#\*# <-+ SAVE_CONFIG/.test(line));
  const end = saved >= 0 ? saved : trimmedLength(out);
  out.splice(end, 0, ...(end > 0 ? [''] : []), `[${normalSection(section)}]`, ...lines, '');
}

function trimmedLength(lines: string[]): number {
  let end = lines.length;
  while (end > 0 && lines[end - 1]!.trim() === '') end -= 1;
  return end;
}

/** Klipper reads further lines of a value by their indentation. */
function optionLines(option: string, value: string): string[] {
  const [first = '', ...rest] = value.split('\n');
  if (rest.length === 0 && option !== 'gcode') return [`${option}: ${first}`];
  return [
    `${option}:`,
    ...[first, ...rest].filter((line) => line.trim() !== '').map((line) => `    ${line.trimEnd()}`),
  ];
}
