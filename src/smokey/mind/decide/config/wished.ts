import { say } from '../../answer/say.ts';
import { has, PROPERTIES, quantities, type Clause } from '../../understand/clause.ts';
import type { Frame } from '../../understand/frames.ts';
import { spokenEdit } from '../config-edits.ts';
import type { Section } from '../config-text.ts';
import { CHANGES, READS } from '../deeds.ts';
import { said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { isPrinting, offline } from '../guards.ts';
import { ownWordsOf } from '../own-words.ts';
import { loadConfig, MAIN_FILE, type ConfigFile } from './file.ts';
import { lookUp, sectionsNamed, type Found } from './lookup.ts';
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
  ofFile: boolean;
}

/** A value that is to stand in the configuration, in whatever words; null for all other messages. */
export function wishedInConfig(desk: Desk): Outcome | null {
  const wish = wishIn(desk);
  if (!wish) return null;
  const away = offline(desk);
  if (away) return away;
  const config = loadConfig(desk);
  if (!config) return null;
  const lost = lostOption(desk, wish);
  const found = lost ? [lost] : placesFor(desk, wish, config.sections);
  if (!found.length) return null;
  const edits = found.flatMap((item) => {
    const value = valueFor(wish, item);
    return value === null ? [] : [{ ...item, value }];
  });
  if (!edits.length) return null;
  const guarded = edits.find(({ option }) => PROTECTS.test(option));
  if (guarded) return said(say(desk.language, 'disableProtection', { what: guarded.option }));
  return new Set(edits.map(({ option }) => option)).size === edits.length || isForAll(wish.text, edits)
    ? proposal(desk, config, edits)
    : said(
        say(desk.language, 'editWhich', {
          names: edits.map(({ section }) => `[${section}]`).join(', '),
          option: edits[0]!.option,
        }),
      );
}

function wishIn(desk: Desk): Wish | null {
  if (desk.paste || desk.language !== 'en' || desk.frames.some(isProtection)) return null;
  const frames = desk.frames.filter(isWished);
  const whole = ownWordsOf(desk.frames);
  const text = ownWordsOf(frames);
  const clauses = frames.map(({ clause }) => clause);
  const hasValue =
    clauses.some((clause) => quantities(clause).length > 0) || /\b(?:doubl|halv)e\b/.test(text);
  if (!hasValue || ONLY_TOLD.test(whole)) return null;
  const ofFile = OF_FILE.test(text) || FOR_GOOD.test(text);
  const goesOn = clauses.some(({ core }) => WRITES.test(core)) && text.split(' ').length <= SHORT;
  return ofFile || (goesOn && spokenOf(desk).length > 0 && !namesOther(clauses)) || isLost(desk)
    ? { text, clauses, ofFile }
    : null;
}

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
  !(LEAVES.test(clause.folded) && !quantities(clause).length);

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

/** Klipper stopped for an option that is not there, and the message gives it back: "the lost line, it is a 0.4 nozzle". */
const isLost = (desk: Desk): boolean => {
  const { state, message } = snapshotOf(desk)?.klippy ?? {};
  const text = ownWordsOf(desk.frames);
  return (
    state === 'error' &&
    MISSING.test(message ?? '') &&
    /\b(?:put|write|add|enter|fill|give|set|restore|fix|back|in again)\b/.test(text) &&
    /\b(?:line|option|setting|entry|nozzle|it|value|missing|lost|back)\b/.test(text)
  );
};

function lostOption(desk: Desk, { text }: Wish): Found | null {
  const [, option, section] = MISSING.exec(snapshotOf(desk)?.klippy.message ?? '') ?? [];
  const fits = option && section && isLost(desk) && !(lookUpName(text) && lookUpName(text) !== option);
  return fits ? { section, option, value: '' } : null;
}

const lookUpName = (text: string): string | undefined => /\b[a-z]+_[a-z_]+\b/.exec(text)?.[0];

/** The options that are meant: those named, or those spoken of before. */
function placesFor(desk: Desk, { text, clauses }: Wish, sections: readonly Section[]): Found[] {
  const spoken = spokenEdit(clauses.map(inDigits).join(' '), sections);
  if (spoken && /^(?:probe_count|[xy]_offset)$/.test(spoken.option)) return [spoken];
  const own = lookUp(text, sections);
  if (own.length) return own;
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

/** The words of a clause with its numbers as digits. */
const inDigits = ({ terms }: Clause): string =>
  terms
    .filter(({ kind }) => kind !== 'punctuation')
    .map((term) => (term.quantity ? String(term.quantity.value) : term.text))
    .join(' ');

const UNITS: readonly (string | null)[] = [null, 'mm', 'mm/s', 'mm/s2', 'hz', 'c'];

/** The value that is wished for an option; null when none is said that could be meant. */
function valueFor({ text, clauses }: Wish, { option, value }: Found): string | null {
  if (/^(?:probe_count|[xy]_offset)$/.test(option) && value) return value;
  const now = Number(value);
  if (/\bdoubl(?:e|ing)\b/.test(text)) return now ? String(now * 2) : null;
  if (/\bhalv(?:e|ing)\b/.test(text)) return now ? String(now / 2) : null;
  const numbers = clauses
    .flatMap((clause) => quantities(clause))
    .filter(({ unit }) => UNITS.includes(unit))
    .filter((item) => item.value !== now || !value);
  const wanted = numbers.at(-1);
  return wanted ? String(wanted.value) : null;
}

/** "x as well as y", "both", "all three": each of several sections is meant. */
function isForAll(text: string, edits: readonly Found[]): boolean {
  if (/\b(?:both|all|every|each|everywhere)\b/.test(text)) return true;
  const axes = edits.map(({ section }) => /^(?:tmc\d+ )?stepper_([a-z])/.exec(section)?.[1]);
  return axes.every((axis) => axis && new RegExp(`\\b${axis}\\b`).test(text));
}

function proposal(desk: Desk, { sha256 }: ConfigFile, edits: readonly Found[]): Outcome {
  const restarts = desk.frames.some(
    ({ role, intent, clause }) =>
      role === 'do' &&
      ['restart', 'firmware_restart'].includes(intent?.id ?? '') &&
      !/\b(?:whether|if|necessary|needed)\b/.test(clause.folded),
  );
  const printing = isPrinting(snapshotOf(desk)!);
  const bySection = new Map<string, Record<string, string>>();
  for (const { section, option, value } of edits)
    bySection.set(section, { ...bySection.get(section), [option]: value });
  // A second edit would rest on the file as it was before the first, and be refused.
  const [[section, set] = ['', {}], ...later] = bySection;
  const edit = CHANGES.editConfig({ file: MAIN_FILE, section, set, base_sha256: sha256 });
  const restart = say(desk.language, printing ? 'restartLater' : 'needsRestart');
  return {
    say: [
      ...edits
        .filter((item) => item.section === section)
        .map((item) => say(desk.language, 'editConfig', { ...item, file: MAIN_FILE, restart })),
      ...later.map(([name]) => say(desk.language, 'editNext', { section: name })),
    ],
    deeds: [edit, ...(restarts && !printing && !later.length ? [CHANGES.restart('klipper')] : [])],
  };
}
