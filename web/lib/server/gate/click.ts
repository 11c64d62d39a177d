import type { ActionOutcome, Decided, PendingAction, Principal } from '../../../../mcp-server/index.ts';
import { refuse } from '../http/errors.ts';
import { viewOf } from './view.ts';

/** Homing and levelling take a while; after this the answer is what is known so far. */
const PATIENCE_MS = 90_000;

type Performed = Decided | { ok: 'waiting'; action: PendingAction };

/** What a click on the page answers: the outcome (200), or the action that now waits for somebody (202). */
export async function outcomeOfClick(performed: Performed, principal: Principal): Promise<Response> {
  if (performed.ok === false) {
    const { message, hint } = performed.refusal.refused;
    return refuse(performed.code === 'not-found' ? 404 : 409, message, hint || 'Nothing was sent.');
  }
  if (performed.ok === 'waiting') {
    // Only in classroom mode does a click wait for somebody.
    const action = viewOf(performed.action, principal, Date.now(), true);
    return Response.json(
      { status: 'pending', text: 'This waits for the owner to decide.', action },
      { status: 202 },
    );
  }
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS).unref());
  const settled = await Promise.race([performed.settled, late]);
  if (settled?.outcome) return Response.json(settled.outcome satisfies ActionOutcome);
  const text = 'This is still being carried out.';
  return Response.json({ status: 'approved', text, result: null, finishedAtMs: 0 }, { status: 202 });
}
