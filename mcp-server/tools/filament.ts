import { z } from 'zod';
import { card } from '../card.ts';
import { minExtrudeCelsius } from '../facts/heaters.ts';
import { jobFingerprint, refuseWhilePrinting } from '../facts/job.ts';
import { failureOf, sendGcode } from '../facts/send.ts';
import { between } from '../inputs.ts';
import { macroProblem } from '../macros/allow.ts';
import { findMacro } from '../macros/find.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { celsiusText } from '../text.ts';
import { defineTool } from '../tool.ts';
import type { Printer } from '../../src/klipper/printer.ts';

const DEFAULT_LENGTH = { load: 50, unload: 80, extrude: 10, retract: 10 };
const DEFAULT_SPEED_MM_S = 5;
const MACRO = { load: 'LOAD_FILAMENT', unload: 'UNLOAD_FILAMENT' };

interface FilamentArgs {
  action: 'load' | 'unload' | 'extrude' | 'retract';
  length_mm?: number;
  speed_mm_s?: number;
}

export const filament = defineTool({
  name: 'filament',
  title: 'Move filament',
  description: 'Loads, unloads, extrudes or retracts filament with a hot nozzle.',
  effect: 'changes',
  destructive: false,
  toolset: 'control',
  alters: ['position'],
  input: z.object({
    action: z.enum(['load', 'unload', 'extrude', 'retract']),
    length_mm: between(1, 150).optional(),
    speed_mm_s: between(0.5, 10).optional(),
  }),
  output: z.object({ action: z.string(), length_mm: z.number().nullable() }),

  check(args, { printer, willChange }) {
    const printing = refuseWhilePrinting(printer, willChange, 'filament');
    if (printing) return printing;
    const macro = macroFor(printer, args);
    const problem = macro ? macroProblem(printer, macro) : null;
    return problem ?? (willChange.has('targets') ? null : refuseCold(printer));
  },

  summarise(args, { printer }) {
    const macro = macroFor(printer, args);
    const length = lengthOf(args);
    const titles = {
      load: macro ? `Load filament with ${macro}` : `Load ${length} mm of filament`,
      unload: macro ? `Unload filament with ${macro}` : `Unload: pull ${length} mm of filament back`,
      extrude: `Extrude ${length} mm of filament`,
      retract: `Retract ${length} mm of filament`,
    };
    return card({
      title: titles[args.action],
      meaning: `The nozzle is at ${celsiusText(nozzleOf(printer)?.celsius)}.`,
      hazard: 'Hot plastic comes out of the nozzle.',
      rechecked: 'The nozzle is hot enough and no print runs.',
    });
  },

  depends: (_args, { printer }) => jobFingerprint(printer),

  async run(args, context) {
    const { printer } = context;
    const macro = macroFor(printer, args);
    const failure = failureOf(await sendGcode(context, macro ? [macro] : linesFor(printer, args), 300_000));
    if (failure) return failure;
    const length = macro ? null : lengthOf(args);
    const how = macro ? `${macro} has run.` : `Done: ${args.action}, ${length} mm.`;
    return { status: 'done', text: how, result: { action: args.action, length_mm: length } };
  },
});

/** The printer's own macro knows its path from spool to nozzle; a given length overrides it. */
function macroFor(printer: Printer, { action, length_mm }: FilamentArgs): string | null {
  if (length_mm !== undefined || (action !== 'load' && action !== 'unload')) return null;
  return findMacro(printer, MACRO[action])?.name ?? null;
}

function lengthOf({ action, length_mm }: FilamentArgs): number {
  return length_mm ?? DEFAULT_LENGTH[action];
}

function nozzleOf(printer: Printer) {
  const snapshot = printer.snapshot();
  return snapshot.sensors.find((sensor) => sensor.id === (snapshot.toolhead.activeExtruder ?? 'extruder'));
}

function refuseCold(printer: Printer): Refusal | null {
  const nozzle = nozzleOf(printer);
  const lowest = minExtrudeCelsius(printer);
  if (nozzle && nozzle.celsius !== null && nozzle.celsius >= lowest) return null;
  return refuse(
    'too-cold',
    `The nozzle is at ${celsiusText(nozzle?.celsius)}; below ${celsiusText(lowest)} filament does not move.`,
    'Heat it first with set_temperature and wait.',
  );
}

/** Klipper refuses an extrude-only move above its limit, so a long way is made of several. */
function linesFor(printer: Printer, args: FilamentArgs): string[] {
  const longest = Math.min(50, printer.snapshot().limits.maxExtrudeOnlyMillimetres ?? 50);
  const back = args.action === 'unload' || args.action === 'retract';
  const feed = Math.round((args.speed_mm_s ?? DEFAULT_SPEED_MM_S) * 60);
  const moves: string[] = [];
  for (let left = lengthOf(args); left > 1e-9; left -= longest) {
    moves.push(`G1 E${back ? '-' : ''}${Number(Math.min(left, longest).toFixed(3))} F${feed}`);
  }
  return [
    'SAVE_GCODE_STATE NAME=cloud_print',
    'M83',
    ...moves,
    'RESTORE_GCODE_STATE NAME=cloud_print',
    'M400',
  ];
}
