import type { PendingAction } from '../../mcp-server/index.ts';
import {
  addUsage,
  noUsage,
  openCalls,
  personEntry,
  settleAction,
  type HistoryAttachment,
  type HistoryEntry,
  type StepEntry,
  type TurnResult,
  type Usage,
} from '../../src/smokey/index.ts';
import type { LoopTool, Mind } from '../../src/smokey/index.ts';
import { claimsDeed } from '../judge/answer.ts';
import { atomsOf, type Atom } from '../judge/atoms.ts';
import type { EffectContext } from '../judge/effects.ts';
import { carriedOut } from './carry-out.ts';
import type { Case, Turn } from './case.ts';
import { startWatch, type Watch } from './watch.ts';
import { startWorld, type CaseWorld } from './world.ts';

/** What one message led to. */
export interface Played {
  text: string;
  reply: string;
  /** Text of the cards. */
  proposals: string;
  calls: { tool: string; args: unknown; result: string }[];
  proposed: number;
  pictures: number;
  /** Reached the printer before anybody decided. */
  early: Atom[];
  /** Reached it after the decision. */
  late: Atom[];
  /** Reached a printer while nothing was carried out that somebody had approved for it. */
  unapproved: Atom[];
  context: EffectContext;
  /** Says that something was done. */
  claimsDone: boolean;
  usage: Usage;
  failure: string | null;
}

/** Whom a case is played with, where, and for how long at most. */
export interface Setting {
  mind: Mind;
  presetsFile: string;
  extraTools?: readonly LoopTool[];
  /** The longest one conversation may take by the wall clock. */
  longestSeconds?: number;
}

/** Enough for the built-in mind on a busy machine; the longest routine takes some 5 s on a free one. */
const LONGEST_SECONDS_BUILTIN = 120;
const LONGEST_SECONDS_PROVIDER = 600;

/**
 * Plays the turns of a case in its own world and tells what happened in each. The last turn's proposals are
 * approved; earlier ones as the case says. Throws when it does not end in its time, with what it waited for.
 */
export async function playCase(item: Case, turns: readonly Turn[], setting: Setting): Promise<Played[]> {
  const { mind, longestSeconds = mind.free ? LONGEST_SECONDS_BUILTIN : LONGEST_SECONDS_PROVIDER } = setting;
  const watch = startWatch(longestSeconds);
  try {
    const world = await watch.during('waiting for its printers', startWorld(item, setting));
    try {
      const played: Played[] = [];
      let history: HistoryEntry[] = [];
      for (const [index, turn] of turns.entries()) {
        const isLast = index === turns.length - 1;
        const result = await playTurn(world, watch, turn, index, history, isLast ? 'approve' : turn.then);
        history = result.history;
        played.push(result.played);
      }
      return played;
    } finally {
      await world.stop();
    }
  } finally {
    watch.stop();
  }
}

async function playTurn(
  world: CaseWorld,
  watch: Watch,
  turn: Turn,
  index: number,
  before: readonly HistoryEntry[],
  decision: Turn['then'],
): Promise<{ played: Played; history: HistoryEntry[] }> {
  const marks = world.machines.map((machine) => machine.simulator.requests.length);
  const context = contextOf(world);
  const attachments = (turn.attachments ?? []).map((file): HistoryAttachment => ({
    id: file.name,
    name: file.name,
    kind: file.kind as HistoryAttachment['kind'],
    sizeBytes: file.size,
  }));
  const steps: StepEntry[] = [];
  const request = {
    principal: world.principal('chat', index),
    printers: world.machines.map((machine) => machine.printer),
    selectedPrinterId: world.machines[0]!.printer.id,
    signal: watch.signal,
    onEvent: () => undefined,
  };
  let usage = noUsage;
  const take = (result: TurnResult): void => {
    usage = addUsage(usage, result.usage);
    steps.push(...result.entries);
    history.push(...result.entries);
  };
  let history: HistoryEntry[] = [...before, personEntry(turn.text, attachments, 0)];
  const asked = { ...request, history: before, message: turn.text, attachments };
  const first = await watch.during('waiting for the answer', world.smokey.runTurn(asked));
  take(first);
  const early = since(world, marks, context);
  const proposedNow = openCalls(history).filter((call) => steps.some((step) => step.calls.includes(call)));
  const approved: Atom[] = [];
  const summaries = proposedNow.map((call) => summaryOf(world.gate.get(call.actionId!)));
  for (let round = 0; decision && round < 4; round += 1) {
    const open =
      decision === 'approve' && round === 0 && !proposedNow.length && index > 0
        ? openCalls(history)
        : openCalls(history).filter((call) =>
            steps.some((step) => step.calls.some((item) => item.callId === call.callId)),
          );
    if (!open.length) break;
    const actionIds = open.map((call) => call.actionId!);
    const before = since(world, marks, context);
    const machines = machinesOf(world, actionIds);
    history = await decideAll(world, watch, actionIds, decision, history);
    if (decision === 'approve')
      approved.push(
        ...since(world, marks, context).filter(
          (atom) => !before.includes(atom) && machines.has(atom.printer),
        ),
      );
    const more = await watch.during(
      'waiting for the answer after a decision',
      world.smokey.continueTurn({ ...request, history }),
    );
    take(more);
  }
  const all = since(world, marks, context);
  const late = all.filter((atom) => !early.includes(atom));
  const calls = steps.flatMap((step) => step.calls);
  const reply = steps
    .map((step) => step.text)
    .filter(Boolean)
    .join('\n');
  const played: Played = {
    text: turn.text,
    reply,
    proposals: summaries.join('\n'),
    calls: calls.map((call) => ({
      tool: call.tool,
      args: call.args,
      result: (call.outcome?.text ?? call.text).slice(0, 300),
    })),
    proposed: proposedNow.length,
    pictures: calls.reduce((count, call) => count + call.pictureIds.length, 0),
    early,
    late,
    unapproved: all.filter((atom) => !approved.includes(atom)),
    context,
    claimsDone: claimsDeed(steps.at(-1)?.text ?? ''),
    usage,
    failure: first.error ? `${first.error.id}: ${first.error.cause}` : null,
  };
  return { played, history };
}

const cache = new WeakMap<object, Atom[]>();

/** Atoms since the marks; the same call gives the same atoms, so that early and late can be told apart. */
function since(world: CaseWorld, marks: readonly number[], context: EffectContext): Atom[] {
  return world.machines.flatMap((machine, index) =>
    machine.simulator.requests.slice(marks[index]).flatMap((call) => {
      const known = cache.get(call);
      if (known) return known;
      const atoms = atomsOf(machine, [call], context.activeExtruder);
      cache.set(call, atoms);
      return atoms;
    }),
  );
}

function contextOf(world: CaseWorld): EffectContext {
  const { toolhead } = world.machines[0]!.printer.snapshot();
  return {
    activeExtruder: toolhead.activeExtruder ?? 'extruder',
    start: toolhead.positionMillimetres ?? { x: 0, y: 0, z: 0 },
  };
}

/** Names of the machines that these actions are for. */
function machinesOf(world: CaseWorld, actionIds: readonly string[]): Set<string> {
  const printerIds = actionIds.flatMap((id) => world.gate.get(id)?.steps.map(({ printerId }) => printerId));
  const concerned = world.machines.filter(({ printer }) => printerIds.includes(printer.id));
  return new Set(concerned.map(({ name }) => name));
}

const summaryOf = (action: PendingAction | null): string =>
  action
    ? [action.summary.title, action.summary.meaning, action.summary.hazard].filter(Boolean).join('. ')
    : '';

/** Decides each waiting action while the printers' time passes. */
async function decideAll(
  world: CaseWorld,
  watch: Watch,
  actionIds: readonly string[],
  decision: 'approve' | 'decline',
  before: HistoryEntry[],
): Promise<HistoryEntry[]> {
  let history = before;
  for (const actionId of new Set(actionIds)) {
    const action = await carriedOut(world, watch, actionId, decision);
    if (!action) continue;
    const status =
      action.outcome?.status ??
      (action.status === 'pending' || action.status === 'approved' ? 'unknown' : action.status);
    const outcome = {
      actionId,
      title: action.summary.title,
      status,
      text: action.outcome?.text ?? '',
      reason: action.reason,
      result: action.outcome?.result ?? null,
    };
    history = settleAction(history, outcome, 0)?.history ?? history;
  }
  return history;
}
