import { list } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import { has } from '../understand/clause.ts';
import { foldedOf, type Frame } from '../understand/frames.ts';
import { whenIn } from '../understand/when.ts';
import { adviceAgainst, adviceFor, graveAdvice } from './advice.ts';
import { withoutTakenUp } from './beside.ts';
import { askedAfterEdit, askedOfConfig } from './config/asked.ts';
import { ofMacros } from './config/macros.ts';
import { rotationDistance } from './config/rotation.ts';
import { orderedInConfig, wishedInConfig } from './config/wished.ts';
import { afterDeeds, withClearBed } from './after-cancel.ts';
import { comparisonOf } from './choose-among.ts';
import { consequenceOf } from './consequence.ts';
import { CHANGES, type Deed } from './deeds.ts';
import type { Step } from './decide.ts';
import { askedForFile, askedOfFiles } from './files/asked.ts';
import { askedOfFilesAbroad } from './files/asked-abroad.ts';
import { renamedFile } from './files/renamed.ts';
import { wishedOfFiles } from './files/wished.ts';
import { forPrinter, NeedsCalls, said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { isDanger } from './emergency.ts';
import { excludeWish } from './exclude-wish.ts';
import { isBusy } from './guards.ts';
import { filePaths, searchFiles } from './file-search.ts';
import { generalAnswer } from './general.ts';
import { wishForFile } from './file-wish.ts';
import { halfAnswer, isHalfAsked } from './half-asked.ts';
import { HANDLERS } from './handlers/index.ts';
import { keptAttachment } from './handlers/upload.ts';
import { jobIdiom } from './job-idioms.ts';
import { explain } from './handlers/knowledge.ts';
import { laterOutcome, withLater, withSupposed } from './later.ts';
import { isOfATopic, tellOfTopic } from './of-a-topic.ts';
import { lost, restOutcome } from './rest.ts';
import { setElsewhere } from './not-live.ts';
import { specialAnswer } from './special.ts';
import { finish, unique } from './step.ts';
import { toldValues } from './told-values.ts';
import { troubleReport } from './trouble-report.ts';
import { isMerelyYes, isOnlySubject } from './mere-words.ts';
import { declined } from './take-back.ts';
import { isPrinterOpen, named, targetPrinters } from './targets.ts';
import { wordMeant } from './word-meant.ts';

/** Answers a message: danger first, then what is odd about it, then each wish and question in turn. */
export function answerFrames(desk: Desk, previous: () => Desk | null): Step {
  if (isDanger(desk) && !asksToGoOn(desk)) return finish(desk, [stopNow(desk)]);
  const kept = keptAttachment(desk);
  if (kept) return finish(desk, [kept]);
  const folded = foldedOf(desk.frames);
  const grave = adviceAgainst(folded) ?? (desk.exchange.text.includes('?') ? graveAdvice(folded) : null);
  if (grave) return finish(desk, [said(grave)]);
  const piece = excludeWish(desk);
  if (piece) return finish(desk, [piece]);
  const goesOn = snapshotOf(desk)?.job.state === 'paused' && !wishesElse(desk) ? jobIdiom(desk) : null;
  if (goesOn) return finish(desk, [goesOn]);
  const no = declined(desk);
  if (no) return finish(desk, [no]);
  const special = specialAnswer(desk, previous, outcomesOf);
  if (special) return finish(desk, [special]);
  const which = askWhichPrinter(desk);
  if (which) return finish(desk, [which]);
  return finish(desk, outcomesOf({ ...desk, frames: withLater(withSupposed(desk.frames)) }));
}

/** "a burnt smell at the plug, can I carry on till the weekend?": nothing runs that a stop would end, and it is asked. */
const asksToGoOn = (desk: Desk): boolean =>
  snapshotOf(desk)?.job.state !== 'printing' &&
  /\b(?:can|may|could|should|is it (?:ok|safe|fine) to) (?:i |we |it )?(?:still |just )?(?:carry on|keep (?:on )?(?:print|us)\w*|keep going|go on|continue|use it|print on)\b[^.!]*\?/i.test(
    desk.exchange.text,
  );

/** "nozzle to 220 and then let it carry on": not to be lost beside the job. */
const wishesElse = ({ frames }: Desk): boolean =>
  frames.some(
    ({ role, intent }) => role === 'do' && /^(?:set_|preheat|light$|heater)/.test(intent?.id ?? ''),
  );

/** With several printers and none selected, a change is never put on the first one. */
function askWhichPrinter(desk: Desk): Outcome | null {
  const clauses = desk.frames.map((frame) => frame.clause);
  const wished = desk.frames.some((frame) => frame.role === 'do' || frame.role === 'deferred');
  if (!wished || !isPrinterOpen(desk, clauses)) return null;
  const names = desk.state.printers.map((printer) => printer.name);
  return said(say(desk.language, 'whichPrinter', { names: list(names, desk.language, 'or') }));
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
    (frame) =>
      frame.intent?.kind !== 'talk' ||
      frame.intent.id === 'watch' || // "… and tell me when it is there": said to be beyond us, beside the rest
      active.every((item) => item.intent?.kind === 'talk'),
  );
  const cancelsOut = withoutTakenUp(real).filter((frame) => !isMerelyYes(frame, real));
  const explains = desk.frames.filter((frame) => frame.role === 'explain');
  const told = toldValues(desk);
  if (told) return [told];
  const idiom = wishesElse(desk) ? null : jobIdiom(desk);
  if (idiom) return [idiom];
  const there = askedForFile(desk);
  if (there) return [there];
  const distance = rotationDistance(desk);
  if (distance) return [distance];
  const word = wordMeant(desk);
  if (word) return [word];
  const trouble = troubleReport(desk);
  if (trouble) return [trouble];
  const ordered = orderedInConfig(desk);
  if (ordered) return [ordered];
  const isOfTopic = isOfATopic(desk);
  if (isOfTopic && !asksPlainly(desk)) return [tellOfTopic(desk)];
  const advice = isOfTopic ? null : urgentAdvice(desk, cancelsOut);
  if (advice) return [said(advice)];
  const ofConfig = askedAfterEdit(desk) ?? ofMacros(desk) ?? wishedInConfig(desk) ?? askedOfConfig(desk);
  if (ofConfig) return [ofConfig];
  const compares = desk.frames.some(({ clause }) => comparisonOf(clause) !== null);
  if (isOfTopic) return [(compares ? askedOfFiles(desk) : null) ?? tellOfTopic(desk)];
  const ofFiles = renamedFile(desk) ?? wishedOfFiles(desk) ?? askedOfFiles(desk) ?? askedOfFilesAbroad(desk);
  if (ofFiles) return [ofFiles];
  const allowed = desk.frames.length === 1 ? mayStart(desk, desk.frames[0]!) : null;
  if (allowed) return [allowed];
  const consequence = consequenceOf(desk, cancelsOut);
  if (consequence) return [consequence];
  const general = generalAnswer(desk, cancelsOut);
  if (general) return [general];
  const file = isOnlyThanks(desk, cancelsOut) ? wishForFile(desk) : null;
  if (file) return [file];
  const wanted = desk.frames.filter((frame) => cancelsOut.includes(frame) || explains.includes(frame));
  if (wanted.length) return collect(desk, wanted);
  return [restOutcome(desk)];
}

/** "ta, could we have the benchy": thanks or a greeting, beside something that was not understood. */
const isOnlyThanks = (desk: Desk, active: readonly Frame[]): boolean =>
  desk.frames.length > active.length &&
  active.length > 0 &&
  active.every(({ intent }) => intent?.id === 'thanks' || intent?.id === 'greeting');

/** "what max z speed is in the cfg": the printer's own values are looked up before a topic about them. */
const asksPlainly = ({ exchange }: Desk): boolean =>
  /^\W*(?:what|where|which|how|who|when|is|are|do|does|can)\b|\?/i.test(exchange.text);

const SURE_LIKENESS = 0.5;

/** Questions of safety go before what is known in general, unless something else is plainly wanted. */
function urgentAdvice(desk: Desk, active: readonly Frame[]): string | null {
  const mayOne = desk.frames.some((frame) => frame.clause.mood === 'permission');
  const wanted = active.some(
    (frame) =>
      frame.role === 'do' ||
      frame.intent?.here ||
      (!mayOne && (frame.matches[0]?.likeness ?? 0) >= SURE_LIKENESS),
  );
  const asking = desk.frames.find(
    (frame) => frame.clause.asks || frame.role === 'explain' || frame.role === 'answer',
  );
  if (wanted || !asking) return null;
  const said = desk.frames.filter(({ clause }) => !FORBIDS.test(clause.folded)); // "no need to touch the fan"
  return adviceFor(foldedOf(said), asking.clause);
}

const FORBIDS = /^(?:please )?(?:no need|do not|dont|never)\b/;

/** Runs the handlers; reads that several of them need are asked for in one step. */
function collect(desk: Desk, frames: readonly Frame[]): Outcome[] {
  const outcomes: Outcome[] = [];
  const missing: Deed[] = [];
  for (const frame of frames) {
    const open = frame.role !== 'do' && isPrinterOpen(desk, [frame.clause]);
    const targets = open
      ? desk.state.printers.map((printer) => ({ ...desk, printer }))
      : targetPrinters(desk, [frame.clause]);
    for (const target of targets) {
      const before = outcomes.flatMap(({ deeds }) => deeds);
      const item = frame.role === 'do' ? afterDeeds(target, before) : target;
      try {
        const outcome = withClearBed(item, before, named(item, outcomeOf(item, frame), targets.length));
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
  const elsewhere = setElsewhere(desk, frame);
  if (elsewhere) return elsewhere;
  const waitsItsTurn =
    ['start_print', 'queue_add'].includes(frame.intent?.id ?? '') &&
    snapshotOf(desk)?.job.state === 'printing' &&
    desk.frames.some(({ clause }) => whenIn(clause) === 'end');
  if (frame.role === 'deferred' && !waitsItsTurn)
    return laterOutcome(desk, frame, () => outcomeOf(desk, { ...frame, role: 'do' }));
  const advice =
    frame.role === 'do' && ['start_print', 'set_temperature'].includes(frame.intent?.id ?? '')
      ? askedForOpinion(desk, frame)
      : null;
  if (advice) return said(advice);
  const other = desk.frames.find((item) => item !== frame && item.role === 'negated');
  const isOfFile =
    ['eta', 'file_facts'].includes(frame.intent?.id ?? '') &&
    other &&
    !namesKnownFile(desk, frame) &&
    !snapshotOf(desk)?.job.state.startsWith('pr');
  if (isOfFile) return HANDLERS.file_facts!(desk, other); // "don't start benchy yet, how long would it take?"
  if (frame.role === 'explain') return orLost(desk, frame, explain(desk, frame));
  const handler = frame.intent ? HANDLERS[frame.intent.id] : undefined;
  const full = handler ? handler(desk, frame) : restOutcome(desk);
  const outcome = isHalfAsked(frame) ? halfAnswer(desk, full) : full;
  if (outcome.missing && !namesFile(frame)) return restOutcome(desk, outcome);
  return orLost(desk, frame, outcome);
}

/** "don't heat anything yet, what will the drone arm want": the file stands in the question itself. */
const namesKnownFile = (desk: Desk, { clause }: Frame): boolean =>
  snapshotOf(desk) !== null && searchFiles(clause, filePaths(desk)).found.length === 1;

/** "can I print the keychain now?": what stands in the way of it, or what its start would be; nothing is proposed. */
function mayStart(desk: Desk, frame: Frame): Outcome | null {
  if (frame.intent?.id !== 'start_print' || frame.clause.mood !== 'permission' || !snapshotOf(desk))
    return null;
  if (!/^(?:can|may|could) (?:i|we) (?:now |already |then )?(?:print|start|run)\b/.test(frame.clause.core))
    return null;
  const { say, deeds, missing } = HANDLERS.start_print!(desk, frame);
  return missing || (!deeds.length && !isBusy(snapshotOf(desk)!)) ? null : { say, deeds: [], offers: deeds };
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
  return plan ? adviceFor(foldedOf(desk.frames), frame.clause) : null;
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
