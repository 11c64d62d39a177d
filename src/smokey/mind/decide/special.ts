import { say } from '../answer/say.ts';
import { expandContractions, fold } from '../normalise/text.ts';
import { has, isFiller } from '../understand/clause.ts';
import { foldedOf, type Frame } from '../understand/frames.ts';
import { isChange, type Deed } from './deeds.ts';
import { NeedsCalls, proposed, said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { askedAgain } from './asked-again.ts';
import { addedSection } from './config/add-section.ts';
import { backToStart } from './back-to-start.ts';
import { differenceOf } from './difference.ts';
import { asksOfFault, isHelpless, speaksOfFault } from './fault-talk.ts';
import { chosenFile } from './files/chosen.ts';
import { CAMERA_HANDLERS } from './handlers/camera.ts';
import { knowledgeText, lookedUp } from './handlers/knowledge.ts';
import { READING_HANDLERS } from './handlers/readings.ts';
import { explainPasted, pastedError, TROUBLE_HANDLERS } from './handlers/trouble.ts';
import { aboutAttachment } from './handlers/upload.ts';
import { howItStands } from './how-it-stands.ts';
import { askedInGeneral } from './in-general.ts';
import { letMeSee } from './let-me-see.ts';
import { odd } from './odd.ts';
import { printersNamed } from './printer-names.ts';
import { retractionWish } from './retraction.ts';
import { setupAnswer } from './setup.ts';
import { shaperWish } from './shaper-wish.ts';
import { meshByDate, shortTalk } from './short-talk.ts';
import { macroWithOtherValue, macroWithValues } from './start-macro.ts';

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
    usual(desk) ??
    insisted(desk) ??
    howItStands(desk) ??
    differenceOf(desk) ??
    shortTalk(desk) ??
    meshByDate(desk) ??
    letMeSee(desk) ??
    backToStart(desk) ??
    addedSection(desk) ??
    retractionWish(desk) ??
    macroWithValues(desk) ??
    macroWithOtherValue(desk) ??
    askedAgain(desk) ??
    pictured(desk) ??
    chosenPrinter(desk, previous, outcomesOf) ??
    attached(desk) ??
    pasted(desk) ??
    asksWhatHappened(desk) ??
    moreOfBefore(desk) ??
    setupAnswer(desk) ??
    asksWhy(desk) ??
    askedInGeneral(desk) ??
    shaperWish(desk) ??
    chosenFile(desk, previous) ??
    accepted(desk, previous, outcomesOf)
  );
}

/** "do the usual": nothing is known of what that is. */
const THE_USUAL =
  /\b(?:do|run|start|make|give me) (?:the|my|our) (?:usual|normal (?:thing|stuff)|regular(?: thing)?|same (?:thing )?as (?:always|usual|every \w+))(?: thing| stuff| routine)?\b/;

const usual = (desk: Desk): Outcome | null =>
  THE_USUAL.test(foldedOf(desk.frames)) && desk.frames.length <= MOST_CLAUSES_OF_USUAL
    ? said(say(desk.language, 'whatUsual'))
    : null;
const MOST_CLAUSES_OF_USUAL = 2;

const OBEYS =
  /\b(?:do|follow|obey|carry out|execute|apply|set|use|type|enter|copy)\b.*\b(?:written|writes|says|say|said|sign|paper|note|label|text|shown|shows|picture|photo|image|screenshot)\b|\b(?:read|what does)\b.*\b(?:picture|photo|image|screenshot|paper|sign|note)\b/;

/** "just do it", "it's fine, trust me" behind a refusal: it stands, and is said once more. */
const INSISTS =
  /\b(?:just do it|do it (?:anyway|anyways|now|regardless)|(?:it|that) (?:is|will be) (?:totally |perfectly |absolutely )?(?:fine|ok|safe)|trust me|i insist|i do not care|come on|i know what i am doing|my (?:own )?risk)\b/;
const REFUSED = /^(?:No[:.,]|Not while|I do not (?!understand|see|know)|I will not )/;
const WHY_NOT =
  /^(?:(?:but|and|ok|oh|huh) )*why(?: not| so| is that| can not you| would not you)?(?: though| then)?$/;
const MOST_CLAUSES_OF_INSISTING = 4;

function insisted(desk: Desk): Outcome | null {
  const last = desk.memory.past[0]?.exchange;
  const [reason] = last?.reply.split('\n') ?? [];
  if (!last || !reason || !REFUSED.test(reason) || last.calls.some(({ tool }) => isChange(tool))) return null;
  const wishes = desk.frames.some(({ role, score }) => role === 'do' && score >= PLAIN_WISH);
  const text = foldedOf(desk.frames);
  const insists =
    desk.frames.length <= MOST_CLAUSES_OF_INSISTING && (INSISTS.test(text) || WHY_NOT.test(text));
  return insists && !wishes ? said(reason) : null;
}

/** What stands in a picture cannot be seen by this mind, and would be no order: the picture is shown, or that is said. */
function pictured(desk: Desk): Outcome | null {
  const { attachments, pictures } = desk.exchange;
  const text = foldedOf(desk.frames);
  const isAttached = pictures > 0 || attachments.some((item) => item.kind === 'image');
  const leans =
    OBEYS.test(text) ||
    /\b(?:this|the|that|my|attached) (?:picture|photo|pic|image|screenshot|screen)\b/.test(text);
  const plainWish = desk.frames.some((frame) => frame.role === 'do' && frame.score >= PLAIN_WISH);
  if (isAttached && (leans || !plainWish))
    return said(say(desk.language, 'cannotSeePicture'), ...helpWith(desk));
  const ofCamera = desk.frames.some((frame) => has(frame.clause, 'camera', 'picture'));
  if (!ofCamera || !OBEYS.test(text) || desk.state.printers.length === 0) return null;
  const shown = CAMERA_HANDLERS.snapshot!(desk, desk.frames[0]!);
  return { ...shown, say: [...shown.say, say(desk.language, 'pictureIsNoOrder')] };
}

const PLAIN_WISH = 1.5;
const ENOUGH_WORDS = 4;

/** What the words beside a picture ask for, as far as the topics know it. */
const helpWith = (desk: Desk): string[] =>
  desk.exchange.text.split(/\s+/).length >= ENOUGH_WORDS ? knowledgeText(desk, lookedUp(desk), 1) : [];

/** "the workhorse", in answer to the question which printer is meant: the wish of before, for that one. */
function chosenPrinter(desk: Desk, previous: () => Desk | null, outcomesOf: OutcomesOf): Outcome | null {
  const { printers } = desk.state;
  const [frame] = desk.frames;
  if (printers.length < 2 || !frame || desk.frames.length > 1) return null;
  const [named] = printersNamed(printers, frame.clause);
  const ownWords = named ? fold(named.name).split(/\s+/) : [];
  const others = frame.clause.terms.filter(
    (term) =>
      term.kind !== 'punctuation' &&
      !isFiller(term) &&
      !ownWords.includes(term.text) &&
      !/^(?:one|printer|machine)$/.test(term.text) &&
      !term.references.some(({ kind }) => kind === 'printer'),
  );
  if (!named || others.length) return null;
  const before = previous();
  const wished = before?.frames.some((item) => item.role === 'do');
  if (!before || !wished || before.exchange.calls.some((call) => isChange(call.tool))) return null;
  const outcomes = outcomesOf({
    ...before,
    printer: named,
    exchange: desk.exchange,
    state: onlySelected(desk, named.id),
  });
  return {
    say: outcomes.flatMap((outcome) => outcome.say),
    deeds: outcomes.flatMap((outcome) => outcome.deeds),
  };
}

const onlySelected = (desk: Desk, id: string): Desk['state'] => ({
  ...desk.state,
  printers: desk.state.printers.map((printer) => ({ ...printer, selected: printer.id === id })),
});

/** Files that are no print files are explained whatever is asked of them. */
function attached(desk: Desk): Outcome | null {
  const first = desk.exchange.attachments[0];
  if (!first) return null;
  const orders = desk.frames.some((frame) => frame.role === 'do');
  // Whatever is asked beside a recording is asked of it.
  if (first.kind === 'csv' && !orders) return READING_HANDLERS.resonances!(desk, desk.frames[0]!);
  const wants = orders || desk.frames.some((frame) => frame.role === 'answer');
  const isModel = first.kind === 'model' || /\.(stl|3mf|step|stp|obj)$/i.test(first.name);
  const isRefused = first.kind === 'gcode' && desk.frames.some(({ role }) => role === 'negated');
  if (isRefused && !wants) return said(say(desk.language, 'leftAlone'));
  return isModel || !wants ? aboutAttachment(desk) : null;
}

function pasted(desk: Desk): Outcome | null {
  const { text } = desk.exchange;
  const error = pastedError(text);
  const isPasted =
    text.includes('\n') || text.length > 200 || desk.frames.some((frame) => has(frame.clause, 'log'));
  const isMostly = error !== null && error.text.length > text.length * 0.4;
  if (error && (isPasted || isMostly || !desk.frames.some(isPlainCommand))) return explainPasted(desk, error);
  const isUnknownLog = desk.paste?.kind === 'log' && !desk.paste.words;
  return isUnknownLog ? said(say(desk.language, 'pastedLog', { count: desk.paste!.lines.length })) : null;
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
    const offers = outcomesOf(before).flatMap((outcome) => outcome.offers ?? []);
    return offers.length ? offers : askedAbout(before, outcomesOf);
  } catch (error) {
    if (error instanceof NeedsCalls) return []; // what it rested on was never read
    throw error;
  }
}

/** "should I pause it?", and then "do it": the action that was only asked about. */
function askedAbout(before: Desk, outcomesOf: OutcomesOf): Deed[] {
  const [frame] = before.frames.filter(({ role, intent }) => role === 'explain' && intent?.kind === 'act');
  if (!frame || !['permission', 'hypothetical'].includes(frame.clause.mood)) return [];
  const clause = { ...frame.clause, mood: 'command' as const, asks: false };
  return outcomesOf({ ...before, frames: [{ ...frame, role: 'do', clause }] }).flatMap(({ deeds }) => deeds);
}

const WHAT_HAPPENED =
  /^(?:(?:ask|hey) )?(?:smokey )?(?:and |but )?(?:why|how come|varfor|warum|wieso|por que|pourquoi)(?: (?:is|did|has|was|does|do|not)\b(?! you\b).*| stannade.*)?$|^what (?:happened|has happened|is wrong|went wrong|is the (?:matter|problem|error|fault))\b|^(?:vad (?:har hant|hande|ar det for fel|ar fel)|was ist (?:passiert|los)|que (?:paso|pasa|ha pasado)|que s est il passe)\b/;

/** On a printer that has stopped for a fault, "why?" means that fault. */
/** "it does not stick" – "what should I do": what is known of what was told before. */
function moreOfBefore(desk: Desk): Outcome | null {
  const before = desk.memory.past[0];
  const asked = foldedOf(desk.frames)
    .replace(/[^\p{L}\d\s]+/gu, '')
    .trim();
  if (!before || desk.paste || !isHelpless(asked) || asked === 'help') return null;
  const told = knowledgeText(desk, before.exchange.text, 2);
  return told.length ? said(...told) : null;
}

function asksWhatHappened(desk: Desk): Outcome | null {
  const snapshot = snapshotOf(desk);
  const [frame] = desk.frames;
  const asked = expandContractions(fold(desk.exchange.text))
    .replace(/[^\p{L}\d\s]+/gu, '')
    .trim();
  const isFaulty =
    snapshot !== null &&
    (/^(?:shutdown|error)$/.test(snapshot.klippy.state) || snapshot.job.state === 'error');
  if (!isFaulty || !frame || desk.paste) return null;
  if (!(WHAT_HAPPENED.test(asked) || desk.frames.some(asksOfFault)) && !speaksOfFault(asked, desk.frames))
    return null;
  return TROUBLE_HANDLERS.what_wrong!(desk, frame);
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
