import { z } from 'zod';
import { card } from '../card.ts';
import { jobFingerprint, jobPhase, refuseUnlessReady } from '../facts/job.ts';
import { failureOf, sendCommand } from '../facts/send.ts';
import { waitForState } from '../facts/wait.ts';
import { refuse } from '../refusal.ts';
import { defineTool } from '../tool.ts';

export const pausePrint = defineTool({
  name: 'pause_print',
  title: 'Pause the print',
  description: 'Pauses the running print. Heaters stay on.',
  effect: 'changes',
  destructive: false,
  urgent: true,
  toolset: 'control',
  alters: ['job', 'position'],
  input: z.object({}),
  output: z.object({ state: z.string() }),

  check(_args, { printer, willChange }) {
    const notReady = refuseUnlessReady(printer);
    if (notReady || willChange.has('job')) return notReady;
    // Klipper takes PAUSE with nothing printing and is then "paused" with no print to resume.
    const phase = jobPhase(printer.snapshot());
    if (phase === 'printing') return null;
    return refuse(phase, phase === 'paused' ? 'The print is already paused.' : 'Nothing is printing.', '');
  },

  summarise(_args, { printer }) {
    return card({
      title: `Pause the print on ${printer.name}`,
      meaning: 'The head stops after the current move. Heaters stay on; the print can be resumed.',
      rechecked: 'The same print is still running.',
    });
  },

  depends: (_args, { printer }) => jobFingerprint(printer),

  async run(_args, context) {
    const { printer, clock } = context;
    const failure = failureOf(await sendCommand(context, 'printer.print.pause', {}, 180_000));
    if (failure) return failure;
    const paused = await waitForState(printer, ({ job }) => job.state === 'paused', {
      milliseconds: 15_000,
      clock,
    });
    const { state } = printer.snapshot().job;
    if (paused) return { status: 'done', text: 'The print is paused.', result: { state } };
    return { status: 'unknown', text: `The pause was taken, but the printer still says ${state}.` };
  },
});
