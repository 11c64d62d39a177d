import { list } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import { has, references, type Clause } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { adviceFor } from './advice.ts';
import type { Deed } from './deeds.ts';
import { CHANGES, isChange } from './deeds.ts';
import type { Step } from './decide.ts';
import {
  fitted,
  forPrinter,
  NeedsCalls,
  proposed,
  said,
  snapshotOf,
  type Desk,
  type Outcome,
} from './desk.ts';
import { isEmergency } from './emergency.ts';
import { offline } from './guards.ts';
import { HANDLERS } from './handlers/index.ts';
import { explain, knowledgeText } from './handlers/knowledge.ts';
import { switchable } from './handlers/machine.ts';
import { statusText } from './handlers/progress.ts';
import { explainPasted, pastedError } from './handlers/trouble.ts';
import { aboutAttachment } from './handlers/upload.ts';
import { generalAnswer } from './general.ts';
import { findNearMacro } from './near-macro.ts';
import { odd } from './odd.ts';

/** Answers a message: danger first, then what is odd about it, then each wish and question in turn. */
export function answerFrames(desk: Desk, previous: () => Desk | null): Step {
  const printing = desk.printer?.snapshot.job.state === 'printing';
  if (isEmergency(desk.frames, printing)) return finish(desk, [stopNow(desk)]);
  const special = odd(desk) ?? attached(desk) ?? pasted(desk) ?? asksWhy(desk) ?? accepted(desk, previous);
  if (special) return finish(desk, [special]);
  return finish(desk, outcomesOf(desk));
}

function stopNow(desk: Desk): Outcome {
  const targets = targetPrinters(
    desk,
    desk.frames.map((frame) => frame.clause),
  );
  const deeds = targets.map((item) => forPrinter(item, CHANGES.emergencyStop()));
  return { say: [say(desk.language, 'estopNow')], deeds };
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
function accepted(desk: Desk, previous: () => Desk | null): Outcome | null {
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
  const offers = offersOf(before);
  return offers.length ? proposed('', ...offers) : null;
}

function offersOf(before: Desk): Deed[] {
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

/** One outcome for each thing that is wanted; remarks count only when nothing else does. */
function outcomesOf(desk: Desk): Outcome[] {
  const active = desk.frames.filter(
    (frame) => frame.role === 'do' || frame.role === 'answer' || frame.role === 'deferred',
  );
  const real = active.filter(
    (frame) => frame.intent?.kind !== 'talk' || active.every((item) => item.intent?.kind === 'talk'),
  );
  const cancelsOut = real.filter((frame) => !isMerelyYes(frame, real));
  const explains = desk.frames.filter((frame) => frame.role === 'explain');
  const general = generalAnswer(desk, cancelsOut);
  if (general) return [general];
  const wanted = desk.frames.filter((frame) => cancelsOut.includes(frame) || explains.includes(frame));
  if (wanted.length) return collect(desk, wanted);
  return [restOutcome(desk)];
}

const isMerelyYes = (frame: Frame, all: readonly Frame[]): boolean =>
  all.length > 1 &&
  ['yes', 'no', 'nevermind', 'thanks', 'greeting'].includes(frame.intent?.id ?? '') &&
  all.some((other) => !['yes', 'no', 'nevermind', 'thanks', 'greeting'].includes(other.intent?.id ?? ''));

/** Runs the handlers; reads that several of them need are asked for in one step. */
function collect(desk: Desk, frames: readonly Frame[]): Outcome[] {
  const outcomes: Outcome[] = [];
  const missing: Deed[] = [];
  for (const frame of frames) {
    for (const item of targetPrinters(desk, [frame.clause])) {
      try {
        const outcome = outcomeOf(item, frame);
        outcomes.push({
          ...outcome,
          deeds: outcome.deeds.map((deed) => forPrinter(item, deed)),
          ...(outcome.offers ? { offers: outcome.offers.map((deed) => forPrinter(item, deed)) } : {}),
        });
      } catch (error) {
        if (!(error instanceof NeedsCalls)) throw error;
        missing.push(...error.deeds);
      }
    }
  }
  if (missing.length) throw new NeedsCalls(unique(missing).slice(0, 20));
  return outcomes;
}

function outcomeOf(desk: Desk, frame: Frame): Outcome {
  if (frame.role === 'explain') return orLost(desk, frame, explain(desk, frame));
  const waitsItsTurn = frame.intent?.id === 'start_print' && snapshotOf(desk)?.job.state === 'printing';
  if (frame.role === 'deferred' && !waitsItsTurn) return said(say(desk.language, 'later'));
  const advice =
    frame.role === 'do' && ['start_print', 'set_temperature'].includes(frame.intent?.id ?? '')
      ? askedForOpinion(desk, frame)
      : null;
  if (advice) return said(advice);
  const handler = frame.intent ? HANDLERS[frame.intent.id] : undefined;
  return handler ? orLost(desk, frame, handler(desk, frame)) : restOutcome(desk);
}

/** "I'll print ABS in my bedroom overnight, ok?" states a plan and asks for an opinion. */
function askedForOpinion(desk: Desk, frame: Frame): string | null {
  const plan =
    /^(i|we|he|she|they|my \w+) (will|am|are|is|want|plan|going|think|would)\b|, ?(ok|okay|right|is that|safe|good idea|agreed)\b/.test(
      frame.clause.core,
    ) ||
    desk.frames.some(
      (item) =>
        item.clause.asks &&
        /^(ok|okay|right|safe|good idea|is that|fine|alright|agreed)\b/.test(item.clause.folded),
    );
  return plan ? adviceFor(desk.frames.map((item) => item.clause.folded).join(' '), frame.clause) : null;
}

function orLost(desk: Desk, frame: Frame, outcome: Outcome): Outcome {
  return outcome.lost ? lost(desk, frame) : outcome;
}

/** Nothing to do and nothing asked: a remark, a problem described, something unknown. */
function restOutcome(desk: Desk): Outcome {
  const frame = desk.frames.find((item) => item.role === 'remark') ?? desk.frames[0];
  if (!frame) return said(say(desk.language, 'empty'));
  if (desk.frames.some((item) => item.role === 'negated')) return said(say(desk.language, 'leftAlone'));
  const switching = ambiguousSwitch(desk, frame.clause);
  if (switching) return switching;
  const macro =
    frame.clause.mood === 'command' && snapshotOf(desk)
      ? findNearMacro(frame.clause, snapshotOf(desk)!.macros)
      : null;
  if (macro) return HANDLERS.run_macro!(desk, frame);
  const advice = adviceFor(desk.frames.map((item) => item.clause.folded).join(' '), frame.clause);
  if (advice) return said(advice);
  if (frame.clause.mood === 'reported' && frame.intent?.kind === 'act') return reported(desk, frame);
  const known = knowledgeText(desk, desk.exchange.text.slice(0, 400), 1);
  if (known.length) return said(...known);
  return lost(desk, frame);
}

/** Somebody else's wish is not the person's: nothing is proposed. */
function reported(desk: Desk, frame: Frame): Outcome {
  const known = knowledgeText(desk, desk.exchange.text.slice(0, 400), 1);
  if (known.length && frame.clause.asks) return said(...known);
  const snapshot = snapshotOf(desk);
  const status = snapshot && !offline(desk) ? statusText(desk, snapshot) : '';
  return said(
    say(desk.language, 'reported', { status, what: frame.intent?.id.replace(/_/g, ' ') ?? 'do it' }),
  );
}

/** "turn it off": what? */
function ambiguousSwitch(desk: Desk, clause: Clause): Outcome | null {
  if (!has(clause, 'off', 'on') || !snapshotOf(desk)) return null;
  return (
    offline(desk) ??
    said(
      say(desk.language, has(clause, 'off') ? 'offWhich' : 'onWhich', {
        names: list(switchable(desk), desk.language, 'or'),
      }),
    )
  );
}

/** Enough for a question to which nothing else is an answer. */
const PERHAPS_SCORE = 45;

function lost(desk: Desk, frame: Frame): Outcome {
  const asks = frame.clause.asks || ['question', 'howto', 'permission'].includes(frame.clause.mood);
  const perhaps = asks ? knowledgeText(desk, desk.exchange.text.slice(0, 400), 1, PERHAPS_SCORE) : [];
  if (perhaps.length) return said(...perhaps);
  const near = frame.matches
    .filter((match) => match.intent.kind !== 'talk')
    .slice(0, 2)
    .map((match) => match.intent.id.replace(/_/g, ' '));
  const offer = near.length
    ? say(desk.language, 'nearOffer', {
        names: list(
          near.map((name) => `"${name}"`),
          desk.language,
          'or',
        ),
      })
    : say(desk.language, 'nearHelp');
  const known = frame.clause.terms.some(
    (term) => term.concepts.length && !['it', 'i', 'you', 'to'].includes(term.concepts[0] ?? ''),
  );
  return said(
    known || near.length
      ? say(desk.language, 'notUnderstood', { near: offer })
      : say(desk.language, 'offTopic'),
  );
}

/** The printers a wish concerns: those named, all of them, or the selected one. */
function targetPrinters(desk: Desk, clauses: readonly Clause[]): Desk[] {
  const { printers } = desk.state;
  if (printers.length < 2) return [desk];
  const named = printers.filter((printer) =>
    clauses.some((clause) => references(clause, 'printer').some((item) => item.id === printer.id)),
  );
  const other = clauses.some((clause) =>
    /\b(other|second|andra|anderen|otra|autre) (printer|one|machine|skrivaren|drucker|impresora|imprimante)\b/.test(
      clause.folded,
    ),
  );
  if (named.length) return named.map((printer) => ({ ...desk, printer }));
  if (other)
    return printers
      .filter((printer) => printer !== desk.printer)
      .slice(0, 1)
      .map((printer) => ({ ...desk, printer }));
  const every = clauses.some(
    (clause) =>
      has(clause, 'both') ||
      /\b(all|every|each|alla|alle|todas|toutes) (the |of the |my |mina |meine )?(printers?|machines?|skrivare|drucker|impresoras|imprimantes)\b/.test(
        clause.folded,
      ),
  );
  return every ? printers.map((printer) => ({ ...desk, printer })) : [desk];
}

function unique(deeds: readonly Deed[]): Deed[] {
  const seen = new Set<string>();
  return deeds.filter((deed) => {
    const key = JSON.stringify([deed.tool, Object.entries(deed.args).sort()]);
    return seen.has(key) ? false : (seen.add(key), true);
  });
}

/** Joins what is said and proposed; what no tool can do is said to be so. */
function finish(desk: Desk, outcomes: readonly Outcome[]): Step {
  const wanted = unique(outcomes.flatMap((outcome) => outcome.deeds));
  const possible = wanted.filter((deed) => desk.tools.has(deed.tool)).map((deed) => fitted(desk, deed));
  const impossible = wanted.filter((deed) => !desk.tools.has(deed.tool));
  const texts = [...new Set(outcomes.flatMap((outcome) => outcome.say))].filter(Boolean);
  const lacks = impossible.length
    ? [
        say(desk.language, 'noTool', {
          what: [...new Set(impossible.map((deed) => deed.tool.replace(/_/g, ' ')))].join(', '),
        }),
      ]
    : [];
  const text = impossible.length && !possible.length ? lacks.join(' ') : [...texts, ...lacks].join('\n');
  return { text, deeds: asPlan(desk, possible) };
}

/** Several changes of one printer are one card where the tools can do that. */
function asPlan(desk: Desk, deeds: Deed[]): Deed[] {
  const printers = new Set(deeds.map((deed) => deed.args.printer));
  const stops = deeds.some((deed) => deed.tool === CHANGES.emergencyStop().tool);
  if (deeds.length < 2 || stops || printers.size > 1 || !desk.tools.has('run_plan')) return deeds;
  const printer = [...printers][0];
  const steps = deeds.map(({ tool, args }) => ({
    tool,
    args: Object.fromEntries(Object.entries(args).filter(([name]) => name !== 'printer')),
  }));
  return [{ tool: 'run_plan', args: { ...(printer === undefined ? {} : { printer }), steps } }];
}
