import { duration, filament, list, number } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import type { Quantity } from '../../normalise/tokens.ts';
import { quantities } from '../../understand/clause.ts';
import type { Frame } from '../../understand/frames.ts';
import { comparisonOf, seconds, type Measure } from '../choose-among.ts';
import { said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { factsOf, filePaths, type FileFacts } from '../file-search.ts';
import { speaksInGeneral } from '../general.ts';
import { isBusy, offline } from '../guards.ts';
import { factsTogether } from '../handlers/file-sets.ts';
import { factsText } from '../handlers/files.ts';
import { inTurn } from '../start-in-turn.ts';
import { looksLikeQuestion } from '../nearest-read.ts';
import { ownWords, ownWordsOf } from '../own-words.ts';
import { inFolder } from './folder.ts';
import { chosenOf, mentioned } from './mentioned.ts';

/** What can be known of a file. */
const FACTS =
  /\b(?:how (?:long|many|much|tall|heavy|high|big)|grams?|mass|weigh\w*|heavy|runtime|run time|duration|time|hours|height|tall|layers?|temps?|temperatures?|material|plastic|sliced?|slicer|cut for|met(?:re|er)s?|filament|facts|details|info\w*|enough|nozzle|bed)\b/;
const THERE =
  /\b(?:anything|something|stuff|any (?:files?|models?|things?|prints?)) (?:for|with|like|about|to do with|of)\b|\b(?:still (?:there|on)|by (?:accident|mistake)|is (?:it|the \w+(?: \w+)?) (?:gone|there)|do (?:i|we) (?:still )?have|have (?:i|we) (?:still )?got)\b/;
const TOGETHER =
  /\b(?:one after the other|after each other|in a row|in one go|both|total|together|combined|sum|all (?:two|three)|back to back|altogether)\b/;
const DOES =
  /\b(?:print|start|run|begin|delete|remove|rename|move|queue|upload|cancel|pause|resume|make|set|heat|put|go|let|call\w*|names?|get|want|need|give|do|off|please|load|unload|swap|change|feed|push|pull)\b/;
/** Asks for files by a bound: "anything under an hour". */
const ANY = /\b(?:what|which|anything|any|something|whatever|files?|jobs|prints|models?)\b/;
const LESS =
  /\b(?:under|below|less than|within|inside|in|shorter than|lighter than|up to|at most|no more than|not more than|before)\b|\b(?:i|we)(?: only| just)? (?:have|got|have got)(?: only| just| about| around| maybe)* (?:\d+|an?|half an?|one|two|three|four|five|six)\b/;
const MORE =
  /\b(?:over|above|more than|taller than|higher than|longer than|heavier than|at least|exceed\w*)\b/;
/** How it went, or why something is so: not what the file says. */
const NO_FACT =
  /\bhow (?:long|far) (?:did|had|was|has) it (?:been )?(?:print|run|go)\w*\b.*\bbefore (?:i|we|it|they)\b|^(?:and )?did (?!i\b)|\bhow long did\b.*\b(?:run|running|go on|last|printing)\b|\bhow long (?:did|had|was)\b.*\bwhen (?:it|that) (?:got|was|were|had been|died|failed|stopped)\b|^why\b|\blast time\b|\bwork(?:ed)? out\b|\b(?:came|come|coming|turned|went) (?:out|wrong)\b|\bfail\w*\b|\bwent wrong\b/;
/** "of the two, which is slower": asked in the middle. */
const ASKS_INSIDE = /\b(?:which(?: one)? (?:is|s|takes|needs|prints)|how (?:many|much|long|tall|heavy))\b/;
const LONGEST_WORDS = 45;

/** "did I delete the lamp shade by accident?": whether the file is there. */
export function askedForFile(desk: Desk): Outcome | null {
  const text = ownWordsOf(desk.frames);
  const asks = desk.frames.some(({ clause }) => looksLikeQuestion(clause));
  if (desk.paste || desk.language !== 'en' || !snapshotOf(desk)) return null;
  const isPlain = desk.frames.length === 1 && ['answer', 'explain', 'unknown'].includes(desk.frames[0]!.role);
  const folder = isPlain ? inFolder(desk, text) : null;
  if (folder) return folder;
  if (!asks || !THERE.test(text)) return null;
  if (offline(desk)) return null;
  const found = mentioned(desk, filePaths(desk));
  return found.length ? said(say(desk.language, 'oneFile', { names: list(found, desk.language) })) : null;
}

/** A question about files, in whatever words; null for all other messages. */
export function askedOfFiles(desk: Desk): Outcome | null {
  const snapshot = snapshotOf(desk);
  if (desk.paste || desk.language !== 'en' || !snapshot || desk.exchange.attachments.length) return null;
  const text = ownWordsOf(desk.frames);
  if (text.split(' ').length > LONGEST_WORDS || desk.frames.some(({ role }) => role === 'negated'))
    return null;
  if (NO_FACT.test(text) || speaksInGeneral(text)) return null;
  const asks =
    ASKS_INSIDE.test(text) ||
    desk.frames.some(
      ({ clause }) => looksLikeQuestion(clause) && !(clause.polite && DOES.test(ownWords(clause))),
    );
  const facts = FACTS.test(text);
  const compares = asks && desk.frames.some(({ clause }) => comparisonOf(clause) !== null);
  const bound = asks && ANY.test(text) && !desk.frames.some(isReadingHere) ? boundIn(desk, text) : null;
  if (!facts && !compares && !bound) return null;
  const heats = desk.frames.some(({ role, intent }) => role === 'do' && intent?.id === 'set_temperature');
  if ((!asks && (heats || DOES.test(text))) || desk.frames.some(isOtherOrder)) return null;
  const away = offline(desk);
  if (away) return away;
  const paths = filePaths(desk);
  if (bound) return withinBound(desk, paths, bound);
  const named = TOGETHER.test(text) ? sideBySide(desk, paths) : [];
  const found = named.length > 1 ? named : mentioned(desk, paths);
  if (isBusy(snapshot) && (!found.length || found.includes(snapshot.job.path ?? ''))) return null;
  if (compares && !/\b(?:newer|older)\b/.test(text)) return compared(desk, found, paths);
  return found.length ? factsTold(desk, found, text) : null;
}

/** "bed to 55 please. Also, how long does the keychain take?": the order is not to be lost. */
const isOtherOrder = ({ role, intent, score, clause }: Frame): boolean =>
  role === 'do' && score >= SURELY_ORDERED && !clause.asks && SETTINGS.test(intent?.id ?? '');
/** "it has run for an hour. What speed is it going at?": plainly a reading of the printer. */
const isReadingHere = ({ role, intent, score }: Frame): boolean =>
  role === 'answer' && score >= SURELY_READ && READINGS.test(intent?.id ?? '');
const SURELY_READ = 4;
const READINGS =
  /^(?:speed_flow|fan_state|temperatures|position|layer|host_health|limits|outputs_state|z_offset_value)$/;
const SURELY_ORDERED = 3;
const SETTINGS = /^(?:set_|light$|preheat|heaters?_off|home$|move$|pause$|resume$|adjust_z$|restart)/;

interface Bound {
  of: Measure;
  quantity: Quantity;
  most: boolean;
}

const SECONDS: Partial<Record<string, number>> = { s: 1, min: 60, h: 3600 };

/** "under an hour", "taller than 150 mm", "less than 20 g". */
function boundIn(desk: Desk, text: string): Bound | null {
  const more = MORE.test(text);
  if (!more && !LESS.test(text)) return null;
  const said = desk.frames.flatMap(({ clause }) => quantities(clause));
  const ofTime = said.find(({ unit }) => unit !== null && unit in SECONDS) ?? hourIn(text);
  if (ofTime)
    return {
      of: seconds,
      quantity: { ...ofTime, value: ofTime.value * (SECONDS[ofTime.unit!] ?? 1) },
      most: !more,
    };
  const grams = said.find(({ unit }) => unit === 'g');
  if (grams) return { of: (facts) => facts.filamentGrams, quantity: grams, most: !more };
  const height = /\b(?:tall\w*|high\w*|height|stand)\b/.test(text)
    ? said.find(({ unit }) => unit === 'mm' || unit === null)
    : undefined;
  return height ? { of: (facts) => facts.heightMillimetres, quantity: height, most: !more } : null;
}

function hourIn(text: string): Quantity | null {
  const spoken = /\b(half an hour|three quarters of an hour|an hour and a half|an hour)\b/.exec(text)?.[1];
  const hours = {
    'half an hour': 0.5,
    'three quarters of an hour': 0.75,
    'an hour and a half': 1.5,
    'an hour': 1,
  }[spoken ?? ''];
  return hours === undefined ? null : { value: hours, unit: 'h', signed: false };
}

function withinBound(desk: Desk, paths: readonly string[], { of, quantity, most }: Bound): Outcome {
  const fitting = known(desk, paths).filter((facts) => {
    const value = of(facts);
    return value !== null && (most ? value <= quantity.value : value >= quantity.value);
  });
  fitting.sort((a, b) => (of(a) ?? 0) - (of(b) ?? 0));
  return fitting.length
    ? said(...fitting.map((facts) => told(desk, facts)))
    : said(say(desk.language, 'noneMatch', { near: '' }).trim());
}

const known = (desk: Desk, paths: readonly string[]): FileFacts[] =>
  factsOf(desk, paths.slice(0, 20)).filter((facts): facts is FileFacts => facts !== null);

const told = (desk: Desk, facts: FileFacts): string =>
  say(desk.language, 'fileFacts', { file: facts.path, facts: factsText(facts, desk) });

/** "which of the two is lighter": of those named or just spoken of; null when any file could be meant. */
function compared(desk: Desk, found: readonly string[], paths: readonly string[]): Outcome | null {
  const spoken = desk.memory.files.filter((path) => paths.includes(path));
  const group = found.length > 1 ? found : spoken.length > 1 && spoken.length < paths.length ? spoken : [];
  const best = group.length > 1 ? chosenOf(desk, group) : null;
  if (!best) return null;
  const all = known(desk, group);
  const first = all.find(({ path }) => path === best);
  return first
    ? said(...[first, ...all.filter((facts) => facts !== first)].map((facts) => told(desk, facts)))
    : null;
}

function factsTold(desk: Desk, found: readonly string[], text: string): Outcome | null {
  const one = TOGETHER.test(text) && found.length > 1 ? null : chosenOf(desk, found);
  if (!one) return TOGETHER.test(text) ? sum(desk, found) : factsTogether(desk, found);
  const [facts] = known(desk, [one]);
  if (!facts) return null;
  return said(...enough(desk, facts, text), told(desk, facts));
}

/** "the vase and then the gear": each by its own words, whichever has more of them. */
const sideBySide = (desk: Desk, paths: readonly string[]): string[] => [
  ...new Set(desk.frames.flatMap(({ clause }) => inTurn(clause, `${desk.exchange.text},`, paths))),
];

/** Facts of several files with what they take together. */
function sum(desk: Desk, found: readonly string[]): Outcome {
  const all = known(desk, found);
  const total = (of: Measure): number => all.reduce((amount, facts) => amount + (of(facts) ?? 0), 0);
  const amount = [
    duration(total(seconds)),
    filament(
      total((facts) => facts.filamentMillimetres),
      total((facts) => facts.filamentGrams),
      desk.language,
    ),
  ].join(', ');
  return said(say(desk.language, 'amountTogether', { amount }), ...all.map((facts) => told(desk, facts)));
}

/** "I have thirty grams left, is that enough for the bracket?" */
function enough(desk: Desk, facts: FileFacts, text: string): string[] {
  const have = desk.frames.flatMap(({ clause }) => quantities(clause)).find(({ unit }) => unit === 'g');
  if (
    !have ||
    facts.filamentGrams === null ||
    !/\b(?:enough|left|do|last|reach|spool|suffic\w*)\b/.test(text)
  )
    return [];
  const verdict =
    have.value >= facts.filamentGrams
      ? have.value < facts.filamentGrams * 1.15
        ? 'Yes, but only just enough'
        : 'Yes, that is enough'
      : 'No, not enough';
  const grams = (value: number): string => `${number(value, desk.language)} g`;
  return [
    say(desk.language, 'spoolEnough', { verdict, need: grams(facts.filamentGrams), have: grams(have.value) }),
  ];
}
