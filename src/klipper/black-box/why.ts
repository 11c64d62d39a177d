import { sourceOf } from '../diagnosis/finding.ts';
import type { Finding } from '../diagnosis/finding.ts';
import { findingOfCommand, findingOfState } from '../diagnosis/messages/index.ts';
import type { BoxLine } from './line.ts';

/** What may have led to a stop lies within this time before it. */
const BEFORE_MS = 60_000;

/** Why the printer or its last print stopped, read from the record; null when nothing stopped. Pure. */
export function whyDidItStop(lines: BoxLine[]): Finding | null {
  const index = lines.findLastIndex(isStop);
  const stop = lines[index];
  if (!stop) return null;
  const before = lines.slice(0, index + 1).filter((line) => line.atMs >= stop.atMs - BEFORE_MS);
  const finding = causeOf(stop, before);
  return { ...finding, evidence: [...finding.evidence, ...timeline(before)].slice(0, 14) };
}

function isStop(line: BoxLine): boolean {
  if (line.kind === 'klippy') return line.data.state === 'shutdown' || line.data.state === 'error';
  if (line.kind === 'job') return line.data.state === 'error' || line.data.state === 'cancelled';
  return false;
}

function causeOf(stop: BoxLine, before: BoxLine[]): Finding {
  const words = stop.kind === 'klippy' || stop.kind === 'job' ? stop.data.message : '';
  const state = findingOfState(words);
  // A shutdown in a print is told twice: by Klipper, and as the end of the print.
  const pressed = lastCommand(before, (method) => method === 'printer.emergency_stop');
  if (pressed && (state === null || state.id === 'mcu.command_request')) {
    return made('estop.user', `The emergency stop was pressed (${who(pressed.data.origin)}).`, words);
  }
  if (stop.kind === 'klippy') {
    return state ?? made('klippy.shutdown', `Klipper stopped: ${firstLine(words)}`, words);
  }
  if (stop.kind !== 'job') return made('print.stopped', 'The print stopped.', '');
  const cancelled = lastCommand(before, (method) => method === 'printer.print.cancel');
  if (stop.data.state === 'cancelled' && cancelled) {
    return made('print.cancelled', `The print was cancelled (${who(cancelled.data.origin)}).`, '');
  }
  const complaint = before.findLast((line) => line.kind === 'response' && line.data.startsWith('!! '));
  const text = words || (complaint?.kind === 'response' ? complaint.data.slice(3) : '');
  const known = text === '' ? null : findingOfCommand(text);
  if (known) return { ...known, severity: known.severity === 'danger' ? 'danger' : 'error' };
  if (text !== '') return made('print.error', `The print ended with an error: ${firstLine(text)}`, text);
  return made('print.cancelled', 'The print was cancelled at the printer or by another program.', '');
}

function made(id: string, cause: string, evidence: string): Finding {
  return {
    id,
    severity: 'error',
    cause,
    sure: evidence === '' ? 'likely' : 'certain',
    evidence: evidence === '' ? [] : [evidence.slice(0, 600)],
    remedy:
      id === 'estop.user'
        ? ['Make sure nothing is in the way.', 'Send FIRMWARE_RESTART, then home again.']
        : [],
    stillWorks: 'The record of the last hour is kept.',
    source: sourceOf(id),
  };
}

function lastCommand(lines: BoxLine[], wanted: (method: string) => boolean) {
  for (const line of lines.toReversed()) if (line.kind === 'command' && wanted(line.data.method)) return line;
  return null;
}

/** The few things that tell a story: commands, errors, states, the voltage. */
function timeline(lines: BoxLine[]): string[] {
  const told: string[] = [];
  for (const line of lines) {
    const words = wordsOf(line);
    if (words !== null) told.push(`${new Date(line.atMs).toISOString().slice(11, 19)} ${words}`);
  }
  return told.slice(-12);
}

function wordsOf(line: BoxLine): string | null {
  switch (line.kind) {
    case 'command':
      return `${line.data.method} by ${who(line.data.origin)}: ${line.data.status}`;
    case 'response':
      return line.data.startsWith('!! ') ? line.data.slice(0, 200) : null;
    case 'klippy':
      return `Klipper: ${line.data.state}`;
    case 'job':
      return `print: ${line.data.state}`;
    case 'connection':
      return `connection: ${line.data.phase}`;
    case 'host':
      return flagsOf(line.data);
    default:
      return null;
  }
}

function flagsOf(data: unknown): string | null {
  const flags = (data as { flags?: unknown } | null)?.flags;
  return Array.isArray(flags) && flags.length > 0 ? `computer: ${flags.join(', ')}` : null;
}

function who(origin: string): string {
  return origin === '' ? 'somebody' : origin;
}

function firstLine(text: string): string {
  return text.split('\n').find((line) => line.trim() !== '') ?? 'without a word';
}
