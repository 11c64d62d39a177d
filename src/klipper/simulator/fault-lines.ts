import type { FaultSwitches } from './faults.ts';

const LINE = /^(?<verb>set|clear)\s+(?<name>\S+)(?:\s+(?<which>\d+))?$/;

/**
 * Obeys one typed line, `set NAME [PRINTER]` or `clear NAME [PRINTER]`, for one printer (counted from 1) or all of
 * them, and answers in words. Never throws: a wrong line is answered with what would be right.
 */
export function obeyFaultLine(line: string, printers: readonly { faults: FaultSwitches }[]): string {
  const { verb, name, which } = LINE.exec(line.trim())?.groups ?? {};
  if ((verb !== 'set' && verb !== 'clear') || name === undefined)
    return 'Type "set NAME" or "clear NAME", and the number of a printer where there are several.';
  const meant = which === undefined ? printers : printers.slice(Number(which) - 1, Number(which));
  if (meant.length === 0) return `There is no printer ${which}: they are numbered 1 to ${printers.length}.`;
  try {
    for (const { faults } of meant) faults[verb](name);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return meant
    .map((printer) => {
      const now = printer.faults.list().join(', ') || 'no fault';
      return `Printer ${printers.indexOf(printer) + 1}: ${now}.`;
    })
    .join('\n');
}
