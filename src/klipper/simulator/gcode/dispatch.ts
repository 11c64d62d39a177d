import { GcodeError, respondInfo, type Machine, type Work } from '../machine/machine.ts';
import type { GcodeCommand } from './parse.ts';

/** Carries out one command. Moves of an excluded object are left out; an unknown command is only a message. */
export function runCommand(machine: Machine, command: GcodeCommand): Work | void {
  const spec = machine.commands.get(command.name);
  if (machine.klippy.state !== 'ready' && !spec?.always) throw new GcodeError(machine.klippy.message);
  if (spec && command.malformed) throw new GcodeError(`Malformed command '${command.line}'`);
  if (spec) return spec.run(machine, command);
  respondInfo(machine, `Unknown command:"${command.name}"`);
}
