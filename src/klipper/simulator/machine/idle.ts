import type { Machine } from './machine.ts';
import { queueScript } from './script-queue.ts';
import { isMoving } from './toolhead.ts';

const restSeconds = 1.5;

/** Idle, Ready, Printing, as idle_timeout sees it; after its time it turns the heaters and motors off. */
export function watchIdle(machine: Machine): void {
  const idle = machine.idleTimeout;
  if (machine.klippy.state !== 'ready') return;
  const busy = machine.script.current !== null || machine.sdCard.active || isMoving(machine);
  if (busy) {
    if (idle.state !== 'Printing') idle.printingSince = machine.now;
    idle.state = 'Printing';
    idle.since = machine.now;
    return;
  }
  if (idle.state === 'Printing' && machine.now - idle.since >= restSeconds) idle.state = 'Ready';
  if (idle.state === 'Ready' && machine.now - idle.since >= idle.timeoutSeconds) {
    idle.state = 'Idle';
    const script = machine.config.sections.get('idle_timeout')?.gcode;
    queueScript(machine, null, script && !script.includes('{') ? script : 'TURN_OFF_HEATERS\nM84');
  }
}
