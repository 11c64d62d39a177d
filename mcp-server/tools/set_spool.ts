import { z } from 'zod';
import { card } from '../card.ts';
import { failureOf, sendCommand } from '../facts/send.ts';
import { whole } from '../inputs.ts';
import { defineTool } from '../tool.ts';
import type { Printer } from '../../src/klipper/printer.ts';

const ACTIVE = z.object({ spool_id: z.number().nullable() });

export const setSpool = defineTool({
  name: 'set_spool',
  title: 'Choose the spool',
  description: 'Sets the active Spoolman spool; 0 is none.',
  effect: 'changes',
  destructive: false,
  toolset: 'control',
  input: z.object({ spool_id: whole(0, 1_000_000) }),
  output: z.object({ active: z.number().nullable() }),

  async check(_args, { printer }) {
    await activeSpool(printer);
    return null;
  },
  async summarise({ spool_id }, { printer }) {
    const active = await activeSpool(printer);
    return card({
      title: spool_id === 0 ? 'Set no spool active' : `Set spool ${spool_id} active`,
      meaning: active === null ? 'No spool is active now.' : `Spool ${active} is active now.`,
      rechecked: 'That Spoolman still answers.',
    });
  },
  depends: () => ({}),
  async run({ spool_id }, context) {
    const params = { spool_id: spool_id === 0 ? null : spool_id };
    const failure = failureOf(await sendCommand(context, 'server.spoolman.post_spool_id', params));
    if (failure) return failure;
    const active = await activeSpool(context.printer);
    if (active !== params.spool_id)
      return { status: 'unknown', text: `Spool ${active ?? 'none'} is active.` };
    return {
      status: 'done',
      text: active === null ? 'No spool is active.' : `Spool ${active} is active.`,
      result: { active },
    };
  },
});

async function activeSpool(printer: Printer): Promise<number | null> {
  return ACTIVE.parse(await printer.query('server.spoolman.get_spool_id')).spool_id;
}
