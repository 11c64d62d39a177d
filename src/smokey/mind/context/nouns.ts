import { isFiller } from '../understand/clause.ts';
import type { Term } from '../understand/terms.ts';

/** Nouns that replace each other: "and the bed?" after "how hot is the nozzle?". */
const NOUNS = new Set(
  'nozzle bed chamber heater fan partfan host speed flow light materialname limitaccel limitvelocity limitcorner pressureadvance'.split(
    ' ',
  ),
);

/** What mains power comes through. */
const SUPPLIES = /^(?:psu|power supply|plug|smart plug|socket)$/;

export const isNoun = (term: Term): boolean =>
  /^[xyz]$/.test(term.text) ||
  SUPPLIES.test(term.text) ||
  term.concepts.some((concept) => NOUNS.has(concept)) ||
  term.references.some(({ kind }) => kind === 'sensor' || kind === 'output' || kind === 'power') ||
  (term.unknown && !isFiller(term)) ||
  term.kind === 'file' ||
  term.kind === 'quoted';

/** Concepts that say nothing about which thing is meant. */
const SOFT = new Set(
  'set it to yes no wait just please i you up down abit by nowword panic start again other show have normal undo backdir need thanks greeting faster slower heat target temperature session full half halfofit doubleofit quarter threequarters cool sequel next last'.split(
    ' ',
  ),
);

/** True for a word that leaves open what is meant: "make", "it", "a bit", "higher", "no". */
export const isSoft = (term: Term): boolean =>
  term.kind === 'punctuation' ||
  term.quantity !== undefined ||
  (term.unknown
    ? term.text.length <= 3 || isFiller(term) || SMALL_TALK.test(term.text)
    : isSoftConcept(term));

const isSoftConcept = (term: Term): boolean =>
  term.kind === 'word' && !term.references.length && term.concepts.every((concept) => SOFT.has(concept));

const SMALL_TALK =
  /^(even|slightly|hmm|instead|rather|better|suppose|guess|nicely|fine|please|do|around|roughly|approximately|ought|nice|good|thinking|wonderful|lovely|grand|then|make|more|less|only|maybe|would|could|should|actually|think|thats|that|nope|nah|still|enough|much|okay|alright|perhaps|let|lets|say|both|same|percent|degrees|prova|gor|mach|pon|mets|already|reckon)$/;
