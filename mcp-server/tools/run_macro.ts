import { z } from 'zod';
import type { Printer } from '../../src/klipper/printer.ts';
import { card } from '../card.ts';
import { jobFingerprint, jobPhase, refuseUnlessReady } from '../facts/job.ts';
import { failureOf, sendGcode } from '../facts/send.ts';
import { sha256 } from '../gate/canonical.ts';
import { line } from '../inputs.ts';
import { judgeMacro, macroProblem } from '../macros/allow.ts';
import { findMacro, macroBody } from '../macros/find.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { visible } from '../text.ts';
import { defineTool } from '../tool.ts';

type Params = Record<string, string | number>;

export const runMacro = defineTool({
  name: 'run_macro',
  title: 'Run a macro',
  description: 'Runs a macro of list_macros with its declared params.',
  effect: 'changes',
  toolset: 'advanced',
  alters: ['homed', 'position', 'targets', 'offset'],
  input: z.object({
    name: line(60),
    params: z.record(line(40), z.union([z.number(), line(60)])).optional(),
  }),
  output: z.object({ name: z.string(), output: z.array(z.string()) }),

  check({ name, params = {} }, { printer }) {
    const notReady = refuseUnlessReady(printer);
    if (notReady) return notReady;
    const macro = findMacro(printer, name);
    if (!macro) return refuse('no-macro', `There is no macro ${visible(name, 60)}.`, 'See list_macros.');
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(macro.name))
      return refuse('bad-name', 'This name cannot be sent safely.', '');
    return (
      macroProblem(printer, macro.name) ??
      refuseParams(macro.params, params) ??
      refuseInPrint(printer, macro.name)
    );
  },

  summarise({ name, params = {} }, { printer }) {
    const macro = findMacro(printer, name);
    if (!macro) return refuse('no-macro', `There is no macro ${visible(name, 60)}.`, 'See list_macros.');
    const { notes } = judgeMacro(printer, macro.name);
    return card({
      title: `Run ${lineOf(macro.name, params)}`,
      meaning: macro.description || 'The macro has no description.',
      hazard: ['A macro may move and heat the printer.', ...notes].join(' '),
      facts: [{ label: 'Macro', value: (macroBody(printer, macro.name) ?? '').trim().slice(0, 290) }],
      rechecked: 'The macro is still the same, and so is the job.',
    });
  },

  depends({ name }, { printer }) {
    return { ...jobFingerprint(printer), macro: sha256(macroBody(printer, name) ?? '') };
  },

  async run({ name, params = {} }, context) {
    const macro = findMacro(context.printer, name);
    if (!macro) return { status: 'refused', text: `There is no macro ${visible(name, 60)}.` };
    const outcome = await sendGcode(context, [lineOf(macro.name, params)], 900_000);
    const failure = failureOf(outcome);
    if (failure) return failure;
    const output = outcome.responses.map((text) => visible(text, 200)).slice(-20);
    return { status: 'done', text: `${macro.name} has run.`, result: { name: macro.name, output } };
  },
});

function refuseParams(declared: readonly string[], params: Params): Refusal | null {
  const known = declared.map((name) => name.toUpperCase());
  for (const [key, value] of Object.entries(params)) {
    if (!known.includes(key.toUpperCase())) {
      const takes = known.join(', ') || 'no parameters';
      return refuse('parameter', `The macro does not declare ${visible(key, 40)}.`, `It takes: ${takes}.`);
    }
    if (typeof value === 'string' && !/^[A-Za-z0-9_.+-]+$/.test(value)) {
      return refuse('parameter', `${visible(key, 40)} must be a number or one plain word.`, '');
    }
  }
  const keys = Object.keys(params).map((key) => key.toUpperCase());
  return new Set(keys).size === keys.length ? null : refuse('parameter', 'A parameter was given twice.', '');
}

/** Beside a running print only what neither moves nor heats, or pauses it before anything else. */
function refuseInPrint(printer: Printer, name: string): Refusal | null {
  if (jobPhase(printer.snapshot()) !== 'printing') return null;
  const { harmlessInPrint, pausesFirst } = judgeMacro(printer, name);
  if (harmlessInPrint || pausesFirst) return null;
  return refuse('printing', `A print is running, and ${name} may move or heat.`, 'Pause the print first.');
}

function lineOf(name: string, params: Params): string {
  const parts = Object.entries(params).map(([key, value]) => `${key.toUpperCase()}=${value}`);
  return [name, ...parts].join(' ');
}
