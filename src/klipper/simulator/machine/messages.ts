import type { StateFault } from './state-faults.ts';

export const thermalHint =
  "\nSee the 'verify_heater' section in docs/Config_Reference.md\nfor the parameters that control this check.\n";

const firmwareAdvice =
  '\nOnce the underlying issue is corrected, use the\n"FIRMWARE_RESTART" command to reset the firmware, reload the\nconfig, and restart the host software.\n';
const restartAdvice =
  '\n\nOnce the underlying issue is corrected, use the "RESTART"\ncommand to reload the config and restart the host software.\n';
export const startupMessage =
  '\nPrinter is not ready\nThe klippy host software is attempting to connect.  Please\nretry in a few moments.\n';

export function shutdownMessage(cause: string): string {
  return `${cause}${firmwareAdvice}Printer is shutdown\n`;
}

export function mcuErrorMessage(cause: string): string {
  return `${cause}${firmwareAdvice}Error configuring printer\n`;
}

export function configErrorMessage(cause: string): string {
  return `${cause}${restartAdvice}Printer is halted\n`;
}

/** The whole state message of a fault, with Klipper's advice. */
export function errorMessage(fault: StateFault): string {
  if (fault.kind === 'board') return mcuErrorMessage(fault.message);
  if (fault.kind === 'halted')
    return `${fault.message}${restartAdvice.trimStart()}Error configuring printer\n`;
  return configErrorMessage(fault.message);
}
