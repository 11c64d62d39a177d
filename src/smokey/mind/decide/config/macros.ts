import type { MacroInfo } from '../../../../klipper/snapshot.ts';
import { say } from '../../answer/say.ts';
import { fold } from '../../normalise/text.ts';
import type { Clause } from '../../understand/clause.ts';
import { references } from '../../understand/clause.ts';
import { CHANGES, isChange } from '../deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { offline } from '../guards.ts';
import { MACRO_HANDLERS, paramsOf, runMacroNamed } from '../handlers/macros.ts';
import { findMeantMacro } from '../near-macro.ts';
import { looksLikeQuestion } from '../nearest-read.ts';
import { macroLines } from '../write-macro.ts';
import { ownWordsOf } from '../own-words.ts';
import { loadConfig, MAIN_FILE, type ConfigFile } from './file.ts';
import { bodyOf, macroSection } from './macro-body.ts';
import { changedMacro, changesMacro } from './macro-edits.ts';

const NOUN = /\b(?:macros?|buttons?|commands?|shortcuts?|routines?|scripts?)\b/;
const CREATES =
  /\b(?:add|create|make|write|define|set ?up|build|put together|knock up|program|compose|give me|would like|want|need|could do with|fancy|new|an? (?:\w+ )?(?:macro|button|command|shortcut))\b/;
const REMOVES =
  /\b(?:vanish\w*|removed?|deleted?|drop|strip|take (?:\w+ ){1,3}out|taken out|get rid|rid of|gone|away with|throw \w+ (?:out|away)|scrap|bin|erased?|lose|outstayed|no longer (?:need|want)|do not (?:need|want))\b/;
const PLACE = /\b(?:config\w*|settings|cfg|printer ?cfg|file|macro|button|altogether)\b/;
const DOES_IT_DO = /\bdo(?:es)? .*\bdo\b/;
const OF_WHAT_IT_DOES =
  /\bdo(?:es)?\b.*\bdo\b|\bwhat (?:is in|happens|exactly)\b|\bhow (?:many|much|far|hot|long|fast|high)\b|\bwhere does\b|\bwhich lines\b|\bwhat (?:lines|commands|code)\b|\bexplain\b|\bdoes it (?:heat|home|move|park|wait)\b|\bgood for\b|\bwhat .*\bfor\b/;
/** "show me the code of PARK": to be read, never to be run. */
const INSIDE =
  '(?:code|g ?code|lines?|contents?|definition|source|commands|section|body|text|script|inside|made of|written)';
const SHOWS = new RegExp(
  `\\b(?:show|see|print|list|display|read|view|look|open|paste|give|tell|copy|dump|cat|check)\\b.*\\b${INSIDE}\\b.*\\b(?:of|for|in|from|behind|to|macro)\\b|\\b(?:show|see|display|read|view|look at|list|print out|open)\\b.*\\bmacro\\b`,
);
const WHICH =
  /\b(?:which|what) (?:macro|button|command)\b|\bmacro (?:for|that|which|to)\b|\bparam(?:eter)?s?\b|\barguments?\b/;
const LISTS =
  /\b(?:how many|which|what|list|name|all|any) (?:\w+ ){0,3}macros\b(?!.*\b(?:are used for|work in|in klipper|in general)\b)|\bmacros\b.*\b(?:do (?:i|we|you|they)|are there|have)\b/;
const HAVE = /\b(?:have|got|is there|any|does (?:it|this) have)\b/;

/** What is wished or asked of macros as part of the configuration: a new one, one less, what one does. */
export function ofMacros(desk: Desk): Outcome | null {
  const clause = desk.frames[0]?.clause;
  if (!clause || desk.paste || desk.language !== 'en' || !snapshotOf(desk)) return null;
  const text = ownWordsOf(desk.frames);
  const asks =
    DOES_IT_DO.test(text) ||
    SHOWS.test(text) ||
    desk.frames.some((frame) => looksLikeQuestion(frame.clause) && !frame.clause.polite);
  if (asks) return askedOf(desk, text);
  if (desk.frames.some(({ role }) => role === 'negated' || role === 'deferred')) return null;
  return (
    removal(desk, text) ??
    change(desk, text) ??
    addition(desk, text, clause) ??
    runWithValues(desk) ??
    runCalled(desk)
  );
}

/** The macro that is named in a message, as it is written. */
function named(desk: Desk): MacroInfo | null {
  const { macros } = snapshotOf(desk)!;
  const words = desk.exchange.text.split(/[^\w]+/);
  const exact = macros.find(({ name }) => name.length > 2 && words.includes(name));
  if (exact) return exact;
  const ids = desk.frames.flatMap(({ clause }) => references(clause, 'macro').map(({ id }) => id));
  const unique = [...new Set(ids)];
  return unique.length === 1 ? (macros.find(({ name }) => name === unique[0]) ?? null) : null;
}

function addition(desk: Desk, text: string, clause: Clause): Outcome | null {
  const before = begunBefore(desk, text);
  if (!before && (!NOUN.test(text) || !CREATES.test(text))) return null;
  const told = [before, desk.exchange.text].filter(Boolean).join(', ');
  const macro = macroLines(told, clause, snapshotOf(desk)!.macros);
  if (!macro) return null;
  const away = offline(desk);
  if (away) return away;
  const config = loadConfig(desk);
  if (!config) return null;
  return newMacro(desk, config, macro);
}

/** What was told of a new macro just before, where its name or what it does was still missing. */
function begunBefore(desk: Desk, text: string): string {
  const [last] = desk.memory.past;
  if (!last) return '';
  const isBegun =
    last.frames.some(({ role, intent }) => role === 'do' && intent?.id === 'add_macro') &&
    !last.exchange.calls.some(({ tool }) => isChange(tool));
  return isBegun && GOES_ON.test(text) ? last.exchange.text : '';
}

const GOES_ON =
  /\b(?:call(?:ed)?|names?|named)\b|\b(?:it|that) (?:should|shall|must|has to|needs to|turns?|does)\b/;

/** Proposes to write a macro into the configuration. */
export function newMacro(
  desk: Desk,
  config: ConfigFile,
  macro: NonNullable<ReturnType<typeof macroLines>>,
): Outcome {
  const deed = CHANGES.editConfig({
    file: MAIN_FILE,
    section: `gcode_macro ${macro.name}`,
    set: { gcode: macro.lines.join('\n') },
    base_sha256: config.sha256,
  });
  return proposed(say(desk.language, 'addMacro', { name: macro.name, lines: macro.lines.join(', ') }), deed);
}

const OF_MACRO: ReadonlySet<string> = new Set(['run_macro', 'start_print', 'set_temperature', 'send_gcode']);

/** "START_PRINT BED=60 EXTRUDER=215": what is named behind a macro is given to it, not set by itself. */
function runWithValues(desk: Desk): Outcome | null {
  const { exchange, frames } = desk;
  const words = exchange.text.split(/[^\w]+/).map((word) => word.toUpperCase());
  const macro = snapshotOf(desk)!.macros.find(
    ({ name, params }) => name.includes('_') && params.length > 0 && words.includes(name),
  );
  const others = frames.some(({ role, intent }) => role !== 'do' || !OF_MACRO.has(intent?.id ?? ''));
  if (!macro || others) return null;
  const values = paramsOf(fold(exchange.text), macro.params);
  return Object.keys(values).length ? runMacroNamed(desk, macro.name, values) : null;
}

const RUNS =
  /\b(?:run|call|execute|fire|start|trigger|launch|use|press|do|kick off)\b.*\b(?:macro|button|routine|script)\b/;

/** What people say of themselves. */
const OF_THEM = /^(?:i|we|he|she) (?:am|are|is|have|has)\b/;

/** "I am finished, call the end print macro": the words of a macro's name are no wishes of their own. */
function runCalled(desk: Desk): Outcome | null {
  const wished = desk.frames.filter(({ role, clause }) => role === 'do' && !OF_THEM.test(clause.core));
  const [only] = wished;
  if (wished.length !== 1 || !only || !RUNS.test(only.clause.folded)) return null;
  const { macros } = snapshotOf(desk)!;
  const macro = macros
    .filter(({ name }) => new RegExp(`\\b${fold(name).replace(/_/g, '[ _]')}\\b`).test(only.clause.folded))
    .sort((a, b) => b.name.length - a.name.length)[0];
  return macro ? runMacroNamed(desk, macro.name, paramsOf(only.clause.folded, macro.params)) : null;
}

/** A macro that is spelled out, or called one, and is to become another. */
function change(desk: Desk, text: string): Outcome | null {
  const macro = named(desk);
  const isSpelled = macro && (desk.exchange.text.includes(macro.name) || NOUN.test(text));
  if (!isSpelled || !changesMacro(text, macro.name)) return null;
  const away = offline(desk);
  if (away) return away;
  const config = loadConfig(desk);
  return config && changedMacro(desk, config, macro, text);
}

function removal(desk: Desk, text: string): Outcome | null {
  const macro = REMOVES.test(text) && PLACE.test(text) ? named(desk) : null;
  if (!macro) return null;
  const away = offline(desk);
  if (away) return away;
  const config = loadConfig(desk);
  const section = macroSection(config, macro);
  if (!config || !section)
    return said(say(desk.language, 'macroElsewhere', { name: macro.name, file: MAIN_FILE }));
  const deed = CHANGES.editConfig({
    file: MAIN_FILE,
    section: section.name,
    set: Object.fromEntries(section.options.map((option) => [option, null])),
    base_sha256: config.sha256,
  });
  return proposed(say(desk.language, 'removeMacro', { name: macro.name, file: MAIN_FILE }), deed);
}

function askedOf(desk: Desk, text: string): Outcome | null {
  const macro = askedMacro(desk, text);
  if (!macro && LISTS.test(text)) return MACRO_HANDLERS.list_macros!(desk, desk.frames[0]!);
  if (!macro) return null;
  const away = offline(desk);
  if (away) return away;
  const section = macroSection(loadConfig(desk), macro);
  const lines = bodyOf(section).map((line) => line.trim());
  const params = macro.params.length
    ? say(desk.language, 'macroParams', { params: macro.params.join(', ') })
    : say(desk.language, 'macroNoParams');
  const description = `${macro.description || 'no description'}.`.replace(/\.+$/, '.');
  return said(
    say(desk.language, 'macroFacts', { name: macro.name, description, params: ` ${params.trim()}` }),
    ...(lines.length ? [say(desk.language, 'macroLines', { lines: lines.join('; ') })] : []),
  );
}

/** The macro of which it is asked what it does: named, described beside "macro" or "button", or spoken of before. */
function askedMacro(desk: Desk, text: string): MacroInfo | null {
  const { macros } = snapshotOf(desk)!;
  const asked = OF_WHAT_IT_DOES.test(text) || SHOWS.test(text);
  if ((NOUN.test(text) && (asked || HAVE.test(text))) || WHICH.test(text))
    return named(desk) ?? meant(desk.frames, macros);
  if (!asked) return null;
  const own = named(desk);
  if (own) return /_/.test(own.name) || desk.exchange.text.includes(own.name) ? own : null;
  const before = desk.memory.past[0];
  const ofMacro = before?.frames.some(({ clause }) => NOUN.test(clause.folded));
  const short = text.split(' ').length <= LONGEST_FOLLOW_UP && /\b(?:it|that|this|one)\b/.test(text);
  return before && ofMacro && short ? meant(before.frames, macros) : null;
}

const LONGEST_FOLLOW_UP = 12;
const meant = (frames: Desk['frames'], macros: readonly MacroInfo[]): MacroInfo | null =>
  frames.map(({ clause }) => findMeantMacro(clause, macros)).find((macro) => macro !== null) ?? null;
