import type { Clock } from '../clock.ts';
import { messageOf } from '../errors.ts';
import type { MoonrakerApi } from '../moonraker/api.ts';
import type { Connection } from '../moonraker/connection.ts';
import type { StopOutcome } from '../printer.ts';
import type { LiveState } from './state.ts';

const CONFIRM_WITHIN_MS = 10_000;
const ASK_EVERY_MS = 250;
/** A socket that says nothing for this long gets the stop by HTTP too: the one command worth sending twice. */
const SECOND_WAY_AFTER_MS = 750;

export interface StopContext {
  connection: Pick<Connection, 'call' | 'isOpen'>;
  api: MoonrakerApi;
  clock: Clock;
  state: LiveState;
  reread(): void;
}

/**
 * Sends the stop at once, by the socket when it is open and by HTTP when it is not or does not answer, and
 * resolves when Klipper is seen in shutdown.
 */
export function emergencyStop(context: StopContext): Promise<StopOutcome> {
  const { clock, state, connection, api } = context;
  const startedAt = clock.monotonicMs();
  const troubles: string[] = [];
  let confirmed = false;

  const note = (way: string) => (error: unknown) => {
    troubles.push(`${way}: ${messageOf(error)}`);
  };
  const byHttp = async () => {
    const reply = await api.http({ method: 'POST', path: '/printer/emergency_stop', timeoutMs: 5_000 });
    reply.body.resume();
    if (reply.status !== 200) throw new Error(`HTTP ${String(reply.status)}`);
  };
  /** Only what was seen after the stop was sent counts: an old shutdown proves nothing about this one. */
  const look = async () => {
    const info = connection.isOpen()
      ? await connection.call('printer.info', {}, { timeoutMs: 2_000 })
      : await infoByHttp(api);
    const seen = (info as { state?: unknown } | null)?.state;
    if (seen === 'shutdown') confirmed = true;
    else if (seen === 'error')
      troubles.push('Klipper is halted by an error, with its heaters off, and cannot be shut down');
  };

  const bySocket = connection.isOpen();
  const first = bySocket
    ? connection.call('printer.emergency_stop', {}, { timeoutMs: 5_000 }).then(() => undefined)
    : byHttp();
  let answered = false;
  first.then(
    () => {
      answered = true;
    },
    note(bySocket ? 'socket' : 'HTTP'),
  );
  const cancelSecond = bySocket
    ? clock.after(SECOND_WAY_AFTER_MS, () => {
        if (!answered && !confirmed) byHttp().catch(note('HTTP'));
      })
    : () => undefined;

  return new Promise((resolve) => {
    const finish = (outcome: StopOutcome) => {
      cancelSecond();
      context.reread();
      resolve(outcome);
    };
    const check = async () => {
      if (answered || state.klippy.state === 'shutdown') await look().catch(note('reading the state'));
      const elapsedMs = clock.monotonicMs() - startedAt;
      if (confirmed) finish({ status: 'stopped', observedAtMs: clock.nowMs(), elapsedMs });
      else if (elapsedMs >= CONFIRM_WITHIN_MS) {
        finish({ status: 'not-confirmed', message: notConfirmed(troubles), elapsedMs });
      } else clock.after(ASK_EVERY_MS, () => void check());
    };
    void first.catch(() => undefined).then(check);
  });
}

async function infoByHttp(api: MoonrakerApi): Promise<unknown> {
  return api.readRaw('printer.info', {}, { bulk: true, timeoutMs: 2_000 });
}

function notConfirmed(troubles: string[]): string {
  const last = troubles.at(-1);
  const detail = last === undefined ? '' : ` (${last})`;
  return `The stop was sent, but the printer was not seen to stop${detail}. Switch it off at its power switch if anything moves or heats.`;
}
