import { COMMANDS } from '../printtime/commands.ts';
import { isBuiltIn } from '../printtime/notIncluded.ts';
import type { GcodeLine } from '../printtime/words.ts';
import type { RehearsalPrinter } from './types.ts';

/** Whether this printer carries a command out, or passes over it in silence as Klipper does with switching off. */
export function hasCommand({ commands, model }: RehearsalPrinter, { command, words }: GcodeLine): boolean {
  if (commands?.has(command)) return true;
  const off = Number(words.get('S') ?? 0) === 0;
  if (off && ['M104', 'M140', 'M106', 'M107'].includes(command)) return true;
  if (command === 'T0') return true;
  // A list without G1 names only the commands that have a help text.
  if (commands?.has('G1')) return false;
  if (command === 'G2' || command === 'G3') return model.arcResolution !== null;
  if (command === 'G10' || command === 'G11') return model.firmwareRetraction !== null;
  return COMMANDS.has(command) || isBuiltIn(command);
}
