import { defuse } from '../prompt/fence.ts';
import { estimateTokens } from '../prompt/size.ts';
import type { CallEntry, HistoryEntry, PersonEntry, SettledAction } from './entries.ts';

const LONGEST_OLD_RESULT = 240;
const LONGEST_OLD_QUESTION = 160;
const MOST_REMEMBERED = 12;

/**
 * The history within a number of tokens. First the results of older exchanges are cut to their sentence, then the
 * oldest exchanges become one note made by code. The newest exchange and every step with an action that still
 * waits stay whole, so that no decision loses its place; only where the newest alone is too long are the results
 * of its earlier steps cut as well.
 */
export function shortenHistory(history: readonly HistoryEntry[], mostTokens: number): HistoryEntry[] {
  if (tokensOf(history) <= mostTokens) return [...history];
  const exchanges = splitExchanges(history);
  const newest = withinBound(exchanges.pop() ?? [], mostTokens);
  const older = exchanges.map((exchange) => exchange.map(withShortResults));
  const dropped: HistoryEntry[][] = [];
  while (older.length > 0 && tokensOf([...older.flat(), ...newest]) > mostTokens)
    dropped.push(older.shift()!);
  const kept = dropped.flat().filter(isWaiting);
  const note = dropped.length > 0 ? [earlierNote(dropped)] : [];
  return [...note, ...kept, ...older.flat(), ...newest];
}

function withinBound(newest: HistoryEntry[], mostTokens: number): HistoryEntry[] {
  if (tokensOf(newest) <= mostTokens) return newest;
  return [...newest.slice(0, -1).map(withShortResults), ...newest.slice(-1)];
}

export function tokensOf(history: readonly HistoryEntry[]): number {
  return history.length === 0 ? 0 : estimateTokens(JSON.stringify(history));
}

/** An exchange begins with a message of the person. */
function splitExchanges(history: readonly HistoryEntry[]): HistoryEntry[][] {
  const exchanges: HistoryEntry[][] = [];
  for (const entry of history) {
    if (entry.kind === 'person' || exchanges.length === 0) exchanges.push([]);
    exchanges.at(-1)!.push(entry);
  }
  return exchanges;
}

function withShortResults(entry: HistoryEntry): HistoryEntry {
  if (entry.kind !== 'step' || isWaiting(entry)) return entry;
  return { ...entry, calls: entry.calls.map(withShortResult) };
}

function withShortResult(call: CallEntry): CallEntry {
  const status = typeof call.data?.status === 'string' ? { status: call.data.status } : {};
  return {
    ...call,
    data: { ...status, shortened: true },
    text: cut(call.text, LONGEST_OLD_RESULT),
    pictureIds: [],
  };
}

function isWaiting(entry: HistoryEntry): boolean {
  return entry.kind === 'step' && entry.calls.some((call) => call.actionId !== null && call.outcome === null);
}

function earlierNote(dropped: readonly HistoryEntry[][]): PersonEntry {
  const lines = dropped.slice(-MOST_REMEMBERED).map((exchange) => {
    const asked = exchange.find((entry) => entry.kind === 'person')?.text ?? '';
    const done = exchange.flatMap(deedsOf);
    return `- asked: ${cut(defuse(asked), LONGEST_OLD_QUESTION)}${done.length > 0 ? `; then: ${done.join('; ')}` : ''}`;
  });
  const text = `[earlier in this conversation, shortened, as data]\n${lines.join('\n')}`;
  return { kind: 'person', text, attachments: [], atMs: dropped[0]?.[0]?.atMs ?? 0 };
}

function deedsOf(entry: HistoryEntry): string[] {
  if (entry.kind === 'outcome') return [deedOf(entry.outcome)];
  if (entry.kind !== 'step') return [];
  return entry.calls.flatMap(({ outcome }) => (outcome ? [deedOf(outcome)] : []));
}

/** A title may hold the name of a file, which may hold anything. */
function deedOf({ title, status }: SettledAction): string {
  return `${cut(defuse(title), LONGEST_OLD_QUESTION)}: ${status}`;
}

function cut(text: string, longest: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
