import { z } from 'zod';
import { card } from '../card.ts';
import { jobFingerprint, refuseUnlessReady } from '../facts/job.ts';
import { motionFingerprint } from '../facts/motion.ts';
import { failureOf, sendGcode as send } from '../facts/send.ts';
import { boundScript } from '../gcode/bound.ts';
import { isRefusal } from '../refusal.ts';
import { visible } from '../text.ts';
import { defineTool } from '../tool.ts';

export const sendGcode = defineTool({
  name: 'send_gcode',
  title: 'Send G-code',
  description: 'Sends simple G-code lines, parsed and bounded. Prefer the other tools.',
  effect: 'changes',
  toolset: 'advanced',
  alters: ['homed', 'position', 'targets', 'offset', 'mesh'],
  input: z.object({ commands: z.array(z.string().max(256)).min(1).max(10) }),
  output: z.object({ parsed: z.array(z.string()), output: z.array(z.string()) }),

  check({ commands }, { printer }) {
    const notReady = refuseUnlessReady(printer);
    if (notReady) return notReady;
    const lines = boundScript(printer, commands);
    return isRefusal(lines) ? lines : null;
  },

  summarise({ commands }, { printer }) {
    const lines = boundScript(printer, commands);
    if (isRefusal(lines)) return lines;
    return card({
      title: `Send ${lines.join(' | ')}`,
      meaning: 'Exactly these lines, in this order.',
      hazard: 'The head may move and heaters may heat.',
      facts: lines.map((text, index) => ({ label: `Line ${index + 1}`, value: text })),
      rechecked: 'Every line against the live limits.',
    });
  },

  depends: (_args, { printer }) => ({ ...jobFingerprint(printer), ...motionFingerprint(printer) }),

  async run({ commands }, context) {
    const lines = boundScript(context.printer, commands);
    if (isRefusal(lines)) return { status: 'refused', text: lines.refused.message };
    const outcome = await send(context, lines, 600_000);
    const failure = failureOf(outcome);
    if (failure) return failure;
    const output = outcome.responses.map((text) => visible(text, 200)).slice(-20);
    const answer = output.length > 0 ? ` The printer answered: ${output.join(' | ')}` : '';
    return {
      status: 'done',
      text: `Sent: ${lines.join(' | ')}.${answer}`,
      result: { parsed: lines, output },
    };
  },
});
