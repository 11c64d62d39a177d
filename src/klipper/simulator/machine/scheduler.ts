import { parseGcodeLine } from '../gcode/parse.ts';
import { runCommand } from '../gcode/dispatch.ts';
import { shutDown } from './klippy-state.ts';
import { GcodeError, respondError, type Machine, type ScriptJob, type Wait, type Work } from './machine.ts';
import { flushMotion } from './toolhead.ts';
import { nextSdLine, sdLineFailed, sdWantsToRun } from './sd-card.ts';

/** Runs what can run now. Returns when everything waits for a later moment. */
export function runReady(machine: Machine): void {
  const { script } = machine;
  for (;;) {
    script.current ??= script.queue.shift() ?? null;
    if (script.current) {
      if (!advanceJob(machine, script.current)) return;
      script.current = null;
    } else if (sdWantsToRun(machine)) {
      const line = nextSdLine(machine);
      if (line !== null) script.current = { id: -1, lines: [line].values(), work: null, wait: null };
    } else {
      // Nobody is about to send the next move.
      flushMotion(machine);
      return;
    }
  }
}

/** The next moment at which a waiting script goes on by the clock; Infinity where none does. */
export function nextScriptWake(machine: Machine): number {
  const wait = machine.script.current?.wait;
  return wait && 'untilSeconds' in wait ? wait.untilSeconds : Infinity;
}

/** True when the job has ended. */
function advanceJob(machine: Machine, job: ScriptJob): boolean {
  try {
    while (machine.script.current === job) {
      if (job.work) {
        if (job.wait && !isOver(machine, job.wait)) return false;
        const step = job.work.next();
        if (!step.done) {
          job.wait = step.value;
          continue;
        }
        job.work = null;
        job.wait = null;
      }
      const line = job.lines.next();
      if (line.done) {
        finish(machine, job, null);
        return true;
      }
      job.work = runLine(machine, line.value) ?? null;
    }
    return false;
  } catch (error) {
    const known = error instanceof GcodeError;
    const message = known ? error.message : `Internal error on command: ${String(error)}`;
    respondError(machine, message);
    finish(machine, job, message);
    if (!known) shutDown(machine, message);
    return true;
  }
}

function isOver(machine: Machine, wait: Wait): boolean {
  return 'untilSeconds' in wait ? machine.now >= wait.untilSeconds : wait.when();
}

export function runLine(machine: Machine, line: string): Work | void {
  const command = parseGcodeLine(line);
  if (command) return runCommand(machine, command);
}

function finish(machine: Machine, job: ScriptJob, error: string | null): void {
  if (job.id === -1) {
    if (error !== null) sdLineFailed(machine, error);
  } else if (job.id !== null) machine.events.push({ type: 'script-done', id: job.id, error });
}
