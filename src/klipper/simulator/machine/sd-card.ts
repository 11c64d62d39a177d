import { queueScript } from './script-queue.ts';
import { GcodeError, respond, type Machine } from './machine.ts';
import { turnOffHeaters } from './heaters.ts';
import { finishPrint, failPrint, noteStart, resetPrintStats } from './print-stats.ts';

const readAheadBytes = 65536;

/** True while the loaded file should feed its next line. */
export function sdWantsToRun(machine: Machine): boolean {
  return machine.sdCard.active && machine.klippy.state === 'ready';
}

/** Loads a file of the gcodes folder. Throws "Unable to open file". */
export function loadFile(machine: Machine, path: string): void {
  const file = path.split('/').includes('..') ? null : machine.files.open(path.replace(/^\/+/, ''));
  if (!file) throw new GcodeError('Unable to open file');
  respond(machine, `File opened:${file.path} Size:${file.sizeBytes}`);
  respond(machine, 'File selected');
  machine.sdCard.file = file;
  machine.sdCard.position = 0;
  machine.sdCard.nextPosition = 0;
  machine.sdCard.closing = null;
  machine.sdCard.buffer = null;
  resetPrintStats(machine, file.path);
}

/** Forgets the loaded file and, with it, what the print counted. */
export function unloadFile(machine: Machine): void {
  const { sdCard } = machine;
  sdCard.file?.close();
  sdCard.file = null;
  sdCard.active = false;
  sdCard.position = 0;
  sdCard.nextPosition = 0;
  sdCard.closing = null;
  sdCard.buffer = null;
}

/** Starts or goes on. Throws "SD busy". */
export function resumeSd(machine: Machine): void {
  if (machine.sdCard.active) throw new GcodeError('SD busy');
  if (!machine.sdCard.file) return;
  machine.sdCard.active = true;
  noteStart(machine);
}

/** The next line to carry out; null when the file ended (the print is then complete). */
export function nextSdLine(machine: Machine): string | null {
  const { sdCard } = machine;
  for (;;) {
    const line = readLine(machine);
    if (line === null) {
      complete(machine);
      return null;
    }
    sdCard.position = sdCard.nextPosition;
    if (line && line[0] !== ';') return line;
  }
}

function readLine(machine: Machine): string | null {
  const { sdCard } = machine;
  const file = sdCard.file;
  if (!file || sdCard.nextPosition >= file.sizeBytes) return null;
  const start = sdCard.nextPosition;
  let buffer = sdCard.buffer;
  if (!buffer || start < buffer.start || start >= buffer.start + buffer.bytes.length) {
    buffer = { start, bytes: file.read(start, readAheadBytes) };
    sdCard.buffer = buffer;
  }
  let end = buffer.bytes.indexOf(10, start - buffer.start);
  if (end < 0 && buffer.start + buffer.bytes.length < file.sizeBytes) {
    buffer = {
      start,
      bytes: file.read(start, start === buffer.start ? readAheadBytes * 16 : readAheadBytes),
    };
    sdCard.buffer = buffer;
    end = buffer.bytes.indexOf(10);
  }
  if (buffer.bytes.length === 0) return null;
  const stop = end < 0 ? buffer.bytes.length : end;
  sdCard.nextPosition = buffer.start + stop + 1;
  if (sdCard.nextPosition > file.sizeBytes) sdCard.nextPosition = file.sizeBytes;
  return buffer.bytes.toString('latin1', start - buffer.start, stop).trim();
}

function complete(machine: Machine): void {
  const { sdCard } = machine;
  const size = sdCard.file?.sizeBytes ?? 0;
  respond(machine, 'Done printing file');
  unloadFile(machine);
  sdCard.closing = { position: size, size };
  finishPrint(machine);
}

/**
 * An error in a line of the file: the print ends. Without `on_error_gcode` the heaters go off and the file stays loaded;
 * with a script that cancels, the state ends as cancelled and the error's text is lost.
 */
export function sdLineFailed(machine: Machine, message: string): void {
  const { sdCard } = machine;
  if (!sdCard.active) return;
  sdCard.active = false;
  const script = machine.config.sections.get('virtual_sdcard')?.on_error_gcode;
  if (script !== undefined && script.includes('CANCEL_PRINT')) machine.pauseResume.sdPaused = true;
  else failPrint(machine, message);
  if (script === undefined || script.includes('{')) turnOffHeaters(machine);
  else queueScript(machine, null, script);
}

/** Position in bytes, size and share of what is loaded (or was, just before the end). */
export function sdProgress(machine: Machine): { position: number; size: number; progress: number } {
  const { file, position, closing } = machine.sdCard;
  if (file)
    return { position, size: file.sizeBytes, progress: file.sizeBytes ? position / file.sizeBytes : 0 };
  if (closing) return { ...closing, progress: 1 };
  return { position: 0, size: 0, progress: 0 };
}
