import { list } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { isFiller, references, type Clause } from '../../understand/clause.ts';
import { fold } from '../../normalise/text.ts';
import { foldedOf } from '../../understand/frames.ts';
import { CHANGES } from '../deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { isPrinting, notReady, offline, whilePrinting } from '../guards.ts';
import { tooCold } from '../cold-nozzle.ts';
import { findMeantMacro, findNearMacro, macrosLike } from '../near-macro.ts';
import { startPrint } from './job.ts';
import type { Handlers } from './types.ts';

export const MACRO_HANDLERS: Handlers = {
  list_macros(desk) {
    const away = offline(desk);
    if (away) return away;
    const { macros } = snapshotOf(desk)!;
    if (!macros.length) return said(say(desk.language, 'noMacros'));
    const names = macros.map((macro) =>
      macro.description ? `${macro.name} (${macro.description})` : macro.name,
    );
    return said(say(desk.language, 'macros', { names: names.join('; ') }));
  },
  macro_facts(desk, { clause }) {
    const away = offline(desk);
    if (away) return away;
    const macro = macroOf(desk, clause) ?? findMeantMacro(clause, snapshotOf(desk)!.macros);
    if (!macro) return MACRO_HANDLERS.list_macros!(desk, { clause } as never);
    const params = macro.params.length
      ? say(desk.language, 'macroParams', { params: macro.params.join(', ') })
      : say(desk.language, 'macroNoParams');
    return said(
      say(desk.language, 'macroFacts', {
        name: macro.name,
        description: macro.description || 'no description.',
        params: ` ${params.trim()}`,
      }),
    );
  },
  run_macro: (desk, { clause }) => runMacro(desk, clause),
  send_gcode(desk, { clause }) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const line = rawLine(clause);
    if (!line || !desk.tools.has(CHANGES.gcode([]).tool)) return said(say(desk.language, 'rawGcodeNo'));
    if (
      isPrinting(snapshotOf(desk)!) &&
      /^(G28|G29|G0|G1|BED_MESH|PROBE|SAVE_CONFIG|RESTART|FIRMWARE)/i.test(line)
    )
      return whilePrinting(desk, line) as Outcome;
    return proposed(say(desk.language, 'rawGcode', { line }), CHANGES.gcode([line]));
  },
};

function macroOf(desk: Desk, clause: Clause) {
  const { macros } = snapshotOf(desk)!;
  const exact = clause.text.split(/[^\w]+/).find((word) => macros.some((macro) => macro.name === word));
  if (exact) return macros.find((macro) => macro.name === exact) ?? null;
  const named = references(clause, 'macro').map((item) => item.id);
  const longest = named.sort((a, b) => b.length - a.length)[0];
  return macros.find((macro) => macro.name === longest) ?? null;
}

function runMacro(desk: Desk, clause: Clause): Outcome {
  const blocked = notReady(desk);
  if (blocked) return blocked;
  const macro =
    macroOf(desk, clause) ??
    findNearMacro(clause, snapshotOf(desk)!.macros) ??
    findMeantMacro(clause, snapshotOf(desk)!.macros);
  if (!macro) {
    const several = macrosLike(clause, snapshotOf(desk)!.macros);
    if (several.length > 1)
      return said(
        say(desk.language, 'fileWhich', {
          names: list(
            several.map(({ name }) => name),
            desk.language,
            'or',
          ),
        }),
      );
    const isMacro = clause.terms.some((term) => term.concepts.includes('macro'));
    const names = list(
      snapshotOf(desk)!.macros.map((item) => item.name),
      desk.language,
    );
    return isMacro
      ? said(
          say(desk.language, 'macroMissing', {
            name: clause.terms
              .filter((term) => term.unknown && !isFiller(term))
              .map((term) => term.raw)
              .join(' '),
            names,
          }),
        )
      : startPrint(desk, clause);
  }
  return runMacroNamed(desk, macro.name, paramsOf(clause.folded, macro.params));
}

/** Macros that drive somewhere without homing by themselves, as their names tell. */
const DRIVES = /park|clean|wipe|brush|scrub|purge|prime|present/i;

/** Proposes a macro: not while a print runs where it would spoil it, and homed first where it only drives. */
export function runMacroNamed(desk: Desk, name: string, params: Record<string, number> = {}): Outcome {
  const blocked = notReady(desk);
  if (blocked) return blocked;
  // A macro may heat by itself; where it is to be run cold, the filament would be ground.
  const isCold = OF_FILAMENT.test(name) && STAYS_COLD.test(foldedOf(desk.frames));
  const cold = isCold ? tooCold(desk, snapshotOf(desk)!) : null;
  if (cold) return cold;
  const needsRest =
    /home|g28|load|unload|park|clean|wipe|nozzle|calib|mesh|level|purge|start_print|print_start/i.test(
      name,
    ) && !/^(m600|pause|resume)/i.test(name);
  const busy = needsRest ? whilePrinting(desk, name) : null;
  if (busy) return busy;
  const unhomed =
    snapshotOf(desk)!.toolhead.homedAxes.length < 3 && DRIVES.test(name) && !/print/i.test(name);
  const shown = Object.entries(params)
    .map(([param, value]) => ` ${param}=${value}`)
    .join('');
  const run = CHANGES.macro(name, Object.keys(params).length ? params : undefined);
  const homesAlready = desk.frames.some(({ intent, role }) => intent?.id === 'home' && role === 'do');
  return proposed(
    say(desk.language, unhomed ? 'macroHomed' : 'macroRun', { name, params: shown }),
    ...(unhomed && !homesAlready ? [CHANGES.home(), run] : [run]),
  );
}

const OF_FILAMENT = /^(?:un)?load_?filament|^filament_(?:un)?load$|^m70[12]$/i;
const STAYS_COLD = /\b(?:cold|do not heat|without heat\w*|no heat\w*|unheated)\b/;

/** "with BED=70 EXTRUDER 215", "bed 70": values of declared parameters only. */
export function paramsOf(folded: string, declared: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  const text = folded.replace(/=/g, ' ');
  for (const name of declared) {
    const words = fold(name).replace(/_/g, '[ _]');
    const match = new RegExp(
      `\\b${words}(?:[ _]?temp(?:erature)?)?\\s*(?:of|to|at|is|=)?\\s*(-?\\d+(?:\\.\\d+)?)`,
    ).exec(text);
    if (match?.[1]) found[name] = Number(match[1]);
  }
  return found;
}

/** One simple line of G-code as the person wrote it, upper case, without comment. */
function rawLine(clause: Clause): string | null {
  const text = clause.text
    .replace(/^(?:please\s+)?(?:send|run|execute|issue|do|skicka|sende|envia|envoie)\s+/i, '')
    .replace(/[.!?]+$/, '')
    .trim();
  return /^[A-Za-z][\w.]*( [A-Za-z_]+=?-?[\w.]*)*$/.test(text) && text.length < 120
    ? text.toUpperCase()
    : null;
}
