import { say } from '../answer/say.ts';
import { has } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { isChange, type Deed } from './deeds.ts';
import { NeedsCalls, proposed, said, type Desk, type Outcome } from './desk.ts';
import { explainPasted, pastedError } from './handlers/trouble.ts';
import { aboutAttachment } from './handlers/upload.ts';
import { odd } from './odd.ts';
import { setupAnswer } from './setup.ts';

/** What the wishes of an earlier message come to; given by the caller, because offers are found by it. */
type OutcomesOf = (desk: Desk) => Outcome[];

/** Messages that are answered as a whole, before their wishes are looked at; null for all others. */
export function specialAnswer(
  desk: Desk,
  previous: () => Desk | null,
  outcomesOf: OutcomesOf,
): Outcome | null {
  return (
    odd(desk) ??
    attached(desk) ??
    pasted(desk) ??
    setupAnswer(desk) ??
    asksWhy(desk) ??
    accepted(desk, previous, outcomesOf)
  );
}

/** Files that are no print files are explained whatever is asked of them. */
function attached(desk: Desk): Outcome | null {
  const first = desk.exchange.attachments[0];
  if (!first) return null;
  const wants = desk.frames.some((frame) => frame.role === 'do' || frame.role === 'answer');
  const isModel = first.kind === 'model' || /\.(stl|3mf|step|stp|obj)$/i.test(first.name);
  return isModel || !wants ? aboutAttachment(desk) : null;
}

function pasted(desk: Desk): Outcome | null {
  const { text } = desk.exchange;
  const error = pastedError(text);
  const isPasted =
    text.includes('\n') || text.length > 200 || desk.frames.some((frame) => has(frame.clause, 'log'));
  const isMostly = error !== null && error.text.length > text.length * 0.4;
  return error && (isPasted || isMostly || !desk.frames.some(isPlainCommand))
    ? explainPasted(desk, error)
    : null;
}

const isPlainCommand = (frame: Frame): boolean =>
  frame.role === 'do' && /^[a-z]+/.test(frame.clause.core) && !/["']/.test(frame.clause.text);

/** "yes" to what was offered in the message before. */
function accepted(desk: Desk, previous: () => Desk | null, outcomesOf: OutcomesOf): Outcome | null {
  const only = desk.frames.every(
    (frame) => ['yes', 'thanks'].includes(frame.intent?.id ?? '') || frame.role === 'unknown',
  );
  const agrees = desk.frames.some((frame) => frame.intent?.id === 'yes' && frame.clause.mood === 'command');
  if (!only || !agrees || desk.memory.changes.some((call) => call.result?.outcome === 'waiting')) return null;
  const before = previous();
  if (!before) return null;
  const changes = before.exchange.calls.filter((call) => isChange(call.tool));
  const undone = changes.every(
    (call) => call.result?.outcome === 'declined' || call.result?.outcome === 'expired',
  );
  if (changes.length)
    return undone ? proposed('', ...changes.map(({ tool, args }) => ({ tool, args }))) : null;
  const offers = offersOf(before, outcomesOf);
  return offers.length ? proposed('', ...offers) : null;
}

function offersOf(before: Desk, outcomesOf: OutcomesOf): Deed[] {
  try {
    return outcomesOf(before).flatMap((outcome) => outcome.offers ?? []);
  } catch (error) {
    if (error instanceof NeedsCalls) return []; // what it rested on was never read
    throw error;
  }
}

/** "why did you want to do that?" */
function asksWhy(desk: Desk): Outcome | null {
  const clause = desk.frames[0]?.clause;
  const last = desk.memory.past[0];
  if (!clause || !last || desk.frames.length > 1) return null;
  const why =
    /\b(why|varfor|warum|wieso|por que|pourquoi)\b/.test(clause.folded) &&
    /\b(you|du|tu|vous|that|det|das)\b/.test(clause.folded);
  return why && last.exchange.calls.length > 0
    ? said(say(desk.language, 'whyProposed', { text: last.exchange.text }))
    : null;
}
