import type { Machine } from '../machine/machine.ts';
import { queryObject, type PrinterObject } from '../objects/index.ts';

/** Which fields of which objects: null means all of them. */
export type ObjectFields = Record<string, string[] | null>;
export type Status = Record<string, PrinterObject>;

/** Values at this moment. An object that does not exist is `{}`, a field that does not exist is null. */
export function queryStatus(machine: Machine, wanted: ObjectFields): Status {
  const status: Status = {};
  for (const [name, fields] of Object.entries(wanted))
    status[name] = pick(queryObject(machine, name) ?? {}, fields);
  return status;
}

function pick(object: PrinterObject, fields: string[] | null): PrinterObject {
  if (fields === null) return object;
  return Object.fromEntries(fields.map((field) => [field, object[field] ?? null]));
}

/** Remembers what was sent last, and says what has changed since. */
export class Subscription {
  private readonly wanted: ObjectFields;
  private readonly last = new Map<string, PrinterObject>();

  constructor(wanted: ObjectFields) {
    this.wanted = wanted;
  }

  /** The full snapshot; later changes are counted from here. */
  snapshot(machine: Machine): Status {
    const status = queryStatus(machine, this.wanted);
    for (const [name, object] of Object.entries(status)) this.last.set(name, object);
    return status;
  }

  /** Changed fields only; null when nothing changed. */
  changes(machine: Machine): Status | null {
    let changed: Status | null = null;
    for (const [name, fields] of Object.entries(this.wanted)) {
      const object = queryObject(machine, name);
      if (!object) continue;
      const before = this.last.get(name);
      const now = pick(object, fields);
      this.last.set(name, now);
      const delta = difference(before, now);
      if (delta) (changed ??= {})[name] = delta;
    }
    return changed;
  }
}

function difference(before: PrinterObject | undefined, now: PrinterObject): PrinterObject | null {
  let delta: PrinterObject | null = null;
  for (const [field, value] of Object.entries(now)) {
    if (!sameValue(before?.[field], value)) (delta ??= {})[field] = value;
  }
  return delta;
}

function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  return JSON.stringify(one) === JSON.stringify(other);
}
