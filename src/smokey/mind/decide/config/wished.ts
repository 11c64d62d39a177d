import { say } from '../../answer/say.ts';
import { has, PROPERTIES, type Clause } from '../../understand/clause.ts';
import type { Frame } from '../../understand/frames.ts';
import { spokenEdit } from '../config-edits.ts';
import type { Section } from '../config-text.ts';
import { CHANGES, READS } from '../deeds.ts';
import { said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { isPrinting, offline } from '../guards.ts';
import { ownWordsOf } from '../own-words.ts';
import { loadConfig, MAIN_FILE, type ConfigFile } from './file.ts';
import { lookUp, sectionsNamed, type Found } from './lookup.ts';
import { hasNumber, partsOf, type Part } from './parts.ts';
import { valueFor } from './values.ts';
import { OF_FILE } from './words.ts';

/** To stay when the printer is switched off: what is wished belongs in the file. */
const FOR_GOOD =
  /\b(?:for good|for keeps|permanent\w*|for always|for ever|forever|once and for all|after (?:a|the|each|every) restart|survives? (?:a|the) restart|by default|the default)\b/;
const WRITES =
  /^(?:please |kindly |then |now |just |ok |fine |right |no |so |i (?:would like|want) (?:you )?to )*(?:write|put|enter|set|make|change|have|edit|let|raise|lower|increase|reduce|double|halve|note|correct|update|alter|give)\b/;
/** Told of the past, supposed, or asked about: nothing to be written. */
const ONLY_TOLD =
  /^(?:i|we|he|she|they|someone|somebody|my \w+|the owner) (?:(?:have|had|has|already|just) )*(?:set|put|wrote|changed|edited|tried|got|raised|lowered|entered)\b|\b(?:was|were|am) (?:going|about|tempted|thinking)\b|\bwhat if\b|\bpurely\b|\bexplanation\b|\bstays? as it is\b|\bsuppos\w+\b/;
const LEAVES = /\b(?:stays?|remains?|untouched|unchanged|alone|leave|as it is|as they are)\b/;
const SPOKEN_OF = 3;
const SHORT = 10;

/** Options that keep the printer from burning or crashing; the gate would refuse them. */
const PROTECTS =
  /^(?:max_temp|min_temp|max_power|min_extrude_temp|max_extrude_\w+|sensor_type|heater_pin|position_(?:min|max|endstop))$/;

interface Wish {
  /** The words that say what is to be written. */
  text: string;
  clauses: Clause[];
}

/** The same for plain orders, which no topic that looks like them goes before. */
export const orderedInConfig = (desk: Desk): Outcome | null =>
  isLost(desk) || desk.frames.some(({ clause }) => WRITES.test(clause.core)) ? wishedInConfig(desk) : null;

/** Values that are to stand in the configuration, in whatever words; null for all other messages. */
export function wishedInConfig(desk: Desk): Outcome | null {
  const wish = wishIn(desk);
  if (!wish) return null;
  const away = offline(desk);
  if (away) return away;
  const config = loadConfig(desk);
  if (!config) return null;
  const edits: Found[] = [];
  for (const part of partsOf(wish.clauses, config.sections)) {
    const wanted = editsFor(desk, { ...wish, part }, config.sections, edits.at(-1));
    const options = new Set(wanted.map(({ option }) => option));
    if (options.size < wanted.length && !isForAll(part.text, wanted)) return askedWhich(desk, wanted);
    edits.push(...wanted);
  }
  if (!edits.length) return null;
  const guarded = edits.find(({ option }) => PROTECTS.test(option));
  if (guarded) return said(say(desk.language, refusalOf(guarded.option), { what: guarded.option }));
  return proposal(desk, config, edits);
}

/** What each of them keeps from happening. */
const refusalOf = (option: string): 'protectsExtruder' | 'protectsTravel' | 'disableProtection' =>
  /extru/.test(option)
    ? 'protectsExtruder'
    : /position/.test(option)
      ? 'protectsTravel'
      : 'disableProtection';

const askedWhich = (desk: Desk, edits: readonly Found[]): Outcome =>
  said(
    say(desk.language, 'editWhich', {
      names: edits.map(({ section }) => `[${section}]`).join(', '),
      option: edits[0]!.option,
    }),
  );

/** What one part of the message writes: the option it names, or the one named just before in another section. */
function editsFor(
  desk: Desk,
  { part, clauses, text }: Wish & { part: Part },
  sections: readonly Section[],
  before: Found | undefined,
): Found[] {
  const spoken = spokenEdit(part.text, sections);
  if (spoken && /^(?:probe_count|[xy]_offset)$/.test(spoken.option)) return [spoken];
  const lost = lostOption(desk, text);
  const own = lost ? [lost] : lookUp(part.text, sections);
  const again = before ? lookUp(`${part.text} ${before.option}`, sections) : [];
  const places = own.length ? own : again.length ? again : placesBefore(desk, clauses, part.text, sections);
  return places.flatMap((item) => {
    const value = valueFor(part, item);
    return value === null ? [] : [{ ...item, value }];
  });
}

function wishIn(desk: Desk): Wish | null {
  if (desk.paste || desk.language !== 'en' || desk.frames.some(isProtection)) return null;
  const frames = desk.frames.filter(isWished);
  const whole = ownWordsOf(desk.frames);
  const text = ownWordsOf(frames);
  const clauses = frames.map(({ clause }) => clause);
  if (!(clauses.some(hasNumber) || NO_NUMBER.test(text)) || ONLY_TOLD.test(whole)) return null;
  const orders = clauses.some(({ core }) => WRITES.test(core) || NEEDS.test(core));
  const ofFile =
    OF_FILE.test(text) || FOR_GOOD.test(text) || (orders && isOfFile(text)) || isLimitBeforeRestart(desk);
  const goesOn = clauses.some(({ core }) => WRITES.test(core)) && text.split(' ').length <= SHORT;
  return ofFile || (goesOn && spokenOf(desk).length > 0 && !namesOther(clauses)) || isLost(desk)
    ? { text, clauses }
    : null;
}

const NO_NUMBER = /\b(?:doubl|halv)e\b|\bshaper_type_[xy] (?:to|=|:) \w/;
const NEEDS = /\b(?:needs?|should be|has to be|must be|ought to be|wants to be)\b/;
/** Settings that have no live counterpart: their names alone mean the file. */
const ONLY_IN_FILE =
  /\b(?:homing speed|micro ?steps?|gear ratio|rotation distance|run current|(?:motor|stepper|driver|[xyze]) (?:motor |stepper )?current|z (?:speed|velocity|accel\w*)|nozzle (?:size|diameter)|filament diameter)\b/;
const OPTION_NAME = /\b[a-z]+(?:_[a-z0-9]+)+\b/g;
/** These can be set until the next restart as well. */
const LIVE =
  /^(?:pressure_advance|smooth_time|max_accel|max_velocity|square_corner_velocity|minimum_cruise_ratio|z_offset)$/;

const isOfFile = (text: string): boolean =>
  ONLY_IN_FILE.test(text) || (text.match(OPTION_NAME) ?? []).some((name) => !LIVE.test(name));

/** "max velocity to 250, then restart": set live it would be gone again by the restart. */
const isLimitBeforeRestart = ({ frames }: Desk): boolean =>
  frames.some(restarts) && frames.some(({ role, intent }) => role === 'do' && intent?.id === 'set_limits');

const restarts = ({ role, intent, clause }: Frame): boolean =>
  role === 'do' &&
  ['restart', 'firmware_restart'].includes(intent?.id ?? '') &&
  !/\b(?:whether|if|necessary|needed)\b/.test(clause.folded);

/** "set the bed to 60" is a wish of its own, whatever was spoken of before. */
const namesOther = (clauses: readonly Clause[]): boolean =>
  clauses.some((clause) => has(clause, ...PROPERTIES) && !OF_FILE.test(clause.folded));

const UNWISHED: ReadonlySet<string> = new Set(
  'question howto permission hypothetical negated reported'.split(' '),
);
const isProtection = ({ intent }: Frame): boolean => intent?.id === 'disable_protection';
const isWished = ({ clause, role }: Frame): boolean =>
  role !== 'negated' &&
  role !== 'deferred' &&
  !UNWISHED.has(clause.mood) &&
  (!clause.asks || clause.polite) &&
  !(LEAVES.test(clause.folded) && !hasNumber(clause));

/** What was said of the configuration just before, newest first; anything else said since ends it. */
function spokenOf(desk: Desk): string[] {
  const texts: string[] = [];
  for (const { exchange, frames } of desk.memory.past.slice(0, SPOKEN_OF)) {
    const text = ownWordsOf(frames);
    const isRead = exchange.calls.some(({ tool }) => tool === READS.config().tool);
    if (!isRead && !OF_FILE.test(text)) break;
    texts.push(text);
  }
  return texts;
}

const MISSING = /Option '([^']+)' in section '([^']+)' must be specified/;

/**
 * Klipper stopped for an option that is not there, and the message gives it back: "the lost line, it is a 0.4
 * nozzle", its name with a value, or the value alone.
 */
const isLost = (desk: Desk): boolean => {
  const { state, message } = snapshotOf(desk)?.klippy ?? {};
  const option = MISSING.exec(message ?? '')?.[1];
  const text = ownWordsOf(desk.frames).replace(/_/g, ' ');
  return (
    state === 'error' &&
    option !== undefined &&
    (text.includes(option.replace(/_/g, ' ')) ||
      VALUE_ALONE.test(text) ||
      (GIVES.test(text) &&
        /\b(?:line|option|setting|entry|nozzle|extruder|it|value|missing|lost|back|config)\b/.test(text)))
  );
};

const GIVES = /\b(?:put|write|add|enter|fill|give|set|restore|fix|repair|back|in again|insert|use|make)\b/;
const VALUE_ALONE =
  /^(?:(?:it|that|mine|the nozzle) (?:is|was|should be) |(?:use|take|a|an|the|just|probably|usual|standard|normal|ok|yes) )*-?\d+(?:\.\d+)?(?: ?mm)?(?: (?:nozzle|one|please|of course|i think))*$/;

function lostOption(desk: Desk, text: string): Found | null {
  const [, option, section] = MISSING.exec(snapshotOf(desk)?.klippy.message ?? '') ?? [];
  const fits = option && section && isLost(desk) && !(lookUpName(text) && lookUpName(text) !== option);
  return fits ? { section, option, value: '' } : null;
}

const lookUpName = (text: string): string | undefined => /\b[a-z]+_[a-z_]+\b/.exec(text)?.[0];

/** The options that were spoken of before, where the message names none. */
function placesBefore(
  desk: Desk,
  clauses: readonly Clause[],
  text: string,
  sections: readonly Section[],
): Found[] {
  if (namesOther(clauses)) return [];
  for (const before of spokenOf(desk)) {
    const found = lookUp(before, sections);
    if (!found.length) continue;
    const named = sectionsNamed(text, sections);
    const kept = found.filter(({ section }) => named.some(({ name }) => name === section));
    return kept.length ? kept : found;
  }
  return [];
}

/** "x as well as y", "both", "all three": each of several sections is meant. */
function isForAll(text: string, edits: readonly Found[]): boolean {
  if (/\b(?:both|all|every|each|everywhere)\b/.test(text)) return true;
  const axes = edits.map(({ section }) => /^(?:tmc\d+ )?stepper_([a-z])/.exec(section)?.[1]);
  return axes.every((axis) => axis && new RegExp(`\\b${axis}\\b`).test(text));
}

function proposal(desk: Desk, { sha256 }: ConfigFile, edits: readonly Found[]): Outcome {
  const restart = desk.frames.find(restarts);
  const printing = isPrinting(snapshotOf(desk)!);
  const [{ section } = { section: '' }] = edits;
  const key = (item: Found): string =>
    item.section === section ? item.option : `[${item.section}] ${item.option}`;
  const set = Object.fromEntries(edits.map((item) => [key(item), item.value]));
  const edit = CHANGES.editConfig({ file: MAIN_FILE, section, set, base_sha256: sha256 });
  const note = say(desk.language, printing ? 'restartLater' : 'needsRestart');
  const kind = restart?.intent?.id === 'firmware_restart' ? 'firmware' : 'klipper';
  return {
    say: edits.map((item, index) =>
      say(desk.language, 'editConfig', {
        ...{ ...item, file: MAIN_FILE },
        restart: index === edits.length - 1 ? note : '',
      }),
    ),
    deeds: [edit, ...(restart && !printing ? [CHANGES.restart(kind)] : [])],
  };
}
