import { z } from 'zod';
import { card } from '../card.ts';
import { jobFingerprint, jobPhase, refuseUnlessReady } from '../facts/job.ts';
import { failureOf, sendGcode } from '../facts/send.ts';
import { waitForState } from '../facts/wait.ts';
import { line } from '../inputs.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { visible } from '../text.ts';
import { defineTool } from '../tool.ts';
import type { Printer } from '../../src/klipper/printer.ts';

export const excludeObject = defineTool({
  name: 'exclude_object',
  title: 'Leave an object out',
  description: 'Leaves one object of the running print out.',
  effect: 'changes',
  urgent: true,
  toolset: 'control',
  input: z.object({ object: line(120) }),
  output: z.object({ excluded: z.array(z.string()) }),

  check({ object }, { printer }) {
    const notReady = refuseUnlessReady(printer);
    if (notReady) return notReady;
    if (jobPhase(printer.snapshot()) === 'idle') return refuse('idle', 'Nothing is printing.', '');
    const found = findObject(printer, object);
    return isRefusal(found) ? found : null;
  },

  summarise({ object }, { printer }) {
    const found = findObject(printer, object);
    if (isRefusal(found)) return found;
    const { objects, excludedObjects } = printer.snapshot().job;
    const left = objects.length - excludedObjects.length - 1;
    return card({
      title: `Leave ${found} out of the print`,
      meaning: `The other ${left} of ${objects.length} objects go on.`,
      irreversible: true,
      rechecked: 'The same print is running and the object is still in it.',
    });
  },

  depends: (_args, { printer }) => jobFingerprint(printer),

  async run({ object }, context) {
    const { printer, clock } = context;
    const found = findObject(printer, object);
    if (isRefusal(found)) return { status: 'refused', text: found.refused.message };
    const failure = failureOf(await sendGcode(context, [`EXCLUDE_OBJECT NAME=${found}`]));
    if (failure) return failure;
    const done = await waitForState(printer, ({ job }) => job.excludedObjects.includes(found), {
      milliseconds: 10_000,
      clock,
    });
    if (!done) return { status: 'unknown', text: `It was sent, but ${found} is not shown as left out.` };
    return {
      status: 'done',
      text: `${found} is left out.`,
      result: { excluded: printer.snapshot().job.excludedObjects },
    };
  },
});

/** Names come from the file; only one that Klipper's parser takes as one word may be sent on. */
function findObject(printer: Printer, word: string): string | Refusal {
  const { objects, excludedObjects } = printer.snapshot().job;
  const found = objects.find((name) => name.toLowerCase() === word.trim().toLowerCase());
  const left = objects.filter((name) => !excludedObjects.includes(name));
  const hint = `In the print: ${left.map((name) => visible(name, 60)).join(', ') || 'no named objects'}.`;
  if (!found) return refuse('no-object', `The print has no object called ${visible(word, 60)}.`, hint);
  if (excludedObjects.includes(found))
    return refuse('already', `${visible(found, 60)} is already left out.`, hint);
  if (!/^[\w.()-]+$/.test(found)) return refuse('bad-name', 'This name cannot be sent safely.', hint);
  if (left.length === 1)
    return refuse('last', 'It is the last object of the print.', 'Cancel the print instead.');
  return found;
}
