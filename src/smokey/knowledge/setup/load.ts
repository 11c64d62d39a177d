import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promptsFolder } from '../../prompt/folder.ts';
import { createNameIndex, type NameIndex } from './names.ts';
import type { Board, Check, FlashMethod, PrinterModel } from './types.ts';

function readEntries<T>(file: string, list: string): T[] {
  const path = join(promptsFolder(), 'setup', file);
  const entries = (JSON.parse(readFileSync(path, 'utf8')) as Record<string, T[] | undefined>)[list];
  if (!Array.isArray(entries) || !entries.length)
    throw new Error(`${path} has no "${list}". Copy prompts/setup from a whole checkout.`);
  return entries;
}

/** Every board; read anew at each call, because a megabyte that is asked for once a month need not stay. */
export const readBoards = (): Board[] => readEntries<Board>('boards.json', 'boards');
export const readPrinters = (): PrinterModel[] => readEntries<PrinterModel>('printers.json', 'printers');
export const readFlashMethods = (): FlashMethod[] =>
  readEntries<FlashMethod>('flash-methods.json', 'methods');
export const readChecks = (): Check[] => readEntries<Check>('checks.json', 'checks');

let names: { boards: NameIndex; printers: NameIndex } | null = null;

/** The names by which boards and printers are found: read at the first question about one, then kept. */
export function setupNames(): { boards: NameIndex; printers: NameIndex } {
  names ??= { boards: createNameIndex(readBoards()), printers: createNameIndex(readPrinters()) };
  return names;
}
