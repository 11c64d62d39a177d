import { configLines, optionValue } from './ini.ts';

/** Section → option → value as it stands there; further lines of a value follow a line break. */
export type SavedValues = ReadonlyMap<string, ReadonlyMap<string, string>>;

const HEAD = [
  '#*# <---------------------- SAVE_CONFIG ---------------------->',
  '#*# DO NOT EDIT THIS BLOCK OR BELOW. The contents are auto-generated.',
  '#*#',
];
const MARK = /^#\*#\s?/;

/** What SAVE_CONFIG has written at the end of a printer.cfg. */
export function savedValues(text: string): SavedValues {
  const sections = new Map<string, Map<string, string>>();
  for (const line of configLines(text)) {
    if (!line.saved || line.section === null) continue;
    const options = sections.get(line.section) ?? new Map<string, string>();
    sections.set(line.section, options);
    const bare = line.text.replace(MARK, '');
    if (line.option === null || bare.trim() === '') continue;
    const known = options.get(line.option);
    const first = /^[^:=]+[:=]\s*(.*)$/.exec(bare)?.[1] ?? '';
    options.set(line.option, known === undefined ? first.trim() : `${known}\n${bare.trim()}`);
  }
  return sections;
}

/** The file with its SAVE_CONFIG block replaced, in the form Klipper reads and writes. */
export function withSavedValues(text: string, values: SavedValues): string {
  const [own = ''] = text.split(HEAD[0]!);
  if (values.size === 0) return `${own.trimEnd()}\n`;
  const block = [...HEAD];
  for (const [section, options] of values) {
    block.push(`#*# [${section}]`);
    for (const [option, value] of options) {
      const [first = '', ...more] = value.split('\n');
      block.push(`#*# ${option} = ${first}`.trimEnd(), ...more.map((line) => `#*# \t${line}`));
    }
    block.push('#*#');
  }
  return `${own.trimEnd()}\n\n${block.join('\n')}\n`;
}

/**
 * The saved values that bring back what held when `then` was the printer.cfg. SAVE_CONFIG comments out, in the part
 * above, what it takes into its block: such a value goes back into the block, where it means the same.
 */
export function valuesOfBefore(now: string, then: string): SavedValues {
  const wanted = new Map([...savedValues(then)].map(([section, options]) => [section, new Map(options)]));
  for (const [section, options] of savedValues(now)) {
    for (const option of options.keys()) {
      if (wanted.get(section)?.has(option) || ownValue(now, section, option) !== null) continue;
      const before = ownValue(then, section, option);
      if (before === null) continue;
      const kept = wanted.get(section) ?? new Map<string, string>();
      wanted.set(section, kept.set(option, before));
    }
  }
  return wanted;
}

/** A value of the part that people write, without its comment. */
function ownValue(text: string, section: string, option: string): string | null {
  const [own = ''] = text.split(HEAD[0]!);
  return optionValue(own, section, option)?.value.replace(/\s+[#;].*$/, '') ?? null;
}

export interface SavedChange {
  section: string;
  option: string;
  before: string | null;
  after: string | null;
}

/** Each saved value that differs. */
export function savedChanges(now: SavedValues, wanted: SavedValues): SavedChange[] {
  const sections = new Set([...now.keys(), ...wanted.keys()]);
  return [...sections].flatMap((section) => {
    const [old, fresh] = [now.get(section), wanted.get(section)];
    return [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])]
      .map((option) => ({
        ...{ section, option },
        ...{ before: old?.get(option) ?? null, after: fresh?.get(option) ?? null },
      }))
      .filter(({ before, after }) => before !== after);
  });
}
