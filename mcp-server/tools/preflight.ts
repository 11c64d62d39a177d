import { z } from 'zod';
import { factsOfFile } from '../facts/files.ts';
import { preflight as checksOf } from '../facts/preflight.ts';
import { notCounted, rehearsalChecks, rehearse, timeText } from '../facts/rehearsal.ts';
import { filePath } from '../inputs.ts';
import { isRefusal } from '../refusal.ts';
import type { FileRehearsal } from '../../src/klipper/rehearsal/types.ts';
import { visible } from '../text.ts';
import { defineTool } from '../tool.ts';

export const preflight = defineTool({
  name: 'preflight',
  title: 'Checks before a print',
  description:
    'Rehearses a file on this printer: what would stop or spoil the print, with line numbers, its real time, and state, nozzle, filament, host.',
  effect: 'reads',
  toolset: 'core',
  input: z.object({ path: filePath() }),
  output: z.object({
    ok: z.boolean(),
    checks: z.array(z.object({ id: z.string(), ok: z.boolean(), blocking: z.boolean(), text: z.string() })),
    blocking: z.array(z.string()),
    rehearsal: z
      .object({
        time_s: z.number(),
        slicer_s: z.number().nullable(),
        not_counted: z.array(z.string()),
        filament_mm: z.number(),
        layers: z.number(),
        objects: z.array(z.string()),
        phases: z.array(z.object({ name: z.string(), s: z.number() })),
      })
      .nullable(),
  }),
  async run({ path }, { printer, signal }) {
    const facts = await factsOfFile(printer, path, signal);
    if (isRefusal(facts)) return facts;
    const rehearsed = await rehearse(printer, facts, { signal });
    const checks = [...checksOf(printer, facts), ...rehearsalChecks(rehearsed)];
    const blocking = checks.filter((check) => !check.ok && check.blocking).map((check) => check.text);
    const lines = checks.map(
      (check) => `${check.ok ? 'ok' : check.blocking ? 'blocks' : 'note'}: ${check.text}`,
    );
    const time = timeText(rehearsed, facts.estimatedSeconds);
    return {
      data: { ok: blocking.length === 0, checks, blocking, rehearsal: figuresOf(rehearsed.rehearsal) },
      text: [
        ...(time === null ? [] : [`Time: ${time}.`]),
        ...lines,
        'Not known: whether the bed is clear. Look at the camera or ask.',
      ].join('\n'),
    };
  },
});

const MOST_NAMES = 40;

function figuresOf(rehearsal: FileRehearsal | null) {
  if (!rehearsal) return null;
  const { totalSeconds, slicerSeconds, filamentMillimetres, layers, objects, phases } = rehearsal;
  return {
    time_s: Math.round(totalSeconds),
    slicer_s: slicerSeconds,
    not_counted: notCounted(rehearsal),
    filament_mm: Math.round(filamentMillimetres),
    layers,
    objects: objects.slice(0, MOST_NAMES).map((name) => visible(name, 60)),
    phases: phases
      .slice(0, 12)
      .map(({ name, seconds }) => ({ name: visible(name, 40), s: Math.round(seconds) })),
  };
}
