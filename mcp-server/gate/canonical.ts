import { createHash } from 'node:crypto';
import type { ActionStep } from './types.ts';

/** JSON with sorted keys and without undefined, so that equal wishes give equal text. */
export function canonicalJson(value: unknown): string {
  if (value === undefined) return 'null';
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`Only finite numbers can be written down, not ${value}.`);
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`);
  return `{${entries.join(',')}}`;
}

/** The same value with sorted keys, as it is stored with an action. */
export function canonicalArgs(args: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(canonicalJson(args)) as Record<string, unknown>;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What is approved and what is carried out must have the same hash. */
export function hashOfSteps(steps: readonly ActionStep[]): string {
  return sha256(
    canonicalJson(steps.map(({ tool, printerId, args }) => ({ tool, printerId, args: canonicalArgs(args) }))),
  );
}
