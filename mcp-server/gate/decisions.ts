import { refuse, type Refusal } from '../refusal.ts';
import { isChange } from '../tool.ts';
import { judgeDecision, mayDecide, type DecisionProblem } from './deciders.ts';
import { carryOut, type Ending } from './execute.ts';
import type { ActionProgress } from './gate.ts';
import { createLanes } from './lanes.ts';
import { auditRow, byPrincipal, ofAction, type GateParts } from './parts.ts';
import { stateRecord } from './state-record.ts';
import type { ActionOutcome, NewAuditEntry, PendingAction, Principal, SentCall } from './types.ts';

export interface Decision {
  actionId: string;
  decision: 'approve' | 'decline';
  /** Why it is declined, in the person's words; the model sees it. */
  reason?: string;
  principal: Principal;
}

export type Decided =
  | { ok: true; action: PendingAction; settled: Promise<PendingAction> }
  | { ok: false; code: DecisionProblem | 'refused'; message: string; refusal: Refusal };

const LONGEST_REASON = 500;

/** Deciding once, carrying out, expiring, and closing what an earlier run of the server left open. */
export function createDecisions(parts: GateParts) {
  const lanes = createLanes(parts.clock);
  const running = new Map<string, ActionProgress & { printerId: string }>();

  async function decide({ actionId, decision, reason, principal }: Decision): Promise<Decided> {
    const nowMs = parts.clock.nowMs();
    const action = parts.store.get(actionId);
    const classroom = action !== null && parts.printers.isClassroom(action.printerId);
    const verdict = judgeDecision(action, principal, nowMs, {
      decidingDoors: parts.decidingDoors,
      classroom,
    });
    if (!verdict.ok) {
      if (verdict.code === 'expired') expire(parts, action!);
      noteRefusedDecision(parts, principal, actionId, action, verdict);
      return no(verdict.code, verdict.message);
    }
    return consume(action!, principal, decision, reason?.slice(0, LONGEST_REASON) ?? null);
  }

  function consume(
    action: PendingAction,
    principal: Principal,
    decision: Decision['decision'],
    reason: string | null,
  ): Decided {
    const atMs = parts.clock.nowMs();
    const approved = decision === 'approve';
    const consumed = parts.store.consume(
      action.id,
      { status: approved ? 'approved' : 'declined', by: who(principal), reason, atMs },
      auditRow(approved ? 'approved' : 'declined', atMs, {
        ...byPrincipal(principal),
        ...ofAction(action),
        detail: reason ?? action.summary.title,
      }),
    );
    if (!consumed) return no('not-pending', 'Somebody else was first.');
    if (!approved) {
      parts.settled(consumed);
      return { ok: true, action: consumed, settled: Promise.resolve(consumed) };
    }
    parts.changed(consumed);
    return { ok: true, action: consumed, settled: execute(consumed) };
  }

  async function execute(action: PendingAction): Promise<PendingAction> {
    const urgent = action.steps.every((step) => {
      const tool = parts.registry.get(step.tool);
      if (!isChange(tool)) return false;
      return typeof tool.urgent === 'function' ? tool.urgent(step.args) : tool.urgent === true;
    });
    const note = (text: string, fraction: number | null, detail: unknown) =>
      running.set(action.id, { text, fraction, detail, printerId: action.printerId });
    const say = (text: string, fraction?: number, detail: unknown = null) => {
      note(text, fraction ?? null, detail);
      parts.changed(action);
    };
    note('Being carried out.', null, null);
    const sent: SentCall[] = [];
    let ending: Ending;
    try {
      const work = () => carryOut(parts, action, say, sent);
      ending = await lanes.run(action.printerId, urgent, work, stillBusy);
    } catch (error) {
      parts.failed(error, `carrying out action ${action.id}`);
      ending = { status: 'unknown', text: 'Something went wrong inside the program.', result: null };
    }
    running.delete(action.id);
    return finish(parts, action, ending, sent);
  }

  return {
    decide,
    progress(actionId: string): ActionProgress | null {
      const known = running.get(actionId);
      return known ? { text: known.text, fraction: known.fraction, detail: known.detail } : null;
    },
    isBusy: (printerId: string) => [...running.values()].some((entry) => entry.printerId === printerId),
    /** A click counts as a decision only on the page of a signed-in person. */
    refuseClick(principal: Principal): Decided | null {
      if (principal.door === 'page') return null;
      return no('forbidden', 'Only a click on the page is a decision by itself.');
    },
    click(action: PendingAction, principal: Principal): Decided | { ok: 'waiting'; action: PendingAction } {
      const role = principal.roles.get(action.printerId);
      const classroom = parts.printers.isClassroom(action.printerId);
      if (!mayDecide(action, principal.userId, role, classroom)) return { ok: 'waiting', action };
      return consume(action, principal, 'approve', null);
    },
    sweep(): void {
      const nowMs = parts.clock.nowMs();
      for (const action of openActions(parts, ['pending'])) {
        if (nowMs >= action.expiresAtMs) expire(parts, action);
      }
      for (const action of openActions(parts, ['approved'])) {
        if (!running.has(action.id)) finish(parts, action, LEFT_IN_THE_MIDDLE, []);
      }
    },
  };
}

function stillBusy(): Ending {
  return {
    status: 'refused',
    text: 'The printer is still busy with an earlier action. Nothing was sent; ask again when it is done.',
    result: null,
  };
}

/** Stores the end. The printer has acted by now, so a failing store must not hide what happened. */
function finish(parts: GateParts, action: PendingAction, ending: Ending, sent: SentCall[]): PendingAction {
  const finishedAtMs = parts.clock.nowMs();
  const outcome: ActionOutcome = { ...ending, finishedAtMs };
  const printer = parts.printers.find(action.printerId);
  const row = {
    ...action.requestedBy,
    ...ofAction(action),
    detail: ending.text,
    stateAfter: printer ? stateRecord(printer.snapshot()) : null,
    sent,
  };
  try {
    parts.store.finish(action.id, outcome, auditRow(eventOf(ending), finishedAtMs, row));
  } catch (error) {
    parts.failed(error, `storing the end of action ${action.id}`);
  }
  const ended: PendingAction = { ...action, status: outcome.status, outcome };
  parts.settled(ended);
  return ended;
}

function eventOf(ending: Ending): NewAuditEntry['event'] {
  if (ending.status === 'refused') return 'refused';
  return ending.status === 'void' ? 'voided' : 'executed';
}

function expire(parts: GateParts, action: PendingAction): void {
  const atMs = parts.clock.nowMs();
  const row = { ...action.requestedBy, ...ofAction(action), detail: 'Nobody decided in time.' };
  const expired = parts.store.consume(
    action.id,
    { status: 'expired', by: null, reason: null, atMs },
    auditRow('expired', atMs, row),
  );
  if (expired) parts.settled(expired);
}

/** An approved action that an earlier run of the server did not finish: said to be unknown, never repeated. */
const LEFT_IN_THE_MIDDLE: Ending = {
  status: 'unknown',
  text: 'The server restarted while this was being carried out. It may or may not have happened; nothing was repeated.',
  result: null,
};

function openActions(parts: GateParts, status: ('pending' | 'approved')[]): PendingAction[] {
  return parts.store.list({ printerIds: parts.printers.ids(), status, limit: 10_000 });
}

function noteRefusedDecision(
  parts: GateParts,
  principal: Principal,
  actionId: string,
  action: PendingAction | null,
  { code, message }: { code: DecisionProblem; message: string },
): void {
  // A late or second click is honest; a decision by somebody who may not decide, or about nothing, is not.
  const event = code === 'not-found' || code === 'forbidden' ? 'forged' : 'refused';
  const detail = `Decision about ${actionId.slice(0, 80)}: ${message}`;
  const row = { ...byPrincipal(principal), ...(action ? ofAction(action) : {}), detail };
  parts.store.audit(auditRow(event, parts.clock.nowMs(), row));
}

function no(code: DecisionProblem | 'refused', message: string): Decided {
  return { ok: false, code, message, refusal: refuse(code, message, '') };
}

function who(principal: Principal) {
  return { userId: principal.userId, userName: principal.userName };
}
