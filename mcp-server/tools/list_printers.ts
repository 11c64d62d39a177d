import { z } from 'zod';
import { isoTime } from '../clock.ts';
import { stateWord } from '../facts/job.ts';
import { visible } from '../text.ts';
import { defineTool } from '../tool.ts';

export const listPrinters = defineTool({
  name: 'list_printers',
  title: 'List printers',
  description: 'Lists your printers with id, name and state.',
  effect: 'reads',
  ofServer: true,
  toolset: 'core',
  input: z.object({}),
  output: z.object({
    printers: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        state: z.string(),
        role: z.string(),
        observed_at: z.string().nullable(),
        stale: z.boolean(),
      }),
    ),
  }),
  run(_args, { principal, printers }) {
    const list = printers.list(principal).map((printer) => {
      const snapshot = printer.snapshot();
      return {
        id: printer.id,
        name: visible(printer.name, 80),
        state: stateWord(snapshot),
        role: principal.roles.get(printer.id) ?? 'viewer',
        observed_at: isoTime(snapshot.observedAtMs),
        stale: snapshot.stale,
      };
    });
    const lines = list.map(({ name, id, state }) => `${name} (${id}): ${state}`);
    return { data: { printers: list }, text: lines.join('\n') || 'There is no printer yet.' };
  },
});
