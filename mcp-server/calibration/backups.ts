import type { Printer } from '../../src/klipper/printer.ts';
import { newestConfigFiles, readConfigFile, writeConfigFile } from '../config/files.ts';
import { refuseSavedChanges } from '../config/protect.ts';
import {
  savedChanges,
  savedValues,
  valuesOfBefore,
  withSavedValues,
  type SavedChange,
} from '../config/saved-block.ts';
import { waitForRestart } from '../facts/restart.ts';
import { failureOf, sendCommand } from '../facts/send.ts';
import { isRefusal, refusalFromError, refuse, type Refusal } from '../refusal.ts';
import { visible } from '../text.ts';
import type { RunContext, RunResult } from '../tool.ts';
import { CONFIG_FILE, configNow, notHeld, valuesIn } from './held.ts';

/** SAVE_CONFIG keeps the file of before under its date. */
const BACKUP = /^printer-\d{8}_\d{6}\.cfg$/;
const MOST_TOLD = 5;

/** The copies of before, newest first. */
async function listBackups(printer: Printer, signal?: AbortSignal): Promise<string[]> {
  return (await newestConfigFiles(printer, signal)).filter((path) => BACKUP.test(path));
}

/** The same; none where they cannot be asked for, since saving does not hang on them. */
export async function backupsIfKnown({
  printer,
  signal,
}: Pick<RunContext, 'printer' | 'signal'>): Promise<string[]> {
  try {
    return await listBackups(printer, signal);
  } catch (error) {
    if (!refusalFromError(error)) throw error;
    return [];
  }
}

export interface Restoring {
  /** printer.cfg as it is, and as it becomes. */
  before: string;
  after: string;
  changes: SavedChange[];
}

/** What printer.cfg becomes when the saved values of a copy hold again; only the block of SAVE_CONFIG changes. */
export async function prepareRestoring(
  printer: Printer,
  backup: string,
  signal?: AbortSignal,
): Promise<Restoring | Refusal> {
  const backups = await listBackups(printer, signal);
  if (!backups.includes(backup)) {
    const known = backups.slice(0, MOST_TOLD).join(', ');
    return refuse(
      'no-backup',
      `The printer keeps no copy ${visible(backup, 60)}.`,
      known === '' ? 'Nothing was saved yet.' : `The newest: ${known}.`,
    );
  }
  const now = await readConfigFile(printer, CONFIG_FILE, signal);
  if (isRefusal(now)) return now;
  const then = await readConfigFile(printer, backup, signal);
  if (isRefusal(then)) return then;
  const wanted = valuesOfBefore(now.text, then.text);
  const changes = savedChanges(savedValues(now.text), wanted);
  if (changes.length === 0) return refuse('same', `The saved values are those of ${backup} already.`, '');
  const refused = refuseSavedChanges(changes);
  return refused ?? { before: now.text, after: withSavedValues(now.text, wanted), changes };
}

/** Writes the values, keeps the file of before as SAVE_CONFIG does, and restarts Klipper. */
export async function restore(
  context: RunContext,
  { before, after }: Restoring,
): Promise<RunResult<never> | { state: string; backup: string }> {
  const { printer, clock } = context;
  const backup = freeName(await backupsIfKnown(context), clock.nowMs());
  const kept = await writeConfigFile(printer, backup, before, { overwrite: false });
  if (!kept)
    return { status: 'refused', text: 'The copy of printer.cfg could not be made; nothing was changed.' };
  const written = await writeConfigFile(printer, CONFIG_FILE, after, { overwrite: true });
  if (!written)
    return { status: 'unknown', text: 'printer.cfg was sent, but does not read back as written.' };
  const failure = failureOf(await sendCommand(context, 'printer.restart', {}, 30_000));
  if (failure?.status === 'refused')
    return {
      status: 'unknown',
      text: `printer.cfg is written, but Klipper was not restarted. ${failure.text}`,
    };
  const state = await waitForRestart(printer, clock);
  const lost = await lostSince(printer, after);
  return lost === null ? { state, backup } : { status: 'unknown', text: lost };
}

/** Why the written file does not hold any more, since others write it too; null where it does. */
async function lostSince(printer: Printer, written: string): Promise<string | null> {
  const text = await configNow(printer);
  if (text === null) return 'printer.cfg was written, but could not be read back after the restart.';
  const [first] = [
    ...notHeld(text, valuesIn(savedValues(written))),
    ...notHeld(written, valuesIn(savedValues(text))),
  ];
  if (first === undefined) return null;
  return `printer.cfg was written, but has changed since: ${visible(first, 120)} is not as written. Look at the file.`;
}

/** Of now, or of the next second that is free: Klipper's own clock has given names too. */
function freeName(taken: readonly string[], epochMs: number): string {
  const name = `printer-${stamp(epochMs)}.cfg`;
  return taken.includes(name) ? freeName(taken, epochMs + 1_000) : name;
}

/** `20261122_153000`, as Klipper dates its copies. */
function stamp(epochMs: number): string {
  const text = new Date(epochMs).toISOString();
  return `${text.slice(0, 10).replaceAll('-', '')}_${text.slice(11, 19).replaceAll(':', '')}`;
}
