import { fold } from '../../normalise/text.ts';
import type { Term } from '../../understand/terms.ts';
import { isFiller } from '../../understand/clause.ts';
import { chooseAmong } from '../choose-among.ts';
import type { Desk } from '../desk.ts';
import { wordsOf } from '../file-search.ts';

/** Other English names for things that people print. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  holder: ['stand'],
  stand: ['holder'],
  boat: ['benchy'],
  tug: ['benchy'],
  castle: ['rook'],
  horse: ['knight'],
  cog: ['gear'],
  cogwheel: ['gear'],
  gearwheel: ['gear'],
  keyring: ['keychain'],
  fob: ['keychain'],
  lampshade: ['lamp', 'shade'],
  brace: ['bracket'],
  mobile: ['phone'],
  quadcopter: ['drone'],
  flowerpot: ['pot'],
};

/** Words in names of files that are common words as well: alone they mention no file. */
const COMMON =
  /^(?:spool|left|right|arm|class\w*|two|colou?r|test|final|new|old|part|small|big|print|calibration|filament|nozzle|bed|light|top|base|v?\d+)$/;

/** A whole name with its ending: it is that file or none, whatever words stand in it. */
const SPELLED_OUT = /\s.*\.(?:gcode|gco|ufp|bgcode)["']?$/i;

/** The files that a message names in its own words, equally good ones together; not the folder they are to go to. */
export function mentioned(desk: Desk, paths: readonly string[], folder = ''): string[] {
  const spelled = desk.frames
    .flatMap(({ clause }) => clause.terms)
    .filter(({ kind, raw }) => (kind === 'file' && !/\.(?:cfg|conf)$/i.test(raw)) || kind === 'quoted');
  if (spelled.length) return paths.filter((path) => spelled.some(({ raw }) => isSpelledAs(path, raw)));
  const words = desk.frames
    .flatMap(({ clause }) => clause.terms)
    .filter(({ raw }) => !SPELLED_OUT.test(raw))
    .flatMap(sayings)
    .filter(({ word }) => word !== folder);
  const scored = paths.map((path) => ({ path, score: fit(words, path) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  if (best < 1) return [];
  return scored.filter(({ score }) => score === best).map(({ path }) => path);
}

/** One of several files that fit, by what the message says besides: "the newer", "the left one", "the heavy one". */
export function chosenOf(desk: Desk, paths: readonly string[]): string | null {
  if (paths.length === 1) return paths[0]!;
  for (const { clause } of desk.frames) {
    const chosen = chooseAmong(desk, clause, paths);
    if (chosen) return chosen;
  }
  return null;
}

/** A name that is written out means this file and no other that is like it. */
const isSpelledAs = (path: string, raw: string): boolean => {
  const [own, name] = [fold(path), fold(raw)];
  return [own, own.replace(/\.\w+$/, '')].some((item) => item === name || item.endsWith(`/${name}`));
};

interface Saying {
  word: string;
  /** A word that says something of its own besides: "spool", "left". */
  common: boolean;
}

function sayings(term: Term): Saying[] {
  if (
    term.kind === 'punctuation' ||
    term.kind === 'number' ||
    (isFiller(term) && !/\d|^(?:left|right)$/.test(term.text))
  )
    return [];
  const words = wordsOf(term.raw).flatMap((word) => [
    word,
    ...(ALSO[word] ?? ALSO[word.replace(/s$/, '')] ?? []),
  ]);
  const common = term.kind === 'word' && term.concepts.length > 0 && !/[_.]/.test(term.raw);
  return [...words, ...(term.text.includes(' ') ? [] : [fold(term.text)])].map((word) => ({
    word,
    common: common || COMMON.test(word),
  }));
}

/** Below one: not named. Each word of the name counts once; a common word counts only beside a telling one. */
function fit(said: readonly Saying[], path: string): number {
  const own = wordsOf(path);
  const hits = own.map((word) => said.filter((item) => isSame(item.word, word)));
  const told = hits.filter((found) => found.length > 0).length;
  const telling = hits.some((found) => found.some(({ common }) => !common));
  const whole = own.length > 1 && said.some(({ word }) => word === own.join(''));
  return whole ? own.length : telling || told >= Math.max(2, own.length) ? told : 0;
}

const isSame = (said: string, own: string): boolean => {
  if (said === own) return true;
  if (/\d/.test(own))
    return said.replace(/^v/, '') === own.replace(/^v/, '') || (said.length > 1 && own.endsWith(said));
  const stem = (word: string): string => word.replace(/(?:es|s)$/, '');
  return said.length > 3 && own.length > 3 && stem(said) === stem(own);
};
