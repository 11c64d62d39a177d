import type { FileFacts, Printer } from '../../src/klipper/printer.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { preflight, type PreflightCheck } from './preflight.ts';
import { rehearsalChecks, type Rehearsed } from './rehearsal.ts';

const MOST_SAID = 3;

/** Refuses a start that the printer, or the file's own lines, would end halfway; says which lines, and what to do. */
export function refuseUnfit(printer: Printer, facts: FileFacts, rehearsed: Rehearsed): Refusal | null {
  const rehearsal = rehearsalChecks(rehearsed);
  const checks = [...preflight(printer, facts).filter((check) => check.id !== 'job'), ...rehearsal];
  const blocking = checks.filter((check) => !check.ok && check.blocking);
  if (blocking.length === 0) return null;
  const remedy = rehearsal.map(({ id, ok, blocking: blocks }) => (blocks && !ok ? REMEDIES[id] : undefined));
  const first = remedy.find((text) => text !== undefined);
  return refuse('preflight', said(blocking), `${first ? `${first} ` : ''}preflight lists every check.`);
}

/** What speaks against a start without forbidding it, for the card: few and first things first. */
export function doubts(printer: Printer, facts: FileFacts, rehearsed: Rehearsed): string[] {
  const checks = [...rehearsalChecks(rehearsed), ...preflight(printer, facts)];
  const open = checks.filter((check) => !check.ok && !check.blocking);
  return open.length === 0 ? [] : [said(open)];
}

function said(checks: PreflightCheck[]): string {
  const words = checks.slice(0, MOST_SAID).map((check) => check.text);
  const more = checks.length - words.length;
  return more > 0 ? `${words.join(' ')} And ${more} more.` : words.join(' ');
}

const RESLICE = 'Slice it again with the profile of this printer.';
const REMEDIES: Record<string, string | undefined> = {
  'rehearsal-out-of-range': RESLICE,
  'rehearsal-not-homed': 'Add G28 to the start G-code of the slicer, or home first.',
  'rehearsal-cold-extrusion':
    'Add M109 with the temperature to the start G-code of the slicer, or heat first.',
  'rehearsal-temperature-out-of-limits': 'Slice it again with a material this printer can heat for.',
  'rehearsal-heater-missing': RESLICE,
  'rehearsal-command-unknown':
    'Switch arc fitting off in the slicer, or add [gcode_arcs] to the configuration.',
  'rehearsal-command-refused': 'Slice it again, or mend that line.',
  'rehearsal-emergency-stop': 'Take M112 out of the file.',
};
