import type { MacroInfo } from '../../../../klipper/snapshot.ts';
import { say } from '../../answer/say.ts';
import type { Clause } from '../../understand/clause.ts';
import { references } from '../../understand/clause.ts';
import { CHANGES } from '../deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { offline } from '../guards.ts';
import { findMeantMacro } from '../near-macro.ts';
import { looksLikeQuestion } from '../nearest-read.ts';
import { macroLines } from '../write-macro.ts';
import { ownWordsOf } from '../own-words.ts';
import type { Section } from '../config-text.ts';
import { loadConfig, MAIN_FILE, type ConfigFile } from './file.ts';

const NOUN = /\b(?:macros?|buttons?|commands?|shortcuts?|routines?|scripts?)\b/;
const CREATES =
  /\b(?:add|create|make|write|define|set ?up|build|put together|knock up|program|compose|give me|would like|want|need|could do with|fancy|new|an? (?:\w+ )?(?:macro|button|command|shortcut))\b/;
const REMOVES =
  /\b(?:vanish\w*|removed?|deleted?|drop|strip|take (?:\w+ ){1,3}out|taken out|get rid|rid of|gone|away with|throw \w+ (?:out|away)|scrap|bin|erased?|lose|outstayed|no longer (?:need|want)|do not (?:need|want))\b/;
const PLACE = /\b(?:config\w*|settings|cfg|printer ?cfg|file|macro|button|altogether)\b/;
const DOES_IT_DO = /\bdo(?:es)? .*\bdo\b/;
const OF_WHAT_IT_DOES =
  /\bdo(?:es)?\b.*\bdo\b|\bwhat (?:is in|happens|exactly)\b|\bhow (?:many|much|far|hot|long|fast|high)\b|\bwhere does\b|\bwhich lines\b|\bwhat (?:lines|commands|code)\b|\bexplain\b|\bdoes it (?:heat|home|move|park|wait)\b|\bgood for\b|\bwhat .*\bfor\b/;
const HAVE = /\b(?:have|got|is there|any|does (?:it|this) have)\b/;

/** What is wished or asked of macros as part of the configuration: a new one, one less, what one does. */
export function ofMacros(desk: Desk): Outcome | null {
  const clause = desk.frames[0]?.clause;
  if (!clause || desk.paste || desk.language !== 'en' || !snapshotOf(desk)) return null;
  const text = ownWordsOf(desk.frames);
  const asks =
    DOES_IT_DO.test(text) ||
    desk.frames.some((frame) => looksLikeQuestion(frame.clause) && !frame.clause.polite);
  if (asks) return askedOf(desk, text);
  if (desk.frames.some(({ role }) => role === 'negated' || role === 'deferred')) return null;
  return removal(desk, text) ?? addition(desk, text, clause);
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
  if (!NOUN.test(text) || !CREATES.test(text)) return null;
  const macro = macroLines(desk.exchange.text, clause, snapshotOf(desk)!.macros);
  if (!macro) return null;
  const away = offline(desk);
  if (away) return away;
  const config = loadConfig(desk);
  if (!config) return null;
  return newMacro(desk, config, macro);
}

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

const sectionOf = (config: ConfigFile | null, { name }: MacroInfo): Section | undefined =>
  config?.sections.find((section) => section.name.toUpperCase() === `GCODE_MACRO ${name.toUpperCase()}`);

function removal(desk: Desk, text: string): Outcome | null {
  const macro = REMOVES.test(text) && PLACE.test(text) ? named(desk) : null;
  if (!macro) return null;
  const away = offline(desk);
  if (away) return away;
  const config = loadConfig(desk);
  const section = sectionOf(config, macro);
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
  if (!macro) return null;
  const away = offline(desk);
  if (away) return away;
  const section = sectionOf(loadConfig(desk), macro);
  const body = section?.body.split(/^gcode\s*[:=]/m)[1] ?? '';
  const lines = body
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
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
  const asked = OF_WHAT_IT_DOES.test(text);
  if (NOUN.test(text) && (asked || HAVE.test(text))) return named(desk) ?? meant(desk.frames, macros);
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
