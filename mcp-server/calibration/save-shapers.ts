import type { Printer } from '../../src/klipper/printer.ts';
import { readConfigFile } from '../config/files.ts';
import { configLines, optionValue } from '../config/ini.ts';
import { savedValues, withSavedValues } from '../config/saved-block.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { Restoring } from './backups.ts';
import { CONFIG_FILE } from './held.ts';
import { refuseShapers, type ShaperWish } from './shapers.ts';

const SECTION = 'input_shaper';

/**
 * What printer.cfg becomes with the chosen shapers: they go into the block of SAVE_CONFIG, and what people have written
 * above is commented out, as Klipper itself does with the ones it has recommended.
 */
export async function prepareShapers(
  printer: Printer,
  wish: ShaperWish,
  signal?: AbortSignal,
): Promise<Restoring | Refusal> {
  const refused = refuseShapers(wish);
  if (refused) return refused;
  const now = await readConfigFile(printer, CONFIG_FILE, signal);
  if (isRefusal(now)) return now;
  const changes = optionsOf(wish)
    .map(([option, after]) => ({ option, after, now: optionValue(now.text, SECTION, option) }))
    .filter(({ after, now: before }) => before?.value !== after);
  if (changes.length === 0) return refuse('same', 'These shapers are saved already.', '');
  if (printer.settings()[SECTION] && !/^(#\*# )?\[input_shaper\]/m.test(now.text)) {
    return refuse(
      'elsewhere',
      `[${SECTION}] stands in another file than ${CONFIG_FILE}.`,
      'Change it there.',
    );
  }
  return {
    before: now.text,
    after: withBlock(withoutOwn(now.text, new Set(changes.map(({ option }) => option))), changes),
    changes: changes.map(({ option, after, now: before }) => ({
      section: SECTION,
      option,
      before: before?.value ?? null,
      after,
    })),
  };
}

function withoutOwn(text: string, options: ReadonlySet<string>): string {
  return configLines(text)
    .map(({ text: line, section, option, saved }) => {
      const own = !saved && section?.toLowerCase() === SECTION && option !== null && options.has(option);
      return own && /^[a-z]/i.test(line) ? `#${line}` : line;
    })
    .join('\n');
}

function withBlock(text: string, changes: readonly { option: string; after: string }[]): string {
  const saved = new Map(savedValues(text));
  const options = new Map(saved.get(SECTION) ?? []);
  for (const { option, after } of changes) options.set(option, after);
  return withSavedValues(text, saved.set(SECTION, options));
}

function optionsOf(wish: ShaperWish): [string, string][] {
  return (['x', 'y'] as const).flatMap((axis): [string, string][] => {
    const [type, hertz] = (wish[`shaper_${axis}`] ?? '').split('@');
    if (!type) return [];
    if (hertz === undefined) return [[`shaper_freq_${axis}`, '0']];
    return [
      [`shaper_type_${axis}`, type],
      [`shaper_freq_${axis}`, hertz],
    ];
  });
}
