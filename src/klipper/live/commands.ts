import type { Clock } from '../clock.ts';
import { PrinterError, RpcError } from '../errors.ts';
import { traversalIn } from '../files/paths.ts';
import type { Connection } from '../moonraker/connection.ts';
import type { CommandOptions, CommandOutcome } from '../printer.ts';
import type { PrinterConsole } from './console.ts';

/** A decision is carried out at once or not at all: late commands have started prints at night elsewhere. */
export const COMMAND_LIFETIME_MS = 30_000;
/** Homing, heating and cancelling in a start macro answer when they are done. */
const COMMAND_TIMEOUT_MS = 15 * 60_000;
/** Moonraker's words when Klipper went away while a call was under way: it may have been carried out. */
const GONE_UNDERWAY = 'Klippy Disconnected';

export interface CommandContext {
  connection: Pick<Connection, 'call' | 'isOpen'>;
  clock: Clock;
  console: PrinterConsole;
  /** Why this command may not go in the printer's present state, or null. */
  objection(method: string): Promise<string | null>;
  /** Called when an answer got lost: the state has to be read again. */
  reread(): void;
  onCommand?(record: { method: string; params: object; origin: string; outcome: CommandOutcome }): void;
}

/** Sends one command exactly once and tells what is known of it. */
export async function sendCommand(
  context: CommandContext,
  method: string,
  params: object,
  options: CommandOptions,
): Promise<CommandOutcome> {
  const outcome = await send(context, method, params, options);
  if (outcome.status === 'unknown') context.reread();
  context.onCommand?.({ method, params, origin: options.origin, outcome });
  return outcome;
}

/** G-code lines as one script. A line that holds another one, or a control character, is not sent. */
export async function sendGcode(
  context: CommandContext,
  lines: string[],
  options: CommandOptions,
): Promise<CommandOutcome> {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is refused here
  const odd = lines.find((line) => /[\u0000-\u001f\u007f]/.test(line));
  const script = lines.join('\n');
  if (odd !== undefined) {
    const message = 'A line of G-code has a line break or a control character in it, so nothing was sent.';
    return { status: 'not-sent', message, responses: [] };
  }
  const outcome = await sendCommand(context, 'printer.gcode.script', { script }, options);
  if (outcome.status !== 'not-sent') context.console.command(script);
  return outcome;
}

async function send(
  context: CommandContext,
  method: string,
  params: object,
  options: CommandOptions,
): Promise<CommandOutcome> {
  const refusal =
    reasonNotToSend(context, method, params, options) ??
    (await context.objection(method)) ??
    reasonNotToSend(context, method, params, options);
  if (refusal !== null) return { status: 'not-sent', message: refusal, responses: [] };
  const collector = context.console.collect();
  let sent = false;
  try {
    const result = await context.connection.call(method, params, {
      timeoutMs: options.timeoutMs ?? COMMAND_TIMEOUT_MS,
      ...(options.signal ? { signal: options.signal } : {}),
      onSent: () => {
        sent = true;
      },
    });
    return { status: 'done', result, responses: collector.lines() };
  } catch (error) {
    return outcomeOfError(error, sent, collector.lines());
  } finally {
    collector.stop();
  }
}

function reasonNotToSend(
  { clock, connection }: CommandContext,
  method: string,
  params: object,
  options: CommandOptions,
): string | null {
  const ageMs = clock.nowMs() - options.issuedAtMs;
  if (!(ageMs <= COMMAND_LIFETIME_MS)) {
    return `The decision is ${String(Math.round(ageMs / 1000))} s old, so it was not carried out. Ask again.`;
  }
  if (ageMs < -COMMAND_LIFETIME_MS)
    return 'The time of the decision lies in the future; this server’s clock has jumped. Ask again.';
  if (options.signal?.aborted === true) return 'It was given up before it was sent.';
  // Moonraker resolves `..` in a path instead of refusing it, even into other folders.
  const path =
    method.startsWith('server.files.') || method === 'printer.print.start' ? traversalIn(params) : null;
  if (path !== null) return `“${path}” leads out of the printer’s folder, so it was not sent.`;
  if (!connection.isOpen())
    return 'There is no connection to the printer at the moment, so nothing was sent.';
  return null;
}

function outcomeOfError(error: unknown, sent: boolean, responses: string[]): CommandOutcome {
  if (error instanceof RpcError) {
    if (error.wrong === GONE_UNDERWAY) return { status: 'unknown', message: UNKNOWN.gone, responses };
    return { status: 'refused', message: error.wrong, code: error.code, responses };
  }
  if (!(error instanceof PrinterError)) throw error;
  if (!sent) return { status: 'not-sent', message: error.wrong, responses };
  if (error.kind === 'timeout') return { status: 'unknown', message: UNKNOWN.late, responses };
  if (error.kind === 'cancelled') return { status: 'unknown', message: UNKNOWN.cancelled, responses };
  return { status: 'unknown', message: UNKNOWN.lost, responses };
}

const UNKNOWN = {
  gone: 'Klipper went away while the command was under way. Its state is being read again; the command was not repeated.',
  late: 'The printer has not answered yet; the command may still be running. It was not repeated.',
  cancelled: 'It was sent, and then no longer waited for. The printer may still carry it out.',
  lost: 'The connection was cut before the answer. The state is read again as soon as possible; the command was not repeated.',
};
