import type { Printer } from '../../src/klipper/printer.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { DENIED_ACTIONS, DENIED_COMMANDS, HARMLESS_IN_PRINT, NOTED_COMMANDS } from './denied.ts';
import { commandsOf, macroBody } from './find.ts';

export interface MacroVerdict {
  /** Commands that may never run, with why and through which macro. */
  denied: string[];
  /** What a person should know before approving. */
  notes: string[];
  /** True when nothing in it moves or heats. */
  harmlessInPrint: boolean;
  /** True when the first thing it does, whatever holds, is to pause the print: a filament change. */
  pausesFirst: boolean;
}

/** PAUSE before anything else; what only sets variables, comments or keeps the state may stand before it, no condition. */
const PAUSES_FIRST =
  /^(?:\s+|[#;].*\n|\{%\s*set\s[^%]*%\}|\{#[^#]*#\}|(?:SAVE_GCODE_STATE|M117|M118|RESPOND)\b.*\n)*PAUSE\b/i;

const DEEPEST = 8;

/** Looks through a macro's body and those of the macros it calls. */
export function judgeMacro(printer: Printer, name: string): MacroVerdict {
  const verdict: MacroVerdict = { denied: [], notes: [], harmlessInPrint: true, pausesFirst: false };
  look(printer, name.toUpperCase(), verdict, new Set(), 0);
  verdict.pausesFirst = PAUSES_FIRST.test(macroBody(printer, name.toUpperCase()) ?? '');
  if (verdict.pausesFirst) verdict.notes.push(`${name.toUpperCase()} pauses the print first.`);
  return verdict;
}

function look(printer: Printer, name: string, verdict: MacroVerdict, seen: Set<string>, depth: number): void {
  if (seen.has(name) || depth > DEEPEST) return;
  seen.add(name);
  const body = macroBody(printer, name);
  if (body === undefined) {
    verdict.denied.push(`the body of ${name} cannot be read`);
    return;
  }
  if (DENIED_ACTIONS.some((action) => action.test(body))) {
    verdict.denied.push(`${name} calls a remote method or stops the printer`);
  }
  for (const command of commandsOf(body)) judgeCommand(printer, name, command, verdict, seen, depth);
}

function judgeCommand(
  printer: Printer,
  macro: string,
  command: string,
  verdict: MacroVerdict,
  seen: Set<string>,
  depth: number,
): void {
  const denied = DENIED_COMMANDS.get(command);
  if (denied) verdict.denied.push(`${macro} uses ${command}: ${denied}`);
  const noted = NOTED_COMMANDS.get(command);
  if (noted) verdict.notes.push(`${macro} ${noted}.`);
  if (macroBody(printer, command) !== undefined) return look(printer, command, verdict, seen, depth + 1);
  if (!HARMLESS_IN_PRINT.has(command)) verdict.harmlessInPrint = false;
}

/** A refusal when the macro reaches what may never run. */
export function macroProblem(printer: Printer, name: string): Refusal | null {
  const { denied } = judgeMacro(printer, name);
  if (denied.length === 0) return null;
  return refuse(
    'denied-macro',
    `${name} is not run from here: ${denied.join('; ')}.`,
    'The owner can run it at the printer.',
  );
}
