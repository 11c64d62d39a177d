import { z } from 'zod';
import { judgeMacro } from '../macros/allow.ts';
import { visible } from '../text.ts';
import { defineTool } from '../tool.ts';

export const listMacros = defineTool({
  name: 'list_macros',
  title: 'Macros',
  description: "The printer's macros with their parameters.",
  effect: 'reads',
  toolset: 'advanced',
  input: z.object({}),
  output: z.object({
    macros: z.array(
      z.object({
        name: z.string(),
        description: z.string(),
        params: z.array(z.string()),
        denied: z.array(z.string()),
      }),
    ),
  }),
  run(_args, { printer }) {
    const macros = printer.snapshot().macros.map((macro) => ({
      name: visible(macro.name, 60),
      description: visible(macro.description, 200),
      params: macro.params.map((name) => visible(name, 40)),
      denied: judgeMacro(printer, macro.name).denied,
    }));
    const lines = macros.map((macro) => {
      const params = macro.params.length > 0 ? ` (${macro.params.join(', ')})` : '';
      const denied = macro.denied.length > 0 ? ' [not run from here]' : '';
      return `${macro.name}${params}: ${macro.description || 'no description'}${denied}`;
    });
    return { data: { macros }, text: lines.join('\n') || 'This printer has no macros.' };
  },
});
