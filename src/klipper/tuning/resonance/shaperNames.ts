import { ResonanceError } from './errors.ts';
import { shaperFamilies } from './shaperDefinitions.ts';
import type { ShaperDefinition } from './shaperDefinitions.ts';

/** Shapers Klipper tries by default, in its order. */
export const DEFAULT_SHAPERS = ['zv', 'mzv', 'ei', '2hump_ei', '3hump_ei'];

/** Every shaper family that is known, `zvd` included. */
export const KNOWN_SHAPERS = Object.keys(shaperFamilies);

/**
 * The shaper a name stands for: `mzv`, `mzv(4)`, `mzv(n=5,t=1.0)`, `ei(v_tol=0.1)`; null for an unknown family.
 * Throws ResonanceError for parameters the family does not have or cannot use.
 */
export function shaperByName(name: string): ShaperDefinition | null {
  const match = /^\s*([a-z0-9_]+)\s*(?:\((.*)\))?\s*$/i.exec(name);
  const family =
    match && Object.hasOwn(shaperFamilies, match[1]!.toLowerCase()) ? match[1]!.toLowerCase() : null;
  if (!match || family === null) return null;
  const { lowestHertz, parameters, build } = shaperFamilies[family]!;
  const given = readParameters(name, match[2] ?? '', parameters);
  return { name: name.trim(), lowestHertz, impulses: build(given) };
}

/** Splits a list of names at the commas outside parentheses: `zv,mzv(n=5,t=1.0)`. */
export function splitShaperNames(list: string): string[] {
  return list
    .split(/,(?![^(]*\))/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function readParameters(name: string, text: string, known: string[]): Map<string, number> {
  const parts = text.split(',').map((part) => part.trim());
  const given = new Map<string, number>();
  if (parts.length === 1 && parts[0] === '') return given;
  const named = parts.filter((part) => part.includes('=')).length;
  if (named !== 0 && named !== parts.length) {
    throw new ResonanceError(`${name}: give all parameters by name or all by position.`);
  }
  parts.forEach((part, index) => {
    const [key, value] = named ? part.split('=', 2).map((side) => side.trim()) : [known[index], part];
    const number = value === undefined || value === '' ? NaN : Number(value);
    if (key === undefined || !known.includes(key) || !Number.isFinite(number)) {
      const allowed = known.length ? `It takes ${known.join(', ')}.` : 'It takes none.';
      throw new ResonanceError(`${name}: cannot read the parameter "${part}". ${allowed}`);
    }
    given.set(key, number);
  });
  return given;
}
