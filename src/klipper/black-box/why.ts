import { sourceOf } from '../diagnosis/finding.ts';
import type { Finding } from '../diagnosis/finding.ts';
import { findingOfCommand, findingOfState } from '../diagnosis/messages/index.ts';
import type { BoxLine } from './line.ts';

/** What may have led to a stop lies within this time before it. */
const BEFORE_MS = 60_000;
/** A command is written down when its answer comes, which may be after what it did was seen. */
const ANSWERED_WITHIN_MS = 15_000;

/** Why the printer or its last print stopped or waits, read from the record; null when nothing did. Pure. */
export function whyDidItStop(lines: BoxLine[]): Finding | null {
  const index = lines.findLastIndex((line, at) => isStop(line) || isPause(lines, at));
  const stop = lines[index];
  if (!stop) return null;
  const around = lines.filter(
    (line, at) =>
      line.atMs >= stop.atMs - BEFORE_MS &&
      (at <= index || (line.kind === 'command' && line.atMs <= stop.atMs + ANSWERED_WITHIN_MS)),
  );
  const finding =
    stop.kind === 'job' && stop.data.state === 'paused' ? whyPaused(around) : causeOf(stop, around);
  return { ...finding, evidence: [...finding.evidence, ...timeline(around)].slice(0, 14) };
}

function isStop(line: BoxLine): boolean {
  if (line.kind === 'klippy') return line.data.state === 'shutdown' || line.data.state === 'error';
  if (line.kind === 'job') return line.data.state === 'error' || line.data.state === 'cancelled';
  return false;
}

/** A pause that still holds: nothing was heard of the print after it. */
function isPause(lines: BoxLine[], at: number): boolean {
  const line = lines[at];
  if (line?.kind !== 'job' || line.data.state !== 'paused') return false;
  return !lines.slice(at + 1).some((later) => later.kind === 'job');
}

function whyPaused(around: BoxLine[]): Finding {
  const sensor = around.map(emptySensor).findLast((name) => name !== null);
  if (sensor) {
    const cause = 'The filament ran out (or broke), and the print is paused.';
    return { ...made('runout', cause, `${sensor}: no filament`), remedy: REMEDIES['runout'] ?? [] };
  }
  const asked = lastCommand(around, /^printer\.print\.pause$/, /^PAUSE\b/im);
  const cause = asked
    ? `The print was paused (${who(asked.data.origin)}).`
    : 'The print was paused at the printer, by its file, or by another program.';
  return { ...made('print.paused', cause, ''), severity: 'info', remedy: ['Resume it when you are ready.'] };
}

/** The runout switch that opened in this change, by its name. */
function emptySensor(line: BoxLine): string | null {
  if (line.kind !== 'delta') return null;
  for (const [name, fields] of Object.entries((line.data ?? {}) as Record<string, unknown>)) {
    if (!/^filament_(switch|motion)_sensor /.test(name)) continue;
    if ((fields as { filament_detected?: unknown } | null)?.filament_detected === false) return name;
  }
  return null;
}

function causeOf(stop: BoxLine, before: BoxLine[]): Finding {
  const words = stop.kind === 'klippy' || stop.kind === 'job' ? stop.data.message : '';
  const state = findingOfState(words);
  // A shutdown in a print is told twice: by Klipper, and as the end of the print.
  const pressed = lastCommand(before, /^printer\.emergency_stop$/, /^M112\b/im);
  if (pressed && (state === null || state.id === 'mcu.command_request')) {
    return made('estop.user', `The emergency stop was pressed (${who(pressed.data.origin)}).`, words);
  }
  if (stop.kind === 'klippy') {
    return state ?? made('klippy.shutdown', `Klipper stopped: ${firstLine(words)}`, words);
  }
  if (stop.kind !== 'job') return made('print.stopped', 'The print stopped.', '');
  const cancelled = lastCommand(before, /^printer\.print\.cancel$/, /^CANCEL_PRINT\b/im);
  if (stop.data.state === 'cancelled' && cancelled) {
    // A person's own wish is nothing to be alarmed about.
    const finding = made('print.cancelled', `The print was cancelled (${who(cancelled.data.origin)}).`, '');
    return { ...finding, sure: 'certain', severity: 'info' };
  }
  const complaint = before.findLast((line) => line.kind === 'response' && line.data.startsWith('!! '));
  const text = words || (complaint?.kind === 'response' ? complaint.data.slice(3) : '');
  const known = text === '' ? null : findingOfCommand(text);
  if (known) return { ...known, severity: known.severity === 'danger' ? 'danger' : 'error' };
  if (text !== '') return made('print.error', `The print ended with an error: ${firstLine(text)}`, text);
  return made('print.cancelled', 'The print was cancelled at the printer or by another program.', '');
}

const REMEDIES: Record<string, string[]> = {
  'estop.user': ['Make sure nothing is in the way.', 'Send FIRMWARE_RESTART, then home again.'],
  runout: ['Load filament.', 'Then resume the print; the nozzle heats up again first.'],
};

function made(id: string, cause: string, evidence: string): Finding {
  return {
    id,
    severity: 'error',
    cause,
    sure: evidence === '' ? 'likely' : 'certain',
    evidence: evidence === '' ? [] : [evidence.slice(0, 600)],
    remedy: REMEDIES[id] ?? [],
    stillWorks: 'The record of the last hour is kept.',
    source: sourceOf(id),
  };
}

/** The newest command of this kind that reached the printer: a method of its own, or a line of G-code. */
function lastCommand(lines: BoxLine[], method: RegExp, gcode: RegExp) {
  for (const line of lines.toReversed()) {
    if (line.kind !== 'command' || line.data.status === 'not-sent') continue;
    const script = 'script' in line.data.params ? String(line.data.params.script) : '';
    if (method.test(line.data.method) || gcode.test(script)) return line;
  }
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
