import { list } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import { has, type Clause } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { isSoft } from '../context/nouns.ts';
import { adviceFor } from './advice.ts';
import { conditionNow } from './conditional.ts';
import { CHANGES, type Deed } from './deeds.ts';
import type { Step } from './decide.ts';
import { fitted, forPrinter, NeedsCalls, said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { isDanger } from './emergency.ts';
import { generalAnswer } from './general.ts';
import { offline } from './guards.ts';
import { halfAnswer, isHalfAsked } from './half-asked.ts';
import { HANDLERS } from './handlers/index.ts';
import { explain, knowledgeText } from './handlers/knowledge.ts';
import { switchable } from './handlers/machine.ts';
import { statusText } from './handlers/progress.ts';
import { wishForFile } from './file-wish.ts';
import { findNearMacro } from './near-macro.ts';
import { specialAnswer } from './special.ts';
import { isBareSwitch, isMerelyYes, isOnlySubject } from './mere-words.ts';
import { isPrinterOpen, targetPrinters } from './targets.ts';

/** Answers a message: danger first, then what is odd about it, then each wish and question in turn. */
export function answerFrames(desk: Desk, previous: () => Desk | null): Step {
  if (isDanger(desk)) return finish(desk, [stopNow(desk)]);
  const special = specialAnswer(desk, previous, outcomesOf);
  if (special) return finish(desk, [special]);
  const which = askWhichPrinter(desk);
  if (which) return finish(desk, [which]);
  const condition = conditionNow(desk, desk.frames);
  if (condition && !condition.holds) return finish(desk, [condition.outcome]);
  return finish(desk, outcomesOf(condition ? withoutCondition(desk) : desk));
}

/** With several printers and none selected, a change is never put on the first one. */
function askWhichPrinter(desk: Desk): Outcome | null {
  const clauses = desk.frames.map((frame) => frame.clause);
  const wished = desk.frames.some((frame) => frame.role === 'do' || frame.role === 'deferred');
  if (!wished || !isPrinterOpen(desk, clauses)) return null;
  const names = desk.state.printers.map((printer) => printer.name);
  return said(say(desk.language, 'whichPrinter', { names: list(names, desk.language, 'or') }));
}

/** The wishes of a message whose condition holds, as plain wishes. */
function withoutCondition(desk: Desk): Desk {
  const wished = desk.frames.map((frame): Frame => {
    if (frame.role !== 'deferred' && frame.clause.mood !== 'deferred') return frame;
    const act = frame.matches.find((match) => match.intent.kind === 'act');
    return act ? { ...frame, role: 'do', intent: act.intent } : frame;
  });
  return { ...desk, frames: wished };
}

function stopNow(desk: Desk): Outcome {
  const clauses = desk.frames.map((frame) => frame.clause);
  const targets = isPrinterOpen(desk, clauses)
    ? desk.state.printers.map((printer) => ({ ...desk, printer })) // rather one too many than the burning one missed
    : targetPrinters(desk, clauses);
  const deeds = targets.map((item) => forPrinter(item, CHANGES.emergencyStop()));
  return { say: [say(desk.language, 'estopNow')], deeds };
}

/** One outcome for each thing that is wanted; remarks count only when nothing else does. */
export function outcomesOf(desk: Desk): Outcome[] {
  const active = desk.frames.filter(
    (frame) =>
      (frame.role === 'do' && !isOnlySubject(desk, frame)) ||
      frame.role === 'answer' ||
      frame.role === 'deferred',
  );
  const real = active.filter(
    (frame) => frame.intent?.kind !== 'talk' || active.every((item) => item.intent?.kind === 'talk'),
  );
  const saves = real.some((frame) => frame.role === 'do' && frame.intent?.id === 'save_calibration');
  const cancelsOut = real.filter(
    (frame) => !isMerelyYes(frame, real) && !(saves && frame.intent?.id === 'restart'), // SAVE_CONFIG restarts by itself
  );
  const explains = desk.frames.filter((frame) => frame.role === 'explain');
  const advice = urgentAdvice(desk, cancelsOut);
  if (advice) return [said(advice)];
  const general = generalAnswer(desk, cancelsOut);
  if (general) return [general];
  const wanted = desk.frames.filter((frame) => cancelsOut.includes(frame) || explains.includes(frame));
  if (wanted.length) return collect(desk, wanted);
  return [restOutcome(desk)];
}

const SURE_LIKENESS = 0.5;

/** Questions of safety go before what is known in general, unless something else is plainly wanted. */
function urgentAdvice(desk: Desk, active: readonly Frame[]): string | null {
  const mayOne = desk.frames.some((frame) => frame.clause.mood === 'permission');
  const wanted = active.some(
    (frame) => frame.role === 'do' || (!mayOne && (frame.matches[0]?.likeness ?? 0) >= SURE_LIKENESS),
  );
  const asking = desk.frames.find(
    (frame) => frame.clause.asks || frame.role === 'explain' || frame.role === 'answer',
  );
  if (wanted || !asking) return null;
  return adviceFor(desk.frames.map((frame) => frame.clause.folded).join(' '), asking.clause);
}

/** Runs the handlers; reads that several of them need are asked for in one step. */
function collect(desk: Desk, frames: readonly Frame[]): Outcome[] {
  const outcomes: Outcome[] = [];
  const missing: Deed[] = [];
  for (const frame of frames) {
    const open = frame.role !== 'do' && isPrinterOpen(desk, [frame.clause]);
    const targets = open
      ? desk.state.printers.map((printer) => ({ ...desk, printer }))
      : targetPrinters(desk, [frame.clause]);
    for (const item of targets) {
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
  const found = outcomes.filter((outcome) => !outcome.missing); // of several things the one that is no file was none
  return found.length ? found : outcomes;
}

function outcomeOf(desk: Desk, frame: Frame): Outcome {
  const waitsItsTurn = frame.intent?.id === 'start_print' && snapshotOf(desk)?.job.state === 'printing';
  if (frame.role === 'deferred' && !waitsItsTurn) return said(say(desk.language, 'later'));
  const advice =
    frame.role === 'do' && ['start_print', 'set_temperature'].includes(frame.intent?.id ?? '')
      ? askedForOpinion(desk, frame)
      : null;
  if (advice) return said(advice);
  const other = desk.frames.find((item) => item !== frame && item.role === 'negated');
  const isOfFile =
    ['eta', 'file_facts'].includes(frame.intent?.id ?? '') &&
    other &&
    !snapshotOf(desk)?.job.state.startsWith('pr');
  if (isOfFile) return HANDLERS.file_facts!(desk, other); // "don't start benchy yet, how long would it take?"
  if (frame.role === 'explain') return orLost(desk, frame, explain(desk, frame));
  const handler = frame.intent ? HANDLERS[frame.intent.id] : undefined;
  const full = handler ? handler(desk, frame) : restOutcome(desk);
  const outcome = isHalfAsked(frame) ? halfAnswer(desk, full) : full;
  if (outcome.missing && !namesFile(frame)) return restOutcome(desk, outcome);
  return orLost(desk, frame, outcome);
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

const SHORT_WISH = 5;
/** A file is meant for sure: it is spelled as one, a word for files or printing stands there, or little else does. */
const namesFile = ({ clause }: Frame): boolean =>
  clause.terms.some((term) => term.kind === 'file' || term.kind === 'quoted') ||
  has(clause, 'file', 'print', 'delete', 'rename', 'queue', 'reprint', 'upload', 'folder') ||
  (clause.terms.length <= SHORT_WISH && clause.mood === 'command' && !clause.asks);

function orLost(desk: Desk, frame: Frame, outcome: Outcome): Outcome {
  return outcome.lost ? lost(desk, frame) : outcome;
}

/** Nothing to do and nothing asked: a remark, a problem described, something unknown. */
function restOutcome(desk: Desk, otherwise?: Outcome): Outcome {
  const frame = desk.frames.find((item) => item.role === 'remark') ?? desk.frames[0];
  if (!frame) return said(say(desk.language, 'empty'));
  if (desk.frames.some((item) => item.role === 'negated')) return said(say(desk.language, 'leftAlone'));
  const switching = ambiguousSwitch(desk, frame.clause);
  if (switching) return switching;
  if (
    frame.clause.mood === 'command' &&
    has(frame.clause, 'up', 'down', 'abit') &&
    frame.clause.terms.every(isSoft)
  )
    return said(say(desk.language, 'changeWhich'));
  const macro =
    frame.clause.mood === 'command' && snapshotOf(desk)
      ? findNearMacro(frame.clause, snapshotOf(desk)!.macros)
      : null;
  if (macro) return HANDLERS.run_macro!(desk, frame);
  const advice = adviceFor(desk.frames.map((item) => item.clause.folded).join(' '), frame.clause);
  if (advice) return said(advice);
  if (frame.clause.mood === 'reported' && frame.intent?.kind === 'act') return reported(desk, frame);
  const file = wishForFile(desk);
  if (file) return file;
  const known = knowledgeText(desk, desk.exchange.text.slice(0, 400), 1);
  if (known.length) return said(...known);
  return otherwise ?? lost(desk, frame);
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
  if (!has(clause, 'off', 'on') || !snapshotOf(desk) || clause.mood !== 'command' || !isBareSwitch(clause))
    return null;
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
