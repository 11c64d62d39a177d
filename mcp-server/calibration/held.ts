import type { Printer } from '../../src/klipper/printer.ts';
import { readConfigFile } from '../config/files.ts';
import { normalSection } from '../config/ini.ts';
import { savedValues, type SavedValues } from '../config/saved-block.ts';
import { isRefusal, refusalFromError } from '../refusal.ts';
import type { PendingChange } from './pending.ts';

export const CONFIG_FILE = 'printer.cfg';

/** printer.cfg as it stands on the printer now; null where it cannot be read. */
export async function configNow(printer: Printer, signal?: AbortSignal): Promise<string | null> {
  try {
    const file = await readConfigFile(printer, CONFIG_FILE, signal);
    return isRefusal(file) ? null : file.text;
  } catch (error) {
    if (!refusalFromError(error)) throw error;
    return null;
  }
}

/** Klipper and we set lines of one value apart with different white space. */
const bare = (value: string | null | undefined) => value?.trim().replace(/\s+/g, ' ') ?? null;

/** Each value of `wanted` that the saved block of the file does not hold, as `[section] option`. */
export function notHeld(text: string, wanted: readonly PendingChange[]): string[] {
  const held = new Map([...savedValues(text)].map(([section, options]) => [section.toLowerCase(), options]));
  return wanted
    .filter(({ section, option, after }) => {
      const options = held.get(normalSection(section).toLowerCase());
      return option === '' ? options !== undefined : bare(options?.get(option.toLowerCase())) !== bare(after);
    })
    .map(({ section, option }) => `[${section}] ${option}`.trim());
}

/** All values of a saved block, to be looked for in a file. */
export const valuesIn = (saved: SavedValues) =>
  [...saved].flatMap(([section, options]) =>
    [...options].map(([option, after]) => ({ section, option, after })),
  );
