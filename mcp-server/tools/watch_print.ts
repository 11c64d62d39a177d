import { z } from 'zod';
import type { PrinterSnapshot } from '../../src/klipper/snapshot.ts';
import { jobPhase, stateWord } from '../facts/job.ts';
import { waitForState } from '../facts/wait.ts';
import { between, whole } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineTool } from '../tool.ts';

export const watchPrint = defineTool({
  name: 'watch_print',
  title: 'Wait for a moment of the print',
  description:
    'Waits until the print reaches a layer or percent, ends, or has a fault; up to timeout_s, then call again.',
  effect: 'reads',
  toolset: 'core',
  input: z.object({
    until: z.enum(['layer', 'percent', 'end', 'fault']),
    value: between(0, 100_000).optional(),
    timeout_s: whole(5, 50).optional(),
  }),
  output: z.object({
    reached: z.boolean(),
    state: z.string(),
    progress: z.object({ percent: z.number().nullable(), layer: z.number().nullable() }),
  }),
  async run({ until, value, timeout_s = 30 }, { printer, clock, signal }) {
    if ((until === 'layer' || until === 'percent') && value === undefined) {
      return refuse(
        'no-value',
        `Until which ${until}?`,
        `Give value, such as ${until === 'layer' ? '2' : '50'}.`,
      );
    }
    const wanted = (snapshot: PrinterSnapshot) => isReached(snapshot, until, value ?? 0);
    const reached = await waitForState(
      printer,
      (snapshot) =>
        wanted(snapshot) || (until !== 'fault' && jobPhase(snapshot) === 'idle') || hasFault(snapshot),
      { milliseconds: timeout_s * 1000, clock, signal },
    );
    const snapshot = printer.snapshot();
    const percent = snapshot.job.progress === null ? null : Math.round(snapshot.job.progress * 1000) / 10;
    const data = {
      reached: reached && wanted(snapshot),
      state: stateWord(snapshot),
      progress: { percent, layer: snapshot.job.layer },
    };
    return {
      data,
      text: `${data.reached ? 'Reached' : 'Not reached'}: ${data.state}, ${percent ?? 'unknown'} %.`,
    };
  },
});

function isReached(snapshot: PrinterSnapshot, until: string, value: number): boolean {
  if (until === 'layer') return (snapshot.job.layer ?? -1) >= value;
  if (until === 'percent') return (snapshot.job.progress ?? -1) * 100 >= value;
  if (until === 'end') return jobPhase(snapshot) === 'idle';
  return hasFault(snapshot);
}

/** A job that failed, a Klipper that is not ready, a printer that is not heard, or a runout. */
function hasFault(snapshot: PrinterSnapshot): boolean {
  if (snapshot.stale || snapshot.klippy.state !== 'ready' || snapshot.job.state === 'error') return true;
  return snapshot.filamentSensors.some((sensor) => sensor.enabled && !sensor.detected);
}
