import { z } from 'zod';
import { card } from '../card.ts';
import { jobFingerprint, refuseUnlessIdle } from '../facts/job.ts';
import { failureOf, sendGcode } from '../facts/send.ts';
import { waitForState } from '../facts/wait.ts';
import { defineTool } from '../tool.ts';

export const home = defineTool({
  name: 'home',
  title: 'Home the axes',
  description: 'Homes all axes or some, such as "xy"; "off" turns the motors off.',
  effect: 'changes',
  destructive: false,
  toolset: 'control',
  alters: ['homed', 'position', 'offset'],
  input: z.object({ axes: z.enum(['xyz', 'xy', 'x', 'y', 'z', 'off']).optional() }),
  output: z.object({ homed: z.string() }),

  check({ axes }, { printer, willChange }) {
    if (willChange.has('job')) return null;
    return refuseUnlessIdle(printer, axes === 'off' ? 'turning the motors off' : 'homing');
  },

  summarise({ axes = 'xyz' }, { printer }) {
    if (axes === 'off') {
      return card({
        title: `Turn the motors of ${printer.name} off`,
        meaning: 'The head can then be moved by hand, and the printer no longer knows where it is.',
        hazard: 'A heavy axis may sink.',
        rechecked: 'No print runs.',
      });
    }
    return card({
      title: axes === 'xyz' ? `Home ${printer.name}` : `Home ${axes.toUpperCase()}`,
      meaning: 'The head moves to the end stops, about 15 seconds.',
      hazard: 'The head moves. Nothing may stand on the bed.',
      rechecked: 'No print runs.',
    });
  },

  depends: (_args, { printer }) => jobFingerprint(printer),

  async run({ axes = 'xyz' }, context) {
    const { printer, clock } = context;
    const failure = failureOf(await sendGcode(context, [lineFor(axes)], 180_000));
    if (failure) return failure;
    const wanted = axes === 'off' ? '' : axes;
    const reached = await waitForState(
      printer,
      ({ toolhead }) =>
        wanted === ''
          ? toolhead.homedAxes === ''
          : [...wanted].every((axis) => toolhead.homedAxes.includes(axis)),
      { milliseconds: 10_000, clock },
    );
    const homed = printer.snapshot().toolhead.homedAxes;
    if (!reached) return { status: 'unknown', text: `It was sent, but homed are: ${homed || 'none'}.` };
    const text = wanted === '' ? 'The motors are off.' : `Homed: ${homed.toUpperCase()}.`;
    return { status: 'done', text, result: { homed } };
  },
});

function lineFor(axes: string): string {
  if (axes === 'off') return 'M84';
  return axes === 'xyz' ? 'G28' : `G28 ${[...axes.toUpperCase()].join(' ')}`;
}
