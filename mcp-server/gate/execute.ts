import type { Printer } from '../../src/klipper/printer.ts';
import { refusalFromError, refusalText } from '../refusal.ts';
import { isChange, type ChangeContext, type ChangeTool, type RunResult } from '../tool.ts';
import { hashOfSteps } from './canonical.ts';
import { describeChanges, fingerprintChanges, fingerprintOfStep, type FactName } from './fingerprint.ts';
import { auditRow, ofAction, type GateParts } from './parts.ts';
import { stateRecord } from './state-record.ts';
import { recording } from './sent.ts';
import type { ActionOutcome, ActionStep, PendingAction, SentCall } from './types.ts';

export type Ending = Pick<ActionOutcome, 'status' | 'text' | 'result'>;
export type SayProgress = (text: string, fraction?: number, detail?: unknown) => void;

const UNWRITTEN = 'The audit trail could not be written, so nothing was sent.';

/**
 * Carries out an approved action with its stored arguments: first everything it depends on is compared, then for
 * each step the bounds are checked again, written down, and only then sent. The first refusal ends it. What was sent
 * is put into `sent`.
 */
export async function carryOut(
  parts: GateParts,
  action: PendingAction,
  say: SayProgress,
  sent: SentCall[],
): Promise<Ending> {
  const found = parts.printers.find(action.printerId);
  if (!found) return refused('This printer is no longer set up. Nothing was sent.');
  const printer = recording(found, sent);
  if (hashOfSteps(action.steps) !== action.hash) {
    return refused('The stored action is not the one that was shown. Nothing was sent.');
  }
  const changed = await whatChanged(parts, printer, action);
  if (changed) return { status: 'void', text: `${changed} Nothing was sent.`, result: null };

  const willHaveChanged = new Set<FactName>();
  const results: unknown[] = [];
  const texts: string[] = [];
  for (const [index, step] of action.steps.entries()) {
    const ending = await carryOutStep(parts, printer, action, index, willHaveChanged, say);
    if (ending.result !== undefined && ending.result !== null) results.push(ending.result);
    texts.push(ending.text);
    if (ending.status !== 'done') return { ...ending, text: withEarlier(texts, action) };
    for (const fact of toolOf(parts, step).alters ?? []) willHaveChanged.add(fact);
  }
  return {
    status: 'done',
    text: texts.join(' '),
    result: action.steps.length === 1 ? (results[0] ?? null) : results,
  };
}

/** A sentence about what no longer is as it was when the card was made, or null. */
async function whatChanged(
  parts: GateParts,
  printer: Printer,
  action: PendingAction,
): Promise<string | null> {
  const altered = new Set<FactName>();
  for (const [index, step] of action.steps.entries()) {
    const tool = toolOf(parts, step);
    const context = changeContext(parts, action, printer, altered);
    const now = await answerOrRefusal(() => tool.depends(step.args, context));
    if ('ending' in now) return now.ending.text;
    const changes = fingerprintChanges(fingerprintOfStep(action.fingerprint, index), now.value, altered);
    if (changes.length > 0) return describeChanges(changes);
    for (const fact of tool.alters ?? []) altered.add(fact);
  }
  return null;
}

async function carryOutStep(
  parts: GateParts,
  printer: Printer,
  action: PendingAction,
  index: number,
  altered: ReadonlySet<FactName>,
  say: SayProgress,
): Promise<Ending> {
  const step = action.steps[index]!;
  const tool = toolOf(parts, step);
  // Steps that have run have changed the printer already, so its live state is the truth.
  const context = changeContext(parts, action, printer, new Set());
  if (altered.size > 0) {
    const now = await answerOrRefusal(() => tool.depends(step.args, context));
    if ('ending' in now) return now.ending;
    const changes = fingerprintChanges(fingerprintOfStep(action.fingerprint, index), now.value, altered);
    if (changes.length > 0) return { status: 'void', text: describeChanges(changes), result: null };
  }
  const checked = await answerOrRefusal(() => tool.check(step.args, context));
  if ('ending' in checked) return checked.ending;
  if (checked.value) return refused(`${refusalText(checked.value)} Nothing was sent.`);

  const before = stateRecord(printer.snapshot());
  try {
    const row = { ...requester(action), ...ofAction(action), tool: step.tool, args: step.args };
    parts.store.audit(auditRow('executing', parts.clock.nowMs(), { ...row, stateBefore: before }));
  } catch (error) {
    parts.failed(error, 'writing the audit trail before an action');
    return refused(UNWRITTEN);
  }
  return runStep(parts, printer, action, step, say);
}

async function runStep(
  parts: GateParts,
  printer: Printer,
  action: PendingAction,
  step: ActionStep,
  say: SayProgress,
): Promise<Ending> {
  const tool = toolOf(parts, step);
  try {
    const result = await tool.run(step.args, {
      ...changeContext(parts, action, printer, new Set()),
      issuedAtMs: action.decidedAtMs ?? action.createdAtMs,
      origin: `${action.requestedBy.door}:${action.requestedBy.userName}`,
      progress: say,
    });
    return endingOf(tool, result);
  } catch (error) {
    const known = refusalFromError(error);
    if (!known) parts.failed(error, `running ${step.tool}`);
    const text = known ? refusalText(known) : 'Something went wrong inside the program.';
    return { status: 'unknown', text: `${text} Look at the printer before asking again.`, result: null };
  }
}

function endingOf(tool: ChangeTool, result: RunResult<unknown>): Ending {
  if (result.status !== 'done' || result.result === undefined)
    return { ...result, result: result.result ?? null };
  return { ...result, result: tool.output.parse(result.result) };
}

function changeContext(
  parts: GateParts,
  action: PendingAction,
  printer: Printer,
  willChange: ReadonlySet<FactName>,
): ChangeContext {
  const { userId } = action.requestedBy;
  return { printer, userId, clock: parts.clock, services: parts.services, willChange, earlier: [] };
}

/** The world's refusals become an ending; bugs go on as what they are. */
async function answerOrRefusal<T>(ask: () => T | Promise<T>): Promise<{ value: T } | { ending: Ending }> {
  try {
    return { value: await ask() };
  } catch (error) {
    const known = refusalFromError(error);
    if (!known) throw error;
    return { ending: refused(`${refusalText(known)} Nothing was sent.`) };
  }
}

function toolOf(parts: GateParts, step: ActionStep): ChangeTool {
  const tool = parts.registry.get(step.tool);
  if (!isChange(tool)) throw new Error(`The stored action names the unknown tool ${step.tool}.`);
  return tool;
}

function requester(action: PendingAction) {
  return { ...action.requestedBy };
}

function refused(text: string): Ending {
  return { status: 'refused', text, result: null };
}

function withEarlier(texts: readonly string[], action: PendingAction): string {
  if (action.steps.length === 1) return texts.join(' ');
  return `Step ${texts.length} of ${action.steps.length} ended it. ${texts.join(' ')}`;
}
