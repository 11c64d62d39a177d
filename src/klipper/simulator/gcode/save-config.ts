import { GcodeError, type CommandSpec, type Machine } from '../machine/machine.ts';
import { parsePrinterConfig, withAutosave } from '../machine/printer-config.ts';

/** SAVE_CONFIG: keeps a dated copy, writes the block at the end of printer.cfg, restarts the host. */
function saveConfig(machine: Machine): void {
  if (machine.pendingConfig.size === 0) return;
  const text = machine.configSource.readConfig('printer.cfg');
  if (text === null) throw new GcodeError('Unable to parse existing config on SAVE_CONFIG');
  refuseConflicts(machine, text);
  const saved = new Map(machine.config.saved);
  for (const [section, options] of machine.pendingConfig) {
    if (Object.keys(options).length === 0) saved.delete(section);
    else saved.set(section, { ...saved.get(section), ...options });
  }
  if (machine.faults.has('sd-dying'))
    throw new GcodeError(
      "Unable to write config file during SAVE_CONFIG: [Errno 30] Read-only file system: '/home/pi/printer_data/config/printer_autosave.cfg'",
    );
  machine.configSource.writeConfig(`printer-${stamp(machine)}.cfg`, text);
  machine.configSource.writeConfig('printer.cfg', withAutosave(commentOut(text, machine), saved));
  machine.restart('host');
}

/** What an included file sets cannot be moved into the block: the main file alone is rewritten. */
function refuseConflicts(machine: Machine, mainText: string): void {
  const without = mainText.replace(/^\[include [^\]]*\]$/gm, '');
  const own = parsePrinterConfig('printer.cfg', { readConfig: () => without }).sections;
  for (const [section, options] of machine.pendingConfig) {
    for (const option of Object.keys(options)) {
      const isSet = machine.config.sections.get(section)?.[option] !== undefined;
      if (isSet && own.get(section)?.[option] === undefined)
        throw new GcodeError(
          `SAVE_CONFIG section '${section}' option '${option}' conflicts with included value`,
        );
    }
  }
}

/** Options that move into the block are commented out above, as Klipper does. */
function commentOut(text: string, machine: Machine): string {
  let section = '';
  return text
    .split('\n')
    .map((line) => {
      const header = /^\[([^\]]+)\]/.exec(line);
      if (header) section = header[1] ?? '';
      const option = /^([A-Za-z_]\w*)\s*[:=]/.exec(line)?.[1]?.toLowerCase();
      return option !== undefined && machine.pendingConfig.get(section)?.[option] !== undefined
        ? `#${line}`
        : line;
    })
    .join('\n');
}

function stamp(machine: Machine): string {
  const date = new Date((machine.wallOffsetSeconds + machine.now) * 1000).toISOString();
  return `${date.slice(0, 10).replaceAll('-', '')}_${date.slice(11, 19).replaceAll(':', '')}`;
}

export const saveConfigCommands: Record<string, CommandSpec> = {
  SAVE_CONFIG: { help: 'Overwrite config file and restart', run: saveConfig },
};
