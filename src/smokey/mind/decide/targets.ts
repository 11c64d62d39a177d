import { fold } from '../normalise/text.ts';
import { has, type Clause } from '../understand/clause.ts';
import type { Desk, Outcome } from './desk.ts';
import { isBusy } from './guards.ts';
import { printersNamed } from './printer-names.ts';

type Printer = Desk['state']['printers'][number];

const ONE = String.raw`(?:one|printer|machine|whichever|which ?ever one)`;
/** "on the one that is not busy", "whichever is free", "the paused one": told by what it does. */
const BY_STATE: [RegExp, (printer: Printer) => boolean][] = [
  [
    described('not (?:busy|printing|running|in use)|free|idle|available'),
    ({ snapshot }) => !isBusy(snapshot),
  ],
  [
    new RegExp(String.raw`\b(?:which ?ever )?${ONE} (?:that )?(?:has|got|is doing) nothing\b`),
    ({ snapshot }) => !isBusy(snapshot),
  ],
  [described('paused|on hold|waiting'), ({ snapshot }) => snapshot.job.state === 'paused'],
  [described('busy|printing|running|in use'), ({ snapshot }) => isBusy(snapshot)],
];

function described(states: string): RegExp {
  return new RegExp(
    String.raw`\b(?:the |which ?ever )?${ONE} (?:that |which )?(?:is |s )(?:currently |still |now )?(?:${states})\b|\b(?:the )?whichever (?:is )?(?:${states})\b|\bthe (?:other )?(?:${states}) ${ONE}\b`,
  );
}

/** True when a wish could concern any of several printers: none is selected, and nothing tells which. */
export function isPrinterOpen(desk: Desk, clauses: readonly Clause[]): boolean {
  const { printers } = desk.state;
  if (printers.length < 2 || printers.some((printer) => printer.selected)) return false;
  return printersTold(desk, clauses) === null;
}

/** The printers a wish concerns: those named, all of them, those spoken of, or the selected one. */
export function targetPrinters(desk: Desk, clauses: readonly Clause[]): Desk[] {
  if (desk.state.printers.length < 2) return [desk];
  const told = printersTold(desk, clauses);
  return told?.length ? told.map((printer) => ({ ...desk, printer })) : [desk];
}

/** What is told of one of several printers, with its name where it is not the only one or not the selected one. */
export function named(desk: Desk, outcome: Outcome, count: number): Outcome {
  const { printer, state } = desk;
  const [first, ...rest] = outcome.say;
  const isPlain = printer === null || first === undefined || (count < 2 && printer.selected);
  if (state.printers.length < 2 || isPlain || first.includes('\n')) return outcome;
  if (state.printers.some(({ name }) => first.includes(name))) return outcome;
  return { ...outcome, say: [`${printer.name}: ${first}`, ...rest] };
}

function printersTold(desk: Desk, clauses: readonly Clause[]): Printer[] | null {
  const { printers } = desk.state;
  const named = clauses.flatMap((clause) => printersNamed(printers, clause));
  const text = clauses.map(({ folded }) => folded).join(' ');
  if (named.length && EXCEPTED.test(text)) return printers.filter((printer) => !named.includes(printer));
  if (named.length) return printers.filter((printer) => named.includes(printer));
  const spoken = spokenOf(desk);
  if (POINTS_AT_ONE.test(text) && spoken) return [spoken];
  if (OTHER.test(text)) return others(desk, spoken);
  const state = BY_STATE.find(([pattern]) => pattern.test(text))?.[1];
  const fitting = state ? printers.filter(state) : [];
  if (fitting.length === 1) return fitting;
  if (clauses.some(isOfAll)) return [...printers];
  const beside = clauses.length === 1 ? besideIt(desk, clauses[0]!) : null;
  if (beside) return [beside];
  const leans =
    LEANS_BACK.test(text) ||
    (desk.frames[0]?.clause === clauses[0] && GOES_ON.test(fold(desk.exchange.text)));
  return spoken && (leans || onlyCanThere(desk, spoken, clauses)) ? [spoken] : null;
}

/** "pause the print" just after that of another printer was spoken of, where the selected one has none. */
const onlyCanThere = (desk: Desk, spoken: Printer, clauses: readonly Clause[]): boolean =>
  isBusy(spoken.snapshot) &&
  desk.printer !== null &&
  !isBusy(desk.printer.snapshot) &&
  clauses.some((clause) => has(clause, 'pause', 'resume', 'cancel', 'stop', 'eta', 'progress', 'layer'));

const EXCEPTED = /\b(?:all|every\w*|both|any)\b.*\b(?:except|but|apart from|other than|besides)\b/;
const POINTS_AT_ONE = /\b(?:that|the same) (?:one|printer|machine)\b/;
const OTHER =
  /\b(?:other|second|andra|anderen|otra|autre) (?:printer|one|machine|skrivaren|drucker|impresora|imprimante)\b/;
/** Words by which a message goes on from the one before: the printer spoken of there is still meant. */
const GOES_ON = /^\P{L}*(?:and|so|then|och|und|y|et)\b/u;
const LEANS_BACK = /\b(?:it|its|it s|there|den|det|ihn|sie|la|le)\b/;

/** "both", "any of my printers", "all machines", "the lot". */
const isOfAll = (clause: Clause): boolean =>
  has(clause, 'both') ||
  /\b(?:either|any|one|neither|each|all) of (?:my|the|our|them|these|those)\b|\b(?:the lot|them all|all of them|the fleet|the farm|on each|of each)\b/.test(
    clause.folded,
  ) ||
  /\b(?:all|every|each|alla|alle|todas|toutes) (?:the |of the |my |mina |meine )?(?:printers?|machines?|skrivare|drucker|impresoras|imprimantes)\b/.test(
    clause.folded,
  );

/** "the other one": not the one spoken of last, or not the selected one. */
function others(desk: Desk, spoken: Printer | null): Printer[] {
  const from = spoken ?? desk.printer;
  return desk.state.printers.filter((printer) => printer !== from).slice(0, 1);
}

/** "little red: status", "little red is done, start the cube", "bed 60, nozzle 200 on little red". */
function besideIt(desk: Desk, clause: Clause): Printer | null {
  const { printers } = desk.state;
  const at = desk.frames.findIndex((frame) => frame.clause === clause);
  if (at < 0) return null;
  const told = desk.frames.map((frame) =>
    frame.role === 'negated' ? [] : printersNamed(printers, frame.clause),
  );
  const before = told.slice(0, at).findLast((item) => item.length > 0);
  if (before) return before.length === 1 ? before[0]! : null;
  const last = desk.frames.at(-1)!;
  const behind = told.slice(at + 1).flat();
  return behind.length === 1 && told.at(-1)!.length === 1 && ENDS_WITH_PLACE.test(last.clause.folded)
    ? behind[0]!
    : null;
}

const ENDS_WITH_PLACE = /\b(?:on|at|for|in) (?:the |my )?(?:\S+ ){0,2}\S+$/;
const RECENT = 3;

/** The one printer that the last few messages were about; null when none was named or several were. */
function spokenOf(desk: Desk): Printer | null {
  const { printers } = desk.state;
  for (const { frames } of desk.memory.past.slice(0, RECENT)) {
    const named = new Set(frames.flatMap(({ clause }) => printersNamed(printers, clause)));
    if (named.size) return named.size === 1 ? [...named][0]! : null;
  }
  return null;
}
