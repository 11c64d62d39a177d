import type { CommandOutcome } from '../../src/klipper/printer.ts';
import type { RunContext, RunResult } from '../tool.ts';
import { visible } from '../text.ts';

const NOT_KNOWN = /^\/\/ Unknown command:"?([^"]*)"?/;

/** Runs lines that our own code made, with the decision's time and origin. */
export function sendGcode(context: RunContext, lines: string[], timeoutMs = 60_000): Promise<CommandOutcome> {
  return context.printer.gcode(lines, commandOptions(context, timeoutMs));
}

export function sendCommand(
  context: RunContext,
  method: string,
  params: object,
  timeoutMs = 60_000,
): Promise<CommandOutcome> {
  return context.printer.command(method, params, commandOptions(context, timeoutMs));
}

function commandOptions({ issuedAtMs, origin, signal }: RunContext, timeoutMs: number) {
  return { issuedAtMs, origin, signal, timeoutMs };
}

/** Null when the printer took it; else the result to give back. Klipper answers "ok" to a command it does not know. */
export function failureOf(outcome: CommandOutcome): RunResult<never> | null {
  if (outcome.status === 'done') {
    const unknown = outcome.responses
      .map((text) => NOT_KNOWN.exec(text)?.[1])
      .find((name) => name !== undefined);
    if (unknown === undefined) return null;
    return { status: 'refused', text: `The printer does not know the command ${visible(unknown, 60)}.` };
  }
  const said = visible(outcome.message.replaceAll('\n', ' '), 300);
  if (outcome.status === 'refused') return { status: 'refused', text: `The printer refused: ${said}` };
  if (outcome.status === 'not-sent') return { status: 'refused', text: `Nothing was sent: ${said}` };
  return {
    status: 'unknown',
    text: `It was sent, but the answer was lost: ${said} Look at the printer's state.`,
  };
}
