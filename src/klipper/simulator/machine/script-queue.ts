import type { Machine } from './machine.ts';

/** Puts a script in line; one runs at a time, as behind Klipper's mutex. Its end comes as `script-done`. */
export function queueScript(machine: Machine, id: number | null, script: string): void {
  machine.script.queue.push({ id, lines: script.split('\n').values(), work: null, wait: null });
}

/** Ends every script, running and waiting, with one message. */
export function failAllScripts(machine: Machine, message: string): void {
  const { script } = machine;
  const jobs = script.current ? [script.current, ...script.queue] : script.queue;
  script.current = null;
  script.queue = [];
  for (const job of jobs) {
    if (job.id !== null && job.id !== -1)
      machine.events.push({ type: 'script-done', id: job.id, error: message });
  }
}
