import type { MacroInfo } from '../../../klipper/snapshot.ts';
import { stem } from '../../knowledge/words.ts';
import { isEnglishWord } from '../language/detect.ts';
import { editDistance } from '../normalise/spelling.ts';
import { fold } from '../normalise/text.ts';
import { isFiller, type Clause } from '../understand/clause.ts';

/** What macros are about, and the words people have for it. */
const ALIKE = [
  'clean wipe brush scrub crud gunk cleaning rensa reinig limpia nettoie',
  'purge prime flush line spool squirt',
  'light led lamp lights leds',
  'party disco rainbow',
  'load insert feed push',
  'unload eject retract pull',
  'park parking',
  'beep buzz tone sound chime',
  'home homing',
  'preheat warm',
  'present forward',
  'soak heatsoak',
].map((line) => new Set(line.split(' ').map(stem)));

const meaningsOf = (word: string): string[] => {
  const stemmed = stem(fold(word));
  return [stemmed, ...ALIKE.filter((group) => group.has(stemmed)).flatMap((group) => [...group])];
};

/** The macro whose name is nearly what was written; null when none or several are. */
export function findNearMacro(clause: Clause, macros: readonly MacroInfo[]): MacroInfo | null {
  const words = clause.terms.filter((term) => term.kind === 'word').map((term) => fold(term.raw));
  const near = macros.filter((macro) =>
    partsOf(macro.name).every((part) =>
      words.some(
        (word) =>
          word === part || (part.length > 3 && !isEnglishWord(word) && editDistance(word, part, 1) <= 1),
      ),
    ),
  );
  return near.length === 1 ? (near[0] ?? null) : null;
}

/**
 * The one macro that does what is described ("wipe the nozzle", "that brush macro"): by the meaning of its name, and
 * by its description where names tie. A description alone never chooses: anybody may have written it.
 */
export function findMeantMacro(clause: Clause, macros: readonly MacroInfo[]): MacroInfo | null {
  const said = new Set(
    clause.terms
      .filter((term) => term.kind === 'word' && !isFiller(term))
      .flatMap((term) => term.raw.split(/[\s_]+/))
      .flatMap(meaningsOf),
  );
  const scored = macros.map((macro) => {
    const parts = partsOf(macro.name);
    const hits = parts.filter((part) => said.has(stem(part))).length;
    const told = partsOf(macro.description).filter((part) => part.length > 3 && said.has(stem(part))).length;
    return { macro, score: hits / Math.max(1, parts.length) + (hits ? Math.min(3, told) * 0.05 : 0) };
  });
  const best = scored.sort((a, b) => b.score - a.score);
  const [first, second] = best;
  return first && first.score >= 0.5 && first.score > (second?.score ?? 0) ? first.macro : null;
}

const partsOf = (name: string): string[] =>
  fold(name)
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean);

/** Macros of which one word of the name is said: "the lights macro" may be LIGHTS_ON or LIGHTS_OFF. */
export function macrosLike(clause: Clause, macros: readonly MacroInfo[]): MacroInfo[] {
  const said = clause.terms
    .filter((term) => term.kind === 'word' && !isFiller(term) && term.raw.length > 3)
    .map((term) => stem(fold(term.raw)));
  return macros.filter(({ name }) => partsOf(name).some((part) => said.includes(stem(part))));
}
