import type { PrinterSnapshot } from '../../../klipper/snapshot.ts';
import type { Language } from '../language/lexicon/types.ts';
import type { Memory } from '../context/memory.ts';
import type { Call, Exchange } from '../prompt/conversation.ts';
import type { Paste } from '../normalise/pasted.ts';
import type { CallResult } from '../prompt/results.ts';
import type { PrinterStateBlock, StatePrinter } from '../prompt/state.ts';
import type { Frame } from '../understand/frames.ts';
import type { Deed } from './deeds.ts';

/** Thrown while deciding when an answer needs a call that was not made yet; the loop makes it and asks again. */
export class NeedsCalls extends Error {
  readonly deeds: Deed[];
  constructor(deeds: Deed[]) {
    super('a reading call is needed first');
    this.deeds = deeds;
  }
}

/** What one wish or question comes to. */
export interface Outcome {
  say: string[];
  deeds: Deed[];
  /** What a later "yes" would mean. */
  offers?: Deed[];
  /** True when a file was looked for that is not there: perhaps it was no file's name. */
  missing?: boolean;
  /** True when nothing can be done with it: the caller may look further. */
  lost?: boolean;
}

export const said = (...say: string[]): Outcome => ({ say, deeds: [] });
export const proposed = (text: string, ...deeds: Deed[]): Outcome => ({ say: text ? [text] : [], deeds });
export const offered = (text: string, ...offers: Deed[]): Outcome => ({ say: [text], deeds: [], offers });

/** Everything a decision may look at. Decisions are functions of this and nothing else. */
export interface Desk {
  language: Language;
  exchange: Exchange;
  state: PrinterStateBlock;
  /** The printer the wish concerns; null when the person has none. */
  printer: StatePrinter | null;
  memory: Memory;
  frames: Frame[];
  /** What was pasted; then danger is read from `ownFrames`, the words around it, only. */
  paste: Paste | null;
  ownFrames: Frame[];
  tools: ReadonlySet<string>;
  /** Properties of each tool's input, where its schema tells them. */
  toolInputs: ReadonlyMap<string, ReadonlySet<string>>;
}

export function snapshotOf(desk: Desk): PrinterSnapshot | null {
  return desk.printer?.snapshot ?? null;
}

const OF_NO_PRINTER = new Set(['list_printers', 'search_knowledge', 'withdraw_action']);

/** Adds the printer to a call where there are several; tools take its id as `printer`. */
export function forPrinter(desk: Desk, deed: Deed): Deed {
  if (!desk.printer || desk.state.printers.length < 2) return deed;
  if ('printer' in deed.args || OF_NO_PRINTER.has(deed.tool)) return deed;
  return { ...deed, args: { printer: desk.printer.id, ...deed.args } };
}

/** The result of a reading call of this exchange; asks for the call when it was not made. Null without the tool. */
export function read(desk: Desk, wanted: Deed): CallResult | null {
  return readAll(desk, [wanted])[0] ?? null;
}

/** The same for several calls, made in one step. */
export function readAll(desk: Desk, wanted: Deed[]): (CallResult | null)[] {
  const possible = wanted.map((deed) =>
    desk.tools.has(deed.tool) ? fitted(desk, forPrinter(desk, deed)) : null,
  );
  const calls = possible.map((deed) => (deed ? findCall(desk.exchange.calls, deed) : null));
  const missing = possible.filter((deed, index) => deed !== null && !calls[index]?.result) as Deed[];
  if (missing.length) throw new NeedsCalls(missing);
  return calls.map((call) => call?.result ?? null);
}

/** Leaves out parameters that the tool does not know. */
export function fitted(desk: Desk, deed: Deed): Deed {
  const known = desk.toolInputs.get(deed.tool);
  if (!known?.size) return deed;
  return { ...deed, args: Object.fromEntries(Object.entries(deed.args).filter(([name]) => known.has(name))) };
}

function findCall(calls: readonly Call[], deed: Deed): Call | undefined {
  return calls.find((call) => call.tool === deed.tool && sameArgs(call.args, deed.args));
}

/** True for equal arguments, in whatever order they stand. */
export function sameArgs(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}
