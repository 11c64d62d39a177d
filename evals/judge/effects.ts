import type { Effect, Expectation } from '../conversations/case.ts';
import { canonicalLine, isNeutral, spellingsOf, type Atom } from './atoms.ts';
import { motionFits, type Place } from './motion.ts';

export interface EffectContext {
  activeExtruder: string;
  /** Where the head was before. */
  start: Place;
}

/** Says what is wrong with what reached the printers; empty when it is as expected. */
export function judgeEffects(
  expected: Expectation,
  atoms: readonly Atom[],
  context: EffectContext,
): string[] {
  const real = atoms.filter((atom) => atom.kind === 'call' || !isNeutral(atom.text));
  const left = new Set(real);
  const complaints: string[] = [];
  let after = -1;
  for (const effect of expected.effects) {
    const used = consume(effect, atoms, left, expected.order === 'any' ? -1 : after, context) ?? null;
    if (!used) {
      complaints.push(`missing: ${nameOf(effect)}`);
      continue;
    }
    for (const atom of used) left.delete(atom);
    after = Math.max(after, ...used.map((atom) => atoms.indexOf(atom)));
  }
  for (const effect of [...expected.may, ...expected.may]) {
    const used = consume(effect, atoms, left, -1, context);
    for (const atom of used ?? []) left.delete(atom);
  }
  for (const atom of left)
    complaints.push(
      `not expected: ${atom.text} ${atom.kind === 'call' ? JSON.stringify(atom.params) : ''}`.trim(),
    );
  return complaints;
}

/** Effects of `never` that happened after all. */
export function judgeNever(expected: Expectation, atoms: readonly Atom[], context: EffectContext): string[] {
  return expected.never.flatMap((effect) => {
    const hits = atoms.filter((atom) =>
      effect.any_effect ? atom.kind === 'call' || !isNeutral(atom.text) : fitsOne(effect, atom, context),
    );
    const allowed = hits.filter(
      (atom) => expected.may.some((item) => fitsOne(item, atom, context)) && effect.any_effect,
    );
    return hits.length > allowed.length ? [`never: ${nameOf(effect)} (${hits[0]!.text})`] : [];
  });
}

/** The atoms that make up an effect, or null when it is not there. */
function consume(
  effect: Effect,
  atoms: readonly Atom[],
  left: ReadonlySet<Atom>,
  after: number,
  context: EffectContext,
): Atom[] | null {
  if (effect.any_of) {
    for (const list of effect.any_of as Effect[][]) {
      const used = consumeAll(list, atoms, left, after, context);
      if (used) return used;
    }
    return null;
  }
  const candidates = atoms.filter(
    (atom, index) =>
      left.has(atom) && index > after && (effect.printer === undefined || atom.printer === effect.printer),
  );
  if (effect.move) {
    const moves = candidates.filter((atom) => atom.kind === 'gcode' && /^G[0123] /.test(`${atom.text} `));
    return moves.length &&
      motionFits(
        effect.move,
        atoms.filter((atom) => atom.kind === 'gcode').map((atom) => atom.text),
        context.start,
      )
      ? moves
      : null;
  }
  const direct =
    effect.gcode && !effect.gcode_range && !effect.gcode_regex
      ? lines(effect.gcode, candidates, context)
      : single(effect, candidates, context);
  if (direct) return direct;
  for (const alternative of effect.equivalents ?? []) {
    const used = Array.isArray(alternative)
      ? lines(alternative as string[], candidates, context)
      : single(alternative as Effect, candidates, context);
    if (used) return used;
  }
  return null;
}

function consumeAll(
  list: Effect[],
  atoms: readonly Atom[],
  left: ReadonlySet<Atom>,
  after: number,
  context: EffectContext,
): Atom[] | null {
  const rest = new Set(left);
  const used: Atom[] = [];
  for (const effect of list) {
    const found = consume(effect, atoms, rest, after, context);
    if (!found) return null;
    for (const atom of found) rest.delete(atom);
    used.push(...found);
  }
  return used;
}

function single(effect: Effect, candidates: readonly Atom[], context: EffectContext): Atom[] | null {
  const hit = candidates.find((atom) => fitsOne(effect, atom, context));
  return hit ? [hit] : null;
}

function lines(
  wanted: readonly string[],
  candidates: readonly Atom[],
  context: EffectContext,
): Atom[] | null {
  const used: Atom[] = [];
  let from = 0;
  for (const line of wanted) {
    const canonical = canonicalLine(line, context.activeExtruder);
    if (isNeutral(canonical)) continue;
    const at = candidates.findIndex(
      (atom, index) => index >= from && atom.kind === 'gcode' && sameLine(atom.text, canonical),
    );
    if (at < 0) return null;
    used.push(candidates[at]!);
    from = at + 1;
  }
  return used.length ? used : null;
}

/** Equal, where a feed rate counts only if it is listed. */
function sameLine(actual: string, wanted: string): boolean {
  if (actual === wanted || actual.toUpperCase() === wanted.toUpperCase()) return true;
  const bare = (line: string): string =>
    line
      .split(' ')
      .filter((word) => !/^F[\d.]+$/.test(word))
      .join(' ');
  return !/ F[\d.]+/.test(wanted) && bare(actual) === bare(wanted);
}

function fitsOne(effect: Effect, atom: Atom, context: EffectContext): boolean {
  if (effect.printer !== undefined && atom.printer !== effect.printer) return false;
  if (effect.gcode_regex)
    return (
      atom.kind === 'gcode' &&
      matches(effect.gcode_regex, [atom.raw, ...spellingsOf(atom.text, context.activeExtruder)])
    );
  if (effect.gcode_range)
    return (
      atom.kind === 'gcode' &&
      inRange(effect.gcode_range, [atom.raw, ...spellingsOf(atom.text, context.activeExtruder)])
    );
  if (effect.gcode)
    return (
      effect.gcode.length > 0 &&
      atom.kind === 'gcode' &&
      sameLine(atom.text, canonicalLine(effect.gcode[0]!, context.activeExtruder))
    );
  if (effect.move) return atom.kind === 'gcode' && /^G[01] /.test(atom.text);
  if (atom.kind !== 'call') return false;
  if (effect.path_regex)
    return (
      new RegExp(effect.path_regex).test(atom.path) &&
      (!effect.method || effect.method === verbOf(atom.method))
    );
  if (effect.path !== atom.path) return false;
  if (effect.params && !contains(atom.params, effect.params)) return false;
  if (effect.query !== undefined && !(effect.query in atom.params)) return false;
  return (effect.content_regex ?? []).every((pattern) => new RegExp(pattern, 'im').test(atom.content));
}

/** The HTTP verb of a call; of JSON-RPC only what deletes is a DELETE, as in Moonraker's own table. */
const verbOf = (method: string): string =>
  !method.includes('.') ? method : /\.(?:delete|remove)\w*$/.test(method) ? 'DELETE' : 'POST';

function matches(pattern: string, texts: readonly string[]): boolean {
  const regex = new RegExp(pattern, 'i');
  return texts.some((text) => regex.test(text));
}

function inRange(
  { command, param, min, max }: { command: string; param: string; min: number; max: number },
  texts: readonly string[],
): boolean {
  return texts.some((text) => {
    const [name, ...words] = text.split(' ');
    if (name !== command.toUpperCase()) return false;
    const value = words
      .map((word) => /^([A-Z_]+)=?(-?[\d.]+)$/.exec(word))
      .find((match) => match?.[1] === param.toUpperCase())?.[2];
    return value !== undefined && Number(value) >= min && Number(value) <= max;
  });
}

function contains(actual: Record<string, unknown>, wanted: Record<string, unknown>): boolean {
  return Object.entries(wanted).every(([key, value]) => {
    const there =
      key === 'filename' && actual.path && !('filename' in wanted && actual.filename === value)
        ? `${String(actual.path)}/${String(actual.filename)}`
        : actual[key];
    if (Array.isArray(value))
      return (
        JSON.stringify(Array.isArray(there) ? there : String(there).split(',')) === JSON.stringify(value)
      );
    return String(there) === String(value);
  });
}

export function nameOf(effect: Effect): string {
  if (effect.any_effect) return 'any effect';
  if (effect.any_of)
    return `one of ${(effect.any_of as Effect[][]).map((list) => list.map(nameOf).join(' + ')).join(' | ')}`;
  return (
    effect.gcode?.join(' / ') ??
    effect.gcode_regex ??
    (effect.gcode_range
      ? JSON.stringify(effect.gcode_range)
      : `${effect.path ?? effect.path_regex} ${effect.params ? JSON.stringify(effect.params) : ''}`.trim())
  );
}
