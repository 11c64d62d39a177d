import { refuse, isRefusal, refusalFromError, type Refusal } from '../refusal.ts';
import { isChange, scopeOf, type ChangeContext, type ChangeTool } from '../tool.ts';
import { canonicalArgs, hashOfSteps } from './canonical.ts';
import { decidersFor, roleReaches } from './deciders.ts';
import { joinFingerprints, type FactName, type Fingerprint } from './fingerprint.ts';
import { auditRow, byPrincipal, ofAction, type GateParts } from './parts.ts';
import { planSummary } from './plan.ts';
import type { ActionStep, ActionSummary, PendingAction, Principal, Role } from './types.ts';
import { judgeWish } from './wishes.ts';

export const ACTION_LIFETIME_MS = 5 * 60_000;

export interface Proposal {
  principal: Principal;
  printerId: string;
  /** Raw arguments are parsed by each tool's schema here, whoever parsed them before. */
  steps: { tool: string; args: Record<string, unknown> }[];
  signal?: AbortSignal;
}

export interface PreparedStep {
  tool: ChangeTool;
  args: Record<string, unknown>;
}

/**
 * Turns a wish into a pending action: parsed, allowed, within the live bounds, summed up by code, and stored with
 * what its safety depends on. Nothing reaches the printer.
 */
export async function propose(parts: GateParts, proposal: Proposal): Promise<PendingAction | Refusal> {
  const { principal, printerId } = proposal;
  const role = principal.roles.get(printerId);
  const steps = prepareSteps(parts, proposal);
  if (isRefusal(steps)) return steps;
  const refusedAccess = accessRefusal(role, principal, steps);
  if (refusedAccess) return refusedAccess;

  const canonical: ActionStep[] = steps.map((step) => ({ tool: step.tool.name, printerId, args: step.args }));
  const hash = hashOfSteps(canonical);
  const before = judgeAgainstRecent(parts, principal, printerId, hash, canonical);
  if (isRefusal(before)) return before;

  const looked = await lookAhead(parts, proposal, steps);
  if (isRefusal(looked)) return looked;
  // Others may have asked for the same while the printer was looked at.
  const meanwhile = judgeAgainstRecent(parts, principal, printerId, hash, canonical);
  if (meanwhile) return meanwhile;
  return storeAction(parts, { principal, printerId, role: role!, steps, canonical, hash, ...looked });
}

function prepareSteps(parts: GateParts, proposal: Proposal): PreparedStep[] | Refusal {
  const prepared: PreparedStep[] = [];
  for (const { tool: name, args } of proposal.steps) {
    const tool = parts.registry.get(name);
    if (!isChange(tool)) {
      return refuse('unknown-tool', `There is no action called ${JSON.stringify(name)}.`, '');
    }
    const parsed = tool.input.safeParse(args);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return refuse(
        'bad-arguments',
        `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
        '',
      );
    }
    prepared.push({ tool, args: canonicalArgs(parsed.data) });
  }
  if (prepared.length === 0) return refuse('empty-plan', 'Nothing was asked for.', 'Name at least one step.');
  return prepared;
}

function accessRefusal(role: Role | undefined, principal: Principal, steps: PreparedStep[]): Refusal | null {
  if (role === undefined) return refuse('no-printer', 'There is no such printer here.', '');
  if (!roleReaches(role, 'operator')) {
    return refuse(
      'forbidden',
      'Your role on this printer is to watch.',
      'Ask its owner for the operator role.',
    );
  }
  const missing = steps.map((step) => scopeOf(step.tool)).find((scope) => !principal.scopes.has(scope));
  if (missing)
    return refuse('scope', `This token may not ${missing} the printer.`, 'Use one with that scope.');
  return null;
}

/** The same wish declined in this turn, one that already waits, or a burst. */
function judgeAgainstRecent(
  parts: GateParts,
  principal: Principal,
  printerId: string,
  hash: string,
  steps: ActionStep[],
): PendingAction | Refusal | null {
  const nowMs = parts.clock.nowMs();
  const recent = parts.store.list({ printerIds: [printerId], limit: 200 });
  const verdict = judgeWish({ hash, printerId, principal }, recent, nowMs);
  const row = { ...byPrincipal(principal), printerId, tool: steps[0]!.tool, args: steps[0]!.args };
  if (verdict.kind === 'waiting') return verdict.action;
  if (verdict.kind === 'declined') {
    const why = verdict.action.reason ? ` The reason given: ${verdict.action.reason}` : '';
    parts.store.audit(auditRow('auto-denied', nowMs, { ...row, detail: 'Declined before in this turn.' }));
    return refuse(
      'declined',
      `The person has just declined exactly this.${why}`,
      'Do not ask again; ask what they want instead.',
    );
  }
  if (verdict.kind === 'too-many') {
    parts.store.audit(
      auditRow('auto-denied', nowMs, { ...row, detail: 'Too many waiting or asked in a minute.' }),
    );
    return refuse(
      'too-many',
      'Too many actions already wait for the person.',
      'Wait for a decision, or put several steps on one card with run_plan.',
    );
  }
  return null;
}

interface Looked {
  summary: ActionSummary;
  fingerprint: Fingerprint;
}

/** Bounds, card and fingerprint of every step, each with what the steps before it will have changed. */
async function lookAhead(
  parts: GateParts,
  { principal, printerId, signal }: Proposal,
  steps: PreparedStep[],
): Promise<Looked | Refusal> {
  const printer = parts.printers.find(printerId);
  if (!printer) return refuse('no-printer', 'This printer is no longer set up.', '');
  const willChange = new Set<FactName>();
  const summaries: ActionSummary[] = [];
  const prints: Fingerprint[] = [];
  for (const [index, { tool, args }] of steps.entries()) {
    const context: ChangeContext = {
      printer,
      userId: principal.userId,
      clock: parts.clock,
      services: parts.services,
      willChange,
      earlier: steps.slice(0, index).map((step) => ({ tool: step.tool.name, args: step.args })),
      signal,
    };
    try {
      const refused = await tool.check(args, context);
      if (refused) return refused;
      const summary = await tool.summarise(args, context);
      if (isRefusal(summary)) return summary;
      summaries.push(summary);
      prints.push(await tool.depends(args, context));
    } catch (error) {
      const refused = refusalFromError(error);
      if (!refused) throw error;
      return refused;
    }
    for (const fact of tool.alters ?? []) willChange.add(fact);
  }
  return { summary: planSummary(summaries), fingerprint: joinFingerprints(prints) };
}

function storeAction(
  parts: GateParts,
  made: Looked & {
    principal: Principal;
    printerId: string;
    role: Role;
    steps: PreparedStep[];
    canonical: ActionStep[];
    hash: string;
  },
): PendingAction {
  const { principal, printerId, role } = made;
  const nowMs = parts.clock.nowMs();
  const ownerNeeded = made.steps.some(({ tool }) => tool.role === 'owner');
  const action: PendingAction = {
    id: parts.newId(),
    printerId,
    printerName: parts.printers.find(printerId)?.name ?? printerId,
    steps: made.canonical,
    hash: made.hash,
    summary: made.summary,
    fingerprint: made.fingerprint,
    requestedBy: byPrincipal(principal),
    conversationId: principal.conversationId ?? null,
    toolCallId: principal.toolCallId ?? null,
    turnId: principal.turnId ?? null,
    deciders: decidersFor({
      userId: principal.userId,
      role,
      neededRole: ownerNeeded ? 'owner' : 'operator',
      classroom: parts.printers.isClassroom(printerId),
    }),
    status: 'pending',
    createdAtMs: nowMs,
    expiresAtMs: nowMs + ACTION_LIFETIME_MS,
    decidedAtMs: null,
    decidedBy: null,
    reason: null,
    outcome: null,
  };
  const row = { ...byPrincipal(principal), ...ofAction(action), detail: action.summary.title };
  // The trail first: an action whose asking could not be written down must not exist.
  parts.store.audit(auditRow('proposed', nowMs, row));
  parts.store.insert(action);
  parts.changed(action);
  return action;
}
