import type { Intent } from '../intents/types.ts';
import { likenessOf, type Likeness } from '../likeness/likeness.ts';
import type { Quantity } from '../normalise/tokens.ts';
import { has, isFiller, type Clause } from './clause.ts';
import type { Term } from './terms.ts';

export interface Match {
  intent: Intent;
  score: number;
  /** How probable the intent is by its examples alone, 0 to 1. */
  likeness: number;
}

interface Need {
  alternatives: string[];
  absent: boolean;
  welcome: boolean;
}

interface CompiledPattern {
  needs: Need[];
}

const compiled = new Map<string, CompiledPattern>();

function compile(pattern: string): CompiledPattern {
  const known = compiled.get(pattern);
  if (known) return known;
  const parts = pattern.match(/~[^~]+~\??|\S+/g) ?? [];
  const needs = parts.map((part) => {
    const absent = part.startsWith('!');
    const welcome = part.endsWith('?');
    const body = part.slice(absent ? 1 : 0, welcome ? -1 : undefined);
    return { alternatives: body.startsWith('~') ? [body] : body.split('|'), absent, welcome };
  });
  const result = { needs };
  compiled.set(pattern, result);
  return result;
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
  'abit',
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

/** What being wholly like the examples of an intent is worth beside the points of a pattern. */
const LIKENESS_WORTH = 2.5;
/** Without a pattern only a clear likeness counts. */
const CLEAR_LIKENESS = 0.4;

/** All intents that fit a clause, best first: by their patterns, and by being like their examples. */
export function matchIntents(
  clause: Clause,
  intents: readonly Intent[],
  likeness: Likeness = likenessOf(clause),
): Match[] {
  const matches: Match[] = [];
  for (const intent of intents) {
    if (intent.id === 'set_temperature' && has(clause, 'pid')) continue; // its temperature is the tuning's
    const scores = intent.patterns.map((pattern) => scorePattern(clause, compile(pattern)));
    const best =
      Math.max(...scores) -
      (intent.kind === 'ask' && !intent.patterns.some((pattern) => pattern.includes('$unknown'))
        ? strangeness(clause)
        : 0);
    const like = unitsFit(clause, intent.id) ? (likeness.intents.get(intent.id) ?? 0) : 0;
    if (best > 0)
      matches.push({ intent, score: best + (intent.weight ?? 0) + LIKENESS_WORTH * like, likeness: like });
    else if (like >= CLEAR_LIKENESS) matches.push({ intent, score: LIKENESS_WORTH * like, likeness: like });
  }
  return matches.sort((a, b) => b.score - a.score);
}

/** Units that a wish cannot have: nothing is heated to percents, and no speed is set in degrees. */
const UNFIT: Record<string, readonly (string | null)[]> = {
  set_temperature: ['percent', 'mm', 'mm/s', 'mm/s2', 'min', 'h'],
  set_speed: ['c', 'f', 'mm', 'mm/s2'],
  set_flow: ['c', 'f', 'mm', 'mm/s'],
  set_fan: ['c', 'f', 'mm'],
  move: ['c', 'f', 'percent'],
  adjust_z: ['c', 'f', 'percent'],
  extrude: ['c', 'f', 'percent'],
};

function unitsFit(clause: Clause, id: string): boolean {
  const unfit = UNFIT[id];
  const found = clause.terms.flatMap((term) => (term.quantity ? [term.quantity.unit] : []));
  return !unfit || !found.length || !found.every((unit) => unfit.includes(unit));
}

function scorePattern(clause: Clause, { needs }: CompiledPattern): number {
  let score = 0;
  const explained = new Set<Term>();
  for (const need of needs) {
    const spoken =
      need.alternatives.map((wanted) => spokenPart(clause, wanted)).find((part) => part !== null) ?? null;
    const hits = clause.terms.filter((term) =>
      spoken === null
        ? need.alternatives.some((wanted) => termFits(term, wanted, clause))
        : term.kind !== 'punctuation' && spoken.includes(term.text),
    );
    const there = spoken === null ? hits.length > 0 : true;
    if (need.absent ? there : !there && !need.welcome) return 0;
    if (need.absent || !there) continue;
    for (const hit of hits) explained.add(hit);
    score += need.welcome
      ? 0.5
      : 1 + 0.15 * Math.max(0, ...hits.map((hit) => hit.text.split(' ').length - 1));
  }
  const left = clause.terms.filter((term) => !explained.has(term) && isContent(term)).length;
  return Math.max(0.05, score - Math.min(0.9, 0.3 * left));
}

/** Words in no list make it less likely that a question is about the printer's state. */
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

const regexes = new Map<string, RegExp>();

function regexOf(wanted: string): RegExp {
  const known = regexes.get(wanted) ?? new RegExp(wanted.slice(1, -1));
  regexes.set(wanted, known);
  return known;
}

/** The part of a clause that a pattern written as `~words~` covers; null for anything else. */
function spokenPart(clause: Clause, wanted: string): string | null {
  if (!wanted.startsWith('~')) return null;
  const match = regexOf(wanted).exec(clause.folded);
  return match ? match[0] : null;
}

const NAMED: Record<string, string> = {
  '@macro': 'macro',
  '@output': 'output',
  '@sensor': 'sensor',
  '@power': 'power',
  '@object': 'object',
  '@mesh': 'mesh',
  '@printer': 'printer',
  '@camera': 'camera',
};

function termFits(term: Term, wanted: string, clause: Clause): boolean {
  if (wanted.startsWith('~')) return false;
  if (wanted.startsWith('#')) return term.quantity !== undefined && unitFits(term.quantity, wanted);
  if (wanted === '$file') return term.kind === 'file' && !/\.(cfg|conf)$/.test(term.text);
  if (wanted === '$quoted') return term.kind === 'quoted';
  if (wanted === '$unknown')
    return term.unknown && !isFiller(term) && term.text.length > 1 && clause.terms.length < 40;
  const kind = NAMED[wanted];
  if (kind) return term.references.some((item) => item.kind === kind);
  return term.concepts.includes(wanted);
}

function unitFits(quantity: Quantity, wanted: string): boolean {
  switch (wanted) {
    case '#c':
      return quantity.unit === null || quantity.unit === 'c' || quantity.unit === 'f';
    case '#deg':
      return quantity.unit === 'c' || quantity.unit === 'f';
    case '#%':
      return quantity.unit === null || quantity.unit === 'percent';
    case '#pct':
      return quantity.unit === 'percent';
    case '#mm':
      return quantity.unit === null || quantity.unit === 'mm';
    case '#len':
      return quantity.unit === 'mm';
    case '#tiny':
      return (
        (quantity.unit === null || quantity.unit === 'mm') &&
        Math.abs(quantity.value) < 1 &&
        quantity.value !== 0
      );
    default:
      return true;
  }
}
