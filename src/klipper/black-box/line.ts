import { z } from 'zod';

/** One line of a printer's record; JSON, one object a line. */
export type BoxLine =
  /** Everything known, at the beginning of each piece and after a restart: a replay starts from it. */
  | { atMs: number; kind: 'objects'; data: Record<string, unknown> }
  | { atMs: number; kind: 'delta'; data: unknown }
  | { atMs: number; kind: 'response'; data: string }
  | { atMs: number; kind: 'command'; data: CommandLine }
  | { atMs: number; kind: 'klippy'; data: { state: string; message: string } }
  | { atMs: number; kind: 'job'; data: { state: string; path: string | null; message: string } }
  | { atMs: number; kind: 'connection'; data: { phase: string; problem: string | null } }
  | { atMs: number; kind: 'host'; data: unknown }
  | { atMs: number; kind: 'snapshot'; data: unknown };

export interface CommandLine {
  method: string;
  params: object;
  origin: string;
  status: string;
  message: string | null;
}

const Line = z.object({ atMs: z.number(), kind: z.string(), data: z.unknown() });

/** Reads lines back; a torn last line (a power cut) is left out. */
export function readLines(text: string): BoxLine[] {
  const lines: BoxLine[] = [];
  for (const each of text.split('\n')) {
    if (each === '') continue;
    const parsed = Line.safeParse(parse(each));
    if (parsed.success) lines.push(parsed.data as BoxLine);
  }
  return lines;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Torn by a power cut; the schema refuses it.
    return undefined;
  }
}
