import { z } from 'zod';
import { isoTime } from '../clock.ts';
import { line, whole } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { outcomeText } from '../results.ts';
import { visible } from '../text.ts';
import { defineTool } from '../tool.ts';

export const getAction = defineTool({
  name: 'get_action',
  title: 'Outcome of an action',
  description: 'How an action that waited for approval stands; wait_s waits for its end.',
  effect: 'reads',
  ofServer: true,
  toolset: 'core',
  input: z.object({ action_id: line(80), wait_s: whole(0, 50).optional() }),
  output: z.object({
    action_id: z.string(),
    status: z.string(),
    title: z.string(),
    message: z.string(),
    progress: z.object({ text: z.string(), fraction: z.number().nullable() }).nullable(),
    reason: z.string().nullable(),
    expires_at: z.string(),
    result: z.unknown(),
  }),
  async run({ action_id, wait_s = 0 }, { gate, principal, signal }) {
    const known = gate.get(action_id);
    // The same words for "not there" and "not yours": an id must not be guessable.
    if (!known || !principal.roles.has(known.printerId)) {
      return refuse('no-action', 'There is no such action.', 'Use the action_id that the tool answered.');
    }
    const action = (await gate.wait(action_id, wait_s * 1000, signal)) ?? known;
    const message = outcomeText(action);
    return {
      data: {
        action_id: action.id,
        status: action.status,
        title: action.summary.title,
        message,
        progress: gate.progress(action.id),
        reason: action.reason === null ? null : visible(action.reason, 500),
        expires_at: isoTime(action.expiresAtMs),
        result: action.outcome?.result ?? null,
      },
      text: `${action.summary.title}: ${action.status}. ${message}`,
    };
  },
});
