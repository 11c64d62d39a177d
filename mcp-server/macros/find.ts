import type { Printer } from '../../src/klipper/printer.ts';
import type { MacroInfo } from '../../src/klipper/snapshot.ts';
import { DENIED_ANYWHERE } from './denied.ts';

/** A macro by name, whatever the letter case. */
export function findMacro(printer: Printer, name: string): MacroInfo | undefined {
  const wanted = name.trim().toUpperCase();
  return printer.snapshot().macros.find((macro) => macro.name.toUpperCase() === wanted);
}

/** The body of a macro, or undefined when there is none of that name. */
export function macroBody(printer: Printer, name: string): string | undefined {
  const wanted = `gcode_macro ${name}`.toLowerCase();
  for (const [section, options] of Object.entries(printer.settings())) {
    if (section.toLowerCase() === wanted && typeof options?.gcode === 'string') return options.gcode;
  }
  return undefined;
}

const BLOCK = /\{%[^%]*%\}/g;
const WORD = /^\s*(?:[Nn]\d+\s*)?([A-Za-z_][A-Za-z0-9_]*|[A-Za-z]\s*\d+(?:\.\d+)?)/;

/** The commands a body can reach, upper case. A line that begins with an expression counts as unknown: `{`. */
export function commandsOf(body: string): Set<string> {
  const commands = new Set<string>();
  for (const line of body.split(/\r\n|\r|\n/)) {
    const bare = line.replace(/[;#].*$/, '');
    for (const [name, pattern] of DENIED_ANYWHERE) if (pattern.test(bare)) commands.add(name);
    const text = bare.replace(BLOCK, ' ').trim();
    if (text === '') continue;
    if (text.startsWith('{')) {
      // An expression that only calls an action is looked at by name elsewhere; others could make any command.
      commands.add(/^\{\s*action_\w+\s*\(.*\)\s*\}$/s.test(text) ? 'ACTION' : '{');
      continue;
    }
    const name = WORD.exec(text)?.[1];
    if (name) commands.add(classic(name));
  }
  return commands;
}

/** `g1x10` begins with G1; `M 104` is M104. */
function classic(name: string): string {
  const upper = name.toUpperCase().replace(/\s+/g, '');
  return /^([GMT]\d+)[A-Z]/.exec(upper)?.[1] ?? upper;
}
