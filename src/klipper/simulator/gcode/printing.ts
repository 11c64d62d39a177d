import {
  GcodeError,
  respond,
  respondInfo,
  type CommandSpec,
  type Machine,
  type Work,
} from '../machine/machine.ts';
import { cancelPrint, notePause, resetPrintStats } from '../machine/print-stats.ts';
import { loadFile, resumeSd, unloadFile } from '../machine/sd-card.ts';
import { waitForMotion } from '../machine/toolhead.ts';
import { restoreGcodeState } from './moves.ts';
import { numberParameter, parseGcodeLine, textParameter, type GcodeCommand } from './parse.ts';

/** Stops feeding the file and, when the queued motion is done, counts as paused. */
export function* pause(machine: Machine): Work {
  const { pauseResume, sdCard } = machine;
  if (pauseResume.paused) {
    respondInfo(machine, 'Print already paused');
    return;
  }
  if (sdCard.active) {
    sdCard.active = false;
    pauseResume.sdPaused = true;
    notePause(machine);
    yield* waitForMotion(machine);
    respondInfo(machine, 'action:paused');
  } else {
    pauseResume.sdPaused = false;
    respondInfo(machine, 'action:paused');
  }
  pauseResume.paused = true;
  saveState(machine);
}

function saveState(machine: Machine): void {
  const { saved, ...state } = machine.gcodeMove;
  saved.set('PAUSE_STATE', structuredClone(state));
}

function* resume(machine: Machine, command: GcodeCommand): Work {
  const { pauseResume } = machine;
  if (!pauseResume.paused) {
    respondInfo(machine, 'Print is not paused, resume aborted');
    return;
  }
  const velocity = numberParameter(
    command,
    'VELOCITY',
    Number(machine.config.sections.get('pause_resume')?.recover_velocity ?? 50),
  );
  const restore = parseGcodeLine(`RESTORE_GCODE_STATE NAME=PAUSE_STATE MOVE=1 MOVE_SPEED=${velocity}`);
  if (restore && machine.gcodeMove.saved.has('PAUSE_STATE')) {
    const work = machine.toolhead.homedAxes === 'xyz' ? restoreGcodeState(machine, restore) : undefined;
    if (work) yield* work;
  }
  resumePaused(machine);
}

function resumePaused(machine: Machine): void {
  const { pauseResume, sdCard } = machine;
  if (sdCard.active || pauseResume.sdPaused) {
    resumeSd(machine);
    pauseResume.sdPaused = false;
  } else respondInfo(machine, 'action:resumed');
  pauseResume.paused = false;
}

function cancel(machine: Machine): void {
  const { pauseResume, sdCard } = machine;
  if (sdCard.active || pauseResume.sdPaused || machine.printStats.state === 'paused') {
    const stats = machine.printStats;
    cancelPrint(machine);
    unloadFile(machine);
    machine.printStats = stats;
  } else respondInfo(machine, 'action:cancel');
  pauseResume.paused = false;
  pauseResume.sdPaused = false;
  machine.excludeObject = { objects: [], excluded: [], current: null };
}

/** SDCARD_PRINT_FILE: a paused print is dropped without a word, a running one refuses. */
function printFile(machine: Machine, command: GcodeCommand): void {
  if (machine.sdCard.active) throw new GcodeError('SD busy');
  const path = textParameter(command, 'FILENAME');
  if (machine.sdCard.file) unloadFile(machine);
  machine.sdCard.closing = null;
  resetPrintStats(machine, '');
  machine.excludeObject = { objects: [], excluded: [], current: null };
  loadFile(machine, path);
  machine.growth.heights.fill(0);
  machine.growth.version++;
  machine.pauseResume.sdPaused = false;
  resumeSd(machine);
}

function resetFile(machine: Machine): void {
  unloadFile(machine);
  resetPrintStats(machine, '');
  machine.excludeObject = { objects: [], excluded: [], current: null };
}

function setStatsInfo(machine: Machine, command: GcodeCommand): void {
  const stats = machine.printStats;
  if (command.parameters.TOTAL_LAYER !== undefined) {
    const total = numberParameter(command, 'TOTAL_LAYER', 0, { minimum: 0 });
    stats.totalLayer = total === 0 ? null : total;
    if (total === 0) stats.currentLayer = null;
    else stats.currentLayer ??= 0;
  }
  if (stats.totalLayer !== null && command.parameters.CURRENT_LAYER !== undefined) {
    stats.currentLayer = Math.min(
      numberParameter(command, 'CURRENT_LAYER', 0, { minimum: 0 }),
      stats.totalLayer,
    );
  }
}

function sdStatus(machine: Machine): void {
  const { file, position } = machine.sdCard;
  respond(machine, file ? `SD printing byte ${position}/${file.sizeBytes}` : 'Not SD printing.');
}

function selectFile(machine: Machine, command: GcodeCommand): void {
  if (machine.sdCard.active) throw new GcodeError('SD busy');
  if (machine.sdCard.file) unloadFile(machine);
  loadFile(machine, command.rest.split('*')[0]?.trim() ?? '');
}

function noSdWrite(): never {
  throw new GcodeError('SD write not supported');
}

export const sdCommands: Record<string, CommandSpec> = {
  M20: { run: (machine) => respond(machine, 'Begin file list\nEnd file list') },
  M21: { run: (machine) => respond(machine, 'SD card ok') },
  M23: { run: selectFile },
  M24: { run: resumeSd },
  M25: {
    run: (machine) => {
      if (!machine.sdCard.active) return;
      machine.sdCard.active = false;
      notePause(machine);
    },
  },
  M26: {
    run: (machine, command) => {
      if (machine.sdCard.active) throw new GcodeError('SD busy');
      machine.sdCard.nextPosition = numberParameter(command, 'S', 0, { minimum: 0 });
    },
  },
  M27: { run: sdStatus },
  M28: { run: noSdWrite },
  M29: { run: noSdWrite },
  M30: { run: noSdWrite },
  SDCARD_RESET_FILE: { help: 'Clears a loaded SD File. Stops the print if necessary', run: resetFile },
  SDCARD_PRINT_FILE: {
    help: 'Loads a SD file and starts the print. May include files in subdirectories.',
    run: printFile,
  },
  SET_PRINT_STATS_INFO: { help: 'Pass slicer info like layer act and total to klipper', run: setStatsInfo },
};

export const pauseCommands: Record<string, CommandSpec> = {
  PAUSE: { help: 'Pauses the current print', run: (machine) => pause(machine) },
  RESUME: { help: 'Resumes the print from a pause', run: resume },
  CLEAR_PAUSE: {
    help: 'Clears the current paused state without resuming the print',
    run: (machine) => {
      machine.pauseResume = { paused: false, pauseCommandSent: false, sdPaused: false };
    },
  },
  CANCEL_PRINT: { help: 'Cancel the current print', run: cancel },
};
