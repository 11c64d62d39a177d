import { z } from 'zod';
import { factsOfFile } from '../facts/files.ts';
import { preflight as checksOf } from '../facts/preflight.ts';
import { filePath } from '../inputs.ts';
import { isRefusal } from '../refusal.ts';
import { defineTool } from '../tool.ts';

export const preflight = defineTool({
  name: 'preflight',
  title: 'Checks before a print',
  description:
    'Checks whether a file can be printed now: state, temperatures, nozzle, height, filament, host.',
  effect: 'reads',
  toolset: 'core',
  input: z.object({ path: filePath() }),
  output: z.object({
    ok: z.boolean(),
    checks: z.array(z.object({ id: z.string(), ok: z.boolean(), blocking: z.boolean(), text: z.string() })),
    blocking: z.array(z.string()),
  }),
  async run({ path }, { printer, signal }) {
    const facts = await factsOfFile(printer, path, signal);
    if (isRefusal(facts)) return facts;
    const checks = checksOf(printer, facts);
    const blocking = checks.filter((check) => !check.ok && check.blocking).map((check) => check.text);
    const lines = checks.map(
      (check) => `${check.ok ? 'ok' : check.blocking ? 'blocks' : 'note'}: ${check.text}`,
    );
    return {
      data: { ok: blocking.length === 0, checks, blocking },
      text: [...lines, 'Not known: whether the bed is clear. Look at the camera or ask.'].join('\n'),
    };
  },
});
