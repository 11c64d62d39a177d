import { z } from 'zod';
import { card } from '../card.ts';
import { jobFingerprint, jobPhase, refuseUnlessReady } from '../facts/job.ts';
import { failureOf, sendCommand } from '../facts/send.ts';
import { waitForState } from '../facts/wait.ts';
import { refuse } from '../refusal.ts';
import { defineTool } from '../tool.ts';

export const resumePrint = defineTool({
  name: 'resume_print',
  title: 'Resume the print',
  description: 'Goes on with a paused print.',
  effect: 'changes',
  destructive: false,
  toolset: 'control',
  alters: ['job', 'position', 'targets'],
  input: z.object({}),
  output: z.object({ state: z.string() }),

  check(_args, { printer, willChange }) {
    const notReady = refuseUnlessReady(printer);
    if (notReady || willChange.has('job')) return notReady;
    const snapshot = printer.snapshot();
    const phase = jobPhase(snapshot);
    if (phase !== 'paused') {
      return refuse(
        phase,
        phase === 'printing' ? 'The print is already running.' : 'No print is paused.',
        '',
      );
    }
    const empty = snapshot.filamentSensors.find((sensor) => sensor.enabled && !sensor.detected);
    if (!empty) return null;
    return refuse('no-filament', `No filament at the sensor ${empty.label}.`, 'Load filament first.');
  },

  summarise(_args, { printer }) {
    return card({
      title: `Resume the print on ${printer.name}`,
      meaning: `It goes on with ${printer.snapshot().job.path ?? 'the paused file'}.`,
      hazard: 'The head moves at once.',
      rechecked: 'The same print is still paused.',
    });
  },

  depends: (_args, { printer }) => jobFingerprint(printer),

  async run(_args, context) {
    const { printer, clock } = context;
    const failure = failureOf(await sendCommand(context, 'printer.print.resume', {}, 180_000));
    if (failure) return failure;
    const running = await waitForState(
      printer,
      ({ job }) => job.state === 'printing' || job.state === 'complete',
      { milliseconds: 15_000, clock },
    );
    const { state } = printer.snapshot().job;
    if (running) return { status: 'done', text: 'The print goes on.', result: { state } };
    return { status: 'unknown', text: `The resume was taken, but the printer says ${state}.` };
  },
});
