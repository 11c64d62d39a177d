import { messageOf } from '../errors.ts';
import type { Printer } from '../printer.ts';
import { attempt, collectFromMoonraker } from './collect.ts';
import { withoutSecrets } from './finding.ts';
import { emptyObservation } from './observation.ts';
import type { Observation } from './observation.ts';

const LOG_TAIL_BYTES = 64 * 1024;
const READ_MS = 8_000;

/** Looks at a connected printer, through its own connection. Reads; sends no command. */
export async function observePrinter(printer: Printer, nowMs: number): Promise<Observation> {
  const seen = emptyObservation(printer.name, nowMs);
  const { connection } = printer.snapshot();
  seen.problem = connection.problem;
  seen.interruptions = interruptionsOf(printer);
  if (connection.phase !== 'connected') return seen;
  seen.socketOpens = true;
  await collectFromMoonraker(seen, (method, params) => printer.query(method, params, { timeoutMs: READ_MS }));
  const known = printer.snapshot().webcams;
  seen.cameras = seen.serverInfo?.components.includes('webcam')
    ? await Promise.all(
        known.map(async ({ name, available }) => ({
          name,
          enabled: available,
          trouble: available
            ? await printer.cameras.snapshot(name, { timeoutMs: 5_000 }).then(() => null, messageOf)
            : null,
        })),
      )
    : null;
  // The log tells more only where something is wrong with Klipper.
  if (printer.snapshot().klippy.state !== 'ready') seen.logTail = await readLog(printer, 'klippy.log');
  if (printer.snapshot().klippy.state === 'disconnected')
    seen.moonrakerLogTail = await readLog(printer, 'moonraker.log');
  seen.stopped = await stopOf(printer);
  return seen;
}

/** What the printer's own record says, where it keeps one and something is stopped. */
async function stopOf(printer: Printer): Promise<Observation['stopped']> {
  const { klippy, job } = printer.snapshot();
  const stopped = klippy.state !== 'ready' || ['error', 'cancelled', 'paused'].includes(job.state);
  return stopped ? ((await printer.blackBox?.whyDidItStop()) ?? null) : null;
}

/** A real connection counts how often it was lost; other printers do not tell. */
function interruptionsOf(printer: Printer): number | null {
  const count: unknown = Reflect.get(printer, 'interruptions');
  return typeof count === 'function' ? Number((count as () => number).call(printer)) : null;
}

async function readLog(printer: Printer, name: string): Promise<string[]> {
  const text = await attempt(async () => {
    const options = { timeoutMs: READ_MS, lastBytes: LOG_TAIL_BYTES };
    const stream = await printer.files.download('logs', name, options);
    const decoder = new TextDecoder();
    let tail = '';
    for await (const piece of stream)
      tail = (tail + decoder.decode(piece, { stream: true })).slice(-LOG_TAIL_BYTES);
    return tail;
  });
  return withoutSecrets(text ?? '')
    .split('\n')
    .slice(-300);
}
