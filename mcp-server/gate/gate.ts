import { randomUUID } from 'node:crypto';
import type { StopOutcome } from '../../src/klipper/printer.ts';
import { systemClock, type Clock } from '../clock.ts';
import type { PrinterDirectory } from '../directory.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { ToolRegistry } from '../registry.ts';
import type { ToolServices } from '../services.ts';
import { SESSION_DOORS } from './deciders.ts';
import { createDecisions, type Decided, type Decision } from './decisions.ts';
import { createHeaterGuard } from './heater-guard.ts';
import { createListeners } from './listeners.ts';
import { auditRow, byPrincipal, type GateParts } from './parts.ts';
import { propose, type Proposal } from './propose.ts';
import { emergencyStop } from './stop.ts';
import { withdraw } from './withdraw.ts';
import type { AuditEntry, Door, GateStore, PendingAction, Principal } from './types.ts';

export interface GateOptions {
  store: GateStore;
  printers: PrinterDirectory;
  registry: ToolRegistry;
  clock?: Clock;
  /** What some tools need of the program around: attached files, upload addresses. */
  services?: ToolServices;
  id?: () => string;
  /** Called once for each action that has come to its end, however it ended. */
  onSettled?(action: PendingAction): void;
  /** Failures of ours that nobody waits for. */
  onError?(error: unknown, during: string): void;
  /** Doors a decision may come through; a stdio server whose client's dialogs are trusted adds its own. */
  decidingDoors?: ReadonlySet<Door>;
}

export interface ActionProgress {
  text: string;
  /** 0..1 where it can be known. */
  fraction: number | null;
  /** What the tool shows on the way; of the tool's own form. */
  detail: unknown;
}

export interface Gate {
  /** Puts an action before a person. Nothing reaches the printer. */
  propose(proposal: Proposal): Promise<PendingAction | Refusal>;
  /** A person's yes or no, once. Resolves when it is decided; `settled` when it is carried out. */
  decide(decision: Decision): Promise<Decided>;
  /** A person's own click on the page: the same executor, bounds and audit, and no second question. */
  perform(
    principal: Principal,
    request: { printerId: string; tool: string; args: Record<string, unknown> },
  ): Promise<Decided | { ok: 'waiting'; action: PendingAction }>;
  /** Ends an action that still waits, for the one who asked for it. */
  withdraw(principal: Principal, actionId: string): PendingAction | Refusal;
  /** At once, past everything. */
  emergencyStop(principal: Principal, printerId: string): Promise<StopOutcome | Refusal>;
  /** Ends what has expired, turns off forgotten heaters, and closes what an earlier run left in the middle. Call it at the start and every few seconds. */
  sweep(): void;
  get(actionId: string): PendingAction | null;
  /** How far an action is that is being carried out. */
  progress(actionId: string): ActionProgress | null;
  /** Resolves when the action has come to its end, or after the time with how it stands. */
  wait(actionId: string, milliseconds: number, signal?: AbortSignal): Promise<PendingAction | null>;
  /** Calls back for every new, decided, progressing or finished action; returns its own stop. */
  onAction(listener: (action: PendingAction) => void): () => void;
  /** Rows of the trail, newest first: of the printers this principal owns. */
  readAudit(principal: Principal, page?: { beforeId?: number; limit?: number }): AuditEntry[];
  /** Somebody sent an approval that we did not make: written down, and nothing else. */
  recordForgery(principal: Principal, detail: string): void;
}

/** The one gate of a process. Pending actions of an earlier run still wait; `sweep` closes the unfinished ones. */
export function createGate(options: GateOptions): Gate {
  const { store, printers, registry, clock = systemClock } = options;
  const listeners = createListeners(clock);
  const parts: GateParts = {
    store,
    printers,
    registry,
    clock,
    services: options.services ?? {},
    newId: options.id ?? randomUUID,
    decidingDoors: options.decidingDoors ?? SESSION_DOORS,
    changed: (action) => listeners.tell(action),
    settled(action) {
      listeners.tell(action);
      listeners.settle(action);
      guard.watch(action);
      options.onSettled?.(action);
    },
    failed: (error, during) =>
      options.onError ? options.onError(error, during) : console.error(`Failed while ${during}.`, error),
  };
  const decisions = createDecisions(parts);
  const guard = createHeaterGuard(parts, (printerId) => decisions.isBusy(printerId));

  return {
    propose: (proposal) => propose(parts, proposal),
    decide: (decision) => decisions.decide(decision),
    async perform(principal, { printerId, tool, args }) {
      const door = decisions.refuseClick(principal);
      if (door) return door;
      const action = await propose(parts, { principal, printerId, steps: [{ tool, args }] });
      if (isRefusal(action))
        return { ok: false, code: 'refused', message: action.refused.message, refusal: action };
      return decisions.click(action, principal);
    },
    withdraw: (principal, actionId) => withdraw(parts, principal, actionId),
    emergencyStop: (principal, printerId) => emergencyStop(parts, principal, printerId),
    sweep() {
      decisions.sweep();
      guard.tick();
    },
    get: (actionId) => store.get(actionId),
    progress: (actionId) => decisions.progress(actionId),
    wait: (actionId, milliseconds, signal) =>
      listeners.wait(() => store.get(actionId), actionId, milliseconds, signal),
    onAction: (listener) => listeners.add(listener),
    readAudit(principal, page = {}) {
      const owned = [...principal.roles].filter(([, role]) => role === 'owner').map(([id]) => id);
      const rows = store.readAudit({ printerIds: owned, ...page });
      // Rows about no printer (a forged decision) are everybody's or nobody's: only who owns one sees them.
      return owned.length > 0 ? rows : [];
    },
    recordForgery: (principal, detail) =>
      store.audit(auditRow('forged', clock.nowMs(), { ...byPrincipal(principal), detail })),
  };
}
