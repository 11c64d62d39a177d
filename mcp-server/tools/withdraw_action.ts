import { z } from 'zod';
import { line } from '../inputs.ts';
import { isRefusal } from '../refusal.ts';
import { outcomeText } from '../results.ts';
import { defineTool } from '../tool.ts';

export const withdrawAction = defineTool({
  name: 'withdraw_action',
  title: 'Take a proposal back',
  description: 'Takes back a waiting action that the person no longer wants.',
  effect: 'withdraws',
  ofServer: true,
  toolset: 'core',
  input: z.object({ action_id: line(80) }),
  output: z.object({ message: z.string() }),
  run({ action_id }, { gate, principal }) {
    const action = gate.withdraw(principal, action_id);
    if (isRefusal(action)) return action;
    const message = `${action.summary.title}: ${outcomeText(action)}`;
    return { data: { message }, text: message };
  },
});
