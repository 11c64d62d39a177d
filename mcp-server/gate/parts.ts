import type { Clock } from '../clock.ts';
import type { PrinterDirectory } from '../directory.ts';
import type { ToolRegistry } from '../registry.ts';
import { withoutSecretArgs } from '../secrets.ts';
import type { ToolServices } from '../services.ts';
import type { Door, GateStore, NewAuditEntry, PendingAction, Principal } from './types.ts';

/** What the files of the gate share: made once by `createGate`. */
export interface GateParts {
  store: GateStore;
  printers: PrinterDirectory;
  registry: ToolRegistry;
  clock: Clock;
  services: ToolServices;
  newId: () => string;
  decidingDoors: ReadonlySet<Door>;
  /** Tells listeners that an action is new, decided, further or finished. */
  changed(action: PendingAction): void;
  /** Tells about an action that has come to its end, and those who wait for it. */
  settled(action: PendingAction): void;
  /** Something of ours failed where nobody waits for an answer. */
  failed(error: unknown, during: string): void;
}

/** A row of the trail with who and what filled in. Others read it, so it tells no passwords. */
export function auditRow(
  event: NewAuditEntry['event'],
  atMs: number,
  row: Partial<Omit<NewAuditEntry, 'event' | 'atMs'>>,
): NewAuditEntry {
  return {
    event,
    atMs,
    actionId: null,
    printerId: null,
    userId: null,
    userName: null,
    door: null,
    via: null,
    tool: null,
    detail: '',
    stateBefore: null,
    stateAfter: null,
    ...row,
    args: withoutSecretArgs(row.args ?? null),
  };
}

/** Who it was, for a row of the trail. */
export function byPrincipal(principal: Principal) {
  return {
    userId: principal.userId,
    userName: principal.userName,
    door: principal.door,
    via: principal.via,
  };
}

/** Which action, for a row of the trail. */
export function ofAction(action: PendingAction) {
  const [only] = action.steps;
  return {
    actionId: action.id,
    printerId: action.printerId,
    tool: action.steps.length === 1 && only ? only.tool : 'plan',
    args: action.steps.length === 1 && only ? only.args : action.steps,
  };
}
