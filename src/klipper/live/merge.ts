/**
 * Merging Moonraker's status deltas. Everything is kept in objects without a prototype, keys that could reach
 * one are refused, and so are absurd amounts: a broken or hostile printer costs itself, not the process.
 */

export type FieldValues = Record<string, unknown>;
export type ObjectStore = Record<string, FieldValues | undefined>;

export interface MergeLimits {
  objects: number;
  fieldsPerObject: number;
  /** Nesting inside one field. */
  depth: number;
  /** Values inside one field, counted through all levels. */
  valuesPerField: number;
}

export const MERGE_LIMITS: MergeLimits = {
  objects: 1_000,
  fieldsPerObject: 2_000,
  depth: 10,
  valuesPerField: 50_000,
};

const REFUSED_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

export function createStore(): ObjectStore {
  return Object.create(null) as ObjectStore;
}

/**
 * Merges a delta into the store, object by object, field by field; nested values are replaced whole, as
 * Klipper sends them whole. Returns the names of what was refused (empty nearly always).
 */
export function mergeStatus(
  store: ObjectStore,
  delta: unknown,
  limits: MergeLimits = MERGE_LIMITS,
): string[] {
  const refused: string[] = [];
  if (!isPlain(delta)) return ['status'];
  let room = -1;
  for (const name of Object.keys(delta)) {
    const fields = delta[name];
    if (REFUSED_KEYS.has(name) || !isPlain(fields)) {
      refused.push(name);
      continue;
    }
    let known = store[name];
    if (known === undefined) {
      if (room < 0) room = limits.objects - Object.keys(store).length;
      if (room <= 0) {
        refused.push('too many objects');
        break;
      }
      room -= 1;
      known = Object.create(null) as FieldValues;
      store[name] = known;
    }
    mergeFields(name, known, fields, limits, refused);
  }
  return refused;
}

function mergeFields(
  name: string,
  known: FieldValues,
  fields: Record<string, unknown>,
  limits: MergeLimits,
  refused: string[],
): void {
  const keys = Object.keys(fields);
  if (keys.length > limits.fieldsPerObject) {
    refused.push(`${name}: ${String(keys.length)} fields`);
    return;
  }
  for (const key of keys) {
    const value = fields[key];
    const nested = typeof value === 'object' && value !== null;
    if (REFUSED_KEYS.has(key) || (nested && !isHarmless(value, limits))) refused.push(`${name}.${key}`);
    else known[key] = value;
  }
}

/** Walks a nested value without recursion, within the limits. */
export function isHarmless(value: object, limits: MergeLimits = MERGE_LIMITS): boolean {
  const open: { node: object; depth: number }[] = [{ node: value, depth: 1 }];
  let count = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const keys = Array.isArray(next.node) ? null : Object.keys(next.node);
    count += keys?.length ?? (next.node as unknown[]).length;
    if (count > limits.valuesPerField || keys?.some((key) => REFUSED_KEYS.has(key)) === true) return false;
    const entries: unknown[] = keys ? Object.values(next.node) : (next.node as unknown[]);
    for (const entry of entries) {
      if (typeof entry !== 'object' || entry === null) continue;
      if (next.depth >= limits.depth) return false;
      open.push({ node: entry, depth: next.depth + 1 });
    }
  }
  return true;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
