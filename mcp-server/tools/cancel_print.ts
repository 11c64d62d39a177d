import { z } from 'zod';
import { card } from '../card.ts';
import { heatersOn } from '../facts/heaters.ts';
import { jobFingerprint, jobPhase, refuseUnlessReady } from '../facts/job.ts';
import { failureOf, sendCommand } from '../facts/send.ts';
import { waitForState } from '../facts/wait.ts';
import { refuse } from '../refusal.ts';
import { celsiusText } from '../text.ts';
import { defineTool } from '../tool.ts';

export const cancelPrint = defineTool({
  name: 'cancel_print',
  title: 'Cancel the print',
  description: 'Ends the running or paused print for good.',
  effect: 'changes',
  urgent: true,
  toolset: 'control',
  alters: ['job', 'position', 'targets'],
  input: z.object({}),
  output: z.object({ state: z.string(), heaters_on: z.array(z.string()) }),

  check(_args, { printer, willChange }) {
    const notReady = refuseUnlessReady(printer);
    if (notReady || willChange.has('job')) return notReady;
    if (jobPhase(printer.snapshot()) !== 'idle') return null;
    return refuse('idle', 'There is no print to cancel.', '');
  },

  summarise(_args, { printer }) {
    const { job } = printer.snapshot();
    const percent = job.progress === null ? '' : ` at ${Math.round(job.progress * 100)} %`;
    return card({
      title: `Cancel the print on ${printer.name}`,
      meaning: `${job.path ?? 'The print'} ends${percent} and cannot be continued.`,
      irreversible: true,
      rechecked: 'The same print is still the current one.',
    });
  },

  depends: (_args, { printer }) => jobFingerprint(printer),

  async run(_args, context) {
    const { printer, clock } = context;
    // A cancel in a start macro is answered when the macro has ended, minutes later where it heats.
    const failure = failureOf(await sendCommand(context, 'printer.print.cancel', {}, 600_000));
    if (failure) return failure;
    const ended = await waitForState(printer, (snapshot) => jobPhase(snapshot) === 'idle', {
      milliseconds: 15_000,
      clock,
    });
    const snapshot = printer.snapshot();
    const { state } = snapshot.job;
    if (!ended)
      return { status: 'unknown', text: `The cancel was taken, but the printer still says ${state}.` };
    const on = heatersOn(snapshot).map((heater) => `${heater.label} ${celsiusText(heater.targetCelsius)}`);
    const warning = on.length > 0 ? ` Still heating: ${on.join(', ')}.` : '';
    return { status: 'done', text: `The print is cancelled.${warning}`, result: { state, heaters_on: on } };
  },
});
