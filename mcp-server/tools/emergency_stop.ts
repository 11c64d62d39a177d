import { z } from 'zod';
import type { Printer, StopOutcome } from '../../src/klipper/printer.ts';
import { line } from '../inputs.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { visible } from '../text.ts';
import { defineTool, type ServerContext } from '../tool.ts';

export const emergencyStop = defineTool({
  name: 'emergency_stop',
  title: 'Emergency stop',
  description:
    'Stops a printer AT ONCE: heaters and motors off, the print is lost. For fire, smoke, crash, danger. Never waits for approval. printer "all" stops every one.',
  effect: 'stops',
  ofServer: true,
  toolset: 'core',
  input: z.object({ printer: line(100).optional() }),
  output: z.object({
    stopped: z.boolean(),
    printers: z.array(z.object({ id: z.string(), stopped: z.boolean(), message: z.string() })),
  }),
  async run({ printer: word }, context) {
    const chosen = choose(word, context);
    if (isRefusal(chosen)) return chosen;
    const outcomes = await Promise.all(
      chosen.map(async (printer) =>
        told(printer, await context.gate.emergencyStop(context.principal, printer.id)),
      ),
    );
    const stopped = outcomes.every((outcome) => outcome.stopped);
    return {
      data: { stopped, printers: outcomes },
      text: outcomes.map((outcome) => outcome.message).join('\n'),
    };
  },
});

function choose(word: string | undefined, { printers, principal }: ServerContext): Printer[] | Refusal {
  if (word?.trim().toLowerCase() === 'all') return printers.list(principal);
  const found = printers.get(principal, word);
  return isRefusal(found) ? found : [found];
}

/** Never "stopped" before Klipper was seen in shutdown. */
function told(printer: Printer, outcome: StopOutcome | Refusal) {
  const name = visible(printer.name, 60);
  if (isRefusal(outcome)) return { id: printer.id, stopped: false, message: outcome.refused.message };
  if (outcome.status === 'stopped') {
    return { id: printer.id, stopped: true, message: `${name} is stopped: Klipper is in shutdown.` };
  }
  const message = `${name} did NOT confirm the stop: ${visible(outcome.message, 200)} Cut its power at the switch or plug now.`;
  return { id: printer.id, stopped: false, message };
}
