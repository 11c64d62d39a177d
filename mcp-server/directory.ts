import type { Printer } from '../src/klipper/printer.ts';
import type { Principal } from './gate/types.ts';
import { refuse, type Refusal } from './refusal.ts';
import { visible } from './text.ts';

export interface PrinterDirectory {
  /** The printers this principal has a role on. */
  list(principal: Principal): Printer[];
  /** One of them, by id or name; the only one when nothing is named; else a refusal that says which there are. */
  get(principal: Principal, idOrName?: string): Printer | Refusal;
  /** By id, whoever asks: for the gate's own work. */
  find(printerId: string): Printer | undefined;
  /** The ids of all printers, whoever asks. */
  ids(): string[];
  /** Classroom mode: an operator's actions wait for an owner. */
  isClassroom(printerId: string): boolean;
}

export interface PrinterSource {
  all(): Iterable<Printer>;
  find(printerId: string): Printer | undefined;
  isClassroom?(printerId: string): boolean;
  /** The printer a conversation is about when none is named. */
  preferred?(principal: Principal): string | undefined;
}

/** The directory over whatever holds the printers. A printer without a role for the principal does not exist. */
export function createPrinterDirectory(source: PrinterSource): PrinterDirectory {
  const list = (principal: Principal) =>
    [...source.all()].filter((printer) => principal.roles.has(printer.id));
  return {
    list,
    find: (printerId) => source.find(printerId),
    ids: () => [...source.all()].map((printer) => printer.id),
    isClassroom: (printerId) => source.isClassroom?.(printerId) ?? false,
    get(principal, idOrName) {
      const own = list(principal);
      if (own.length === 0) {
        return refuse('no-printer', 'There is no printer here.', 'Add a printer on its page first.');
      }
      if (idOrName !== undefined) return byWord(own, idOrName);
      const preferred = source.preferred?.(principal);
      const chosen = own.length === 1 ? own[0] : own.find((printer) => printer.id === preferred);
      return (
        chosen ??
        refuse('which-printer', 'There are several printers.', `Ask which one is meant: ${names(own)}.`)
      );
    },
  };
}

function byWord(own: Printer[], word: string): Printer | Refusal {
  const wanted = fold(word);
  const matches = own.filter((printer) => printer.id === word);
  if (matches.length === 0) matches.push(...own.filter((printer) => fold(printer.name) === wanted));
  if (matches.length === 1) return matches[0]!;
  if (matches.length > 1) {
    const ids = matches.map((printer) => printer.id).join(', ');
    return refuse(
      'which-printer',
      `Several printers are called ${visible(word, 60)}.`,
      `Use the id: ${ids}.`,
    );
  }
  return refuse(
    'no-printer',
    `There is no printer called ${visible(word, 60)}.`,
    `There are: ${names(own)}.`,
  );
}

function fold(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}

function names(printers: Printer[]): string {
  return printers.map((printer) => `${visible(printer.name, 60)} (${printer.id})`).join(', ');
}
