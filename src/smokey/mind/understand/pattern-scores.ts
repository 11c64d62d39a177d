import { INTENTS } from '../intents/index.ts';
import type { Intent } from '../intents/types.ts';
import type { Quantity } from '../normalise/tokens.ts';
import { isFiller, type Clause } from './clause.ts';
import type { Term } from './terms.ts';

/** One thing a pattern asks for: one of several words of the lexicon, or words of the clause as they stand. */
interface Need {
  alternatives: string[];
  spoken: RegExp | null;
  absent: boolean;
  welcome: boolean;
}

/** One way of putting an intent, taken apart. */
interface Pattern {
  intent: Intent;
  needs: readonly Need[];
  /** Words as they stand are all it asks for. */
  onlySpoken: boolean;
}

function compile(intent: Intent, text: string): Pattern {
  const needs = (text.match(/!?~[^~]+~\??|\S+/g) ?? []).map((part): Need => {
    const absent = part.startsWith('!');
    const welcome = part.endsWith('?');
    const body = part.slice(absent ? 1 : 0, welcome ? -1 : undefined);
    const spoken = body.startsWith('~') ? new RegExp(body.slice(1, -1)) : null;
    return { alternatives: spoken ? [] : body.split('|'), spoken, absent, welcome };
  });
  needs.sort((a, b) => Number(a.spoken !== null) - Number(b.spoken !== null)); // what is quick to deny goes first
  return { intent, needs, onlySpoken: !needs.some(isPivot) };
}

const isPivot = (need: Need): boolean => !need.spoken && !need.absent && !need.welcome;

interface Patterns {
  /** By one word that must be there: the others need not be looked at. */
  byKey: ReadonlyMap<string, readonly Pattern[]>;
  onlySpoken: readonly Pattern[];
}

let patterns: Patterns | null = null;

function compileAll(): Patterns {
  const byKey = new Map<string, Pattern[]>();
  const all = INTENTS.flatMap((intent) => intent.patterns.map((text) => compile(intent, text)));
  for (const pattern of all)
    for (const key of pattern.needs.find(isPivot)?.alternatives ?? [])
      byKey.set(key, [...(byKey.get(key) ?? []), pattern]);
  return { byKey, onlySpoken: all.filter(({ onlySpoken }) => onlySpoken) };
}

/** Concepts too small to count as unexplained. */
const SMALL = new Set([
  'approvalword',
  'product',
  'sequel',
  'abit',
  'session',
  'help',
  'it',
  'i',
  'you',
  'to',
  'by',
  'please',
  'have',
  'nowword',
  'yes',
  'no',
  'set',
  'just',
  'greeting',
  'next',
  'all',
  'show',
  'again',
  'printer',
  'panic',
  'thanks',
  'test',
  'last',
  'other',
  'object',
  'klipper',
  'wait',
  'usage',
  'need',
  'section',
  'file',
  'watch',
  'status',
]);

/** How well the best pattern of an intent fits a clause. */
export interface Fit {
  score: number;
  /** The share of the clause's words that it explains, 0 to 1; small words aside. */
  share: number;
}

/**
 * How well the best pattern of each intent fits a clause, by the intent's id; what no pattern fits is left out.
 * `spoken` tells whether patterns count that are made only of words as they stand; they are slow to look through.
 */
export function patternScores(clause: Clause, spoken = true): ReadonlyMap<string, Fit> {
  patterns ??= compileAll();
  const found = termsByKey(clause);
  const tried = new Set<Pattern>(spoken ? patterns.onlySpoken : []);
  for (const key of found.keys()) for (const pattern of patterns.byKey.get(key) ?? []) tried.add(pattern);
  const best = new Map<Intent, Fit>();
  for (const { intent, needs } of tried) {
    const fit = fitOf(clause, found, needs);
    if (fit && fit.score > (best.get(intent)?.score ?? 0)) best.set(intent, fit);
  }
  const strange = strangeness(clause);
  const scores = new Map<string, Fit>();
  for (const [intent, { score, share }] of best) {
    if (intent.id === 'set_temperature' && found.has('pid')) continue; // its temperature is the tuning's
    const left = score - (isOfState(intent) ? strange : 0);
    if (left > 0) scores.set(intent.id, { score: left + (intent.weight ?? 0), share });
  }
  return scores;
}

/** Words in no list make it less likely that a question is about the printer's state, unless it is about names. */
const isOfState = (intent: Intent): boolean =>
  intent.kind === 'ask' && !intent.patterns.some((pattern) => pattern.includes('$unknown'));

type TermsByKey = ReadonlyMap<string, readonly Term[]>;

function fitOf(clause: Clause, found: TermsByKey, needs: readonly Need[]): Fit | null {
  let score = 0;
  const explained = new Set<Term>();
  for (const need of needs) {
    const hits = need.spoken ? hitsOfWords(clause, need.spoken) : hitsOfKeys(found, need.alternatives);
    if (need.absent ? hits : !hits && !need.welcome) return null;
    if (need.absent || !hits) continue;
    for (const hit of hits) explained.add(hit);
    const longest = Math.max(0, ...hits.map((hit) => hit.text.split(' ').length - 1));
    score += need.welcome ? 0.5 : 1 + 0.15 * longest;
  }
  const left = clause.terms.filter((term) => !explained.has(term) && isContent(term)).length;
  const said = clause.terms.filter(
    (term) => term.kind !== 'punctuation' && !isFiller(term) && !TINY.test(term.text),
  );
  const share = said.length > 0 ? said.filter((term) => explained.has(term)).length / said.length : 1;
  return { score: Math.max(0.05, score - Math.min(0.9, 0.3 * left)), share };
}

/** Words that tell nothing by themselves. */
const TINY =
  /^(?:the|an?|its?|is|are|to|of|for|on|in|at|and|or|i|we|you|my|me|our|us|please|can|could|would|will|this|that|be|do|so|with|just|now)$/;

/** The terms that one of the keys stands for; null when there is none. */
function hitsOfKeys(found: TermsByKey, keys: readonly string[]): readonly Term[] | null {
  let hits: readonly Term[] | null = null;
  for (const key of keys) {
    const terms = found.get(key);
    if (terms) hits = hits ? [...new Set([...hits, ...terms])] : terms;
  }
  return hits;
}

/** The terms that the words of a pattern cover; null when the clause has not these words. */
function hitsOfWords(clause: Clause, words: RegExp): readonly Term[] | null {
  const part = words.exec(clause.folded)?.[0];
  if (part === undefined) return null;
  return clause.terms.filter((term) => term.kind !== 'punctuation' && part.includes(term.text));
}

const NAMED: ReadonlySet<string> = new Set('macro output sensor power object mesh printer camera'.split(' '));
/** The longest clause in which a word in no list may be a name. */
const LONGEST_WITH_NAME = 40;

/** All a pattern may ask for that stands in a clause, with the terms that stand for it. */
function termsByKey(clause: Clause): TermsByKey {
  const found = new Map<string, Term[]>();
  for (const term of clause.terms)
    for (const key of keysOf(term, clause.terms.length < LONGEST_WITH_NAME)) {
      const listed = found.get(key);
      if (listed) listed.push(term);
      else found.set(key, [term]);
    }
  return found;
}

function keysOf(term: Term, mayName: boolean): ReadonlySet<string> {
  const keys = new Set(term.concepts);
  if (term.quantity) for (const key of quantityKeys(term.quantity)) keys.add(key);
  if (term.kind === 'file' && !/\.(cfg|conf)$/.test(term.text)) keys.add('$file');
  if (term.kind === 'quoted') keys.add('$quoted');
  if (term.unknown && !isFiller(term) && term.text.length > 1 && mayName) keys.add('$unknown');
  for (const { kind } of term.references) if (NAMED.has(kind)) keys.add(`@${kind}`);
  return keys;
}

function quantityKeys({ unit, value }: Quantity): string[] {
  const keys = ['#'];
  if (unit === null || unit === 'c' || unit === 'f') keys.push('#c');
  if (unit === 'c' || unit === 'f') keys.push('#deg');
  if (unit === null || unit === 'percent') keys.push('#%');
  if (unit === 'percent') keys.push('#pct');
  if (unit === null || unit === 'mm') keys.push('#mm');
  if (unit === 'mm') keys.push('#len');
  if ((unit === null || unit === 'mm') && Math.abs(value) < 1 && value !== 0) keys.push('#tiny');
  return keys;
}

function strangeness(clause: Clause): number {
  const strange = clause.terms.filter(
    (term) => term.unknown && !isFiller(term) && term.text.length > 2,
  ).length;
  return Math.min(1.2, 0.22 * strange);
}

function isContent(term: Term): boolean {
  if (term.kind === 'number') return true;
  if (term.references.some((item) => item.kind === 'printer')) return false;
  if (term.kind !== 'word' || isFiller(term)) return false;
  return (
    term.concepts.some((concept) => !SMALL.has(concept)) &&
    !term.concepts.every((concept) => SMALL.has(concept))
  );
}
