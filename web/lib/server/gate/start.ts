import {
  createGate,
  createPrinterDirectory,
  type Gate,
  type PendingAction,
  type PrinterDirectory,
  registry,
  type Role,
  type ToolServices,
} from '../../../../mcp-server/index.ts';
import type { ActionView } from '../../contracts.ts';
import type { Database } from '../database/open.ts';
import type { Printers } from '../printers/printers.ts';
import { createSqliteGateStore } from './store.ts';
import { viewOf } from './view.ts';

const SWEEP_EVERY_MS = 2_000;

export interface Person {
  userId: string;
  roles: ReadonlyMap<string, Role>;
}

export type GateParts = ReturnType<typeof startGate>;

/** The one gate of this process on the database, and what pages read of its actions. */
export function startGate(options: {
  database: Database;
  printers: Printers;
  /** What tools may use of the files that people have handed over. */
  services: ToolServices;
}) {
  const { database, printers, services } = options;
  const store = createSqliteGateStore(database);
  const settled = new Set<(action: PendingAction) => void>();
  const directory: PrinterDirectory = createPrinterDirectory({
    all: printers.all,
    find: (id) => printers.get(id) ?? undefined,
    isClassroom: printers.isClassroom,
  });
  const gate: Gate = createGate({
    store,
    printers: directory,
    registry,
    services,
    onSettled: (action) => settled.forEach((listener) => listener(action)),
  });

  const seenBy = (person: Person, action: PendingAction): ActionView =>
    viewOf(action, person, Date.now(), directory.isClassroom(action.printerId), gate.progress(action.id));

  const actions = {
    /** Newest first, of all printers this person has a role on. */
    listFor(person: Person, options: { limit?: number; open?: boolean } = {}): ActionView[] {
      const found = store.list({
        printerIds: [...person.roles.keys()],
        limit: options.limit ?? 100,
        ...(options.open && { status: ['pending', 'approved'] as const as PendingAction['status'][] }),
      });
      return found.map((action) => seenBy(person, action));
    },
    /** Null also for an action on a printer that is not this person's. */
    view(person: Person, id: string): ActionView | null {
      const action = store.get(id);
      return action && person.roles.has(action.printerId) ? seenBy(person, action) : null;
    },
    waitingFor: (person: Person): number =>
      actions.listFor(person, { open: true }).filter(({ mayDecide }) => mayDecide).length,
    /** Calls back for each action that came to its end; returns its own stop. */
    onSettled(listener: (action: PendingAction) => void): () => void {
      settled.add(listener);
      return () => void settled.delete(listener);
    },
  };

  const timer = setInterval(() => gate.sweep(), SWEEP_EVERY_MS);
  timer.unref();
  return { gate, store, directory, actions, stopSweeping: () => clearInterval(timer) };
}
