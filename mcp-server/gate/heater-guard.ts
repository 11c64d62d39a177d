import type { Printer } from '../../src/klipper/printer.ts';
import { findHeater, heaterArgument, heatersOn } from '../facts/heaters.ts';
import { jobPhase } from '../facts/job.ts';
import { isRefusal } from '../refusal.ts';
import { auditRow, type GateParts } from './parts.ts';
import { stateRecord } from './state-record.ts';
import type { PendingAction } from './types.ts';

export const DEFAULT_OFF_AFTER_MS = 30 * 60_000;
/** The longest off-timer a tool takes; older actions have no say any more. */
const LONGEST_OFF_AFTER_MS = 120 * 60_000;

interface Guarded {
  printerId: string;
  heaterId: string;
  targetCelsius: number;
  dueMs: number;
}

/**
 * Turns off what was approved to heat outside a print and then forgotten, whether or not anybody still listens.
 * The times come from the stored actions, so a restart of the server does not lose them. Heaters that others
 * turned on are theirs (and Klipper's idle timeout's).
 */
export function createHeaterGuard(parts: GateParts, isBusy: (printerId: string) => boolean) {
  const guarded = new Map<string, Guarded>();
  let recovered = false;

  function watch(action: PendingAction): void {
    if (action.status !== 'done' && action.status !== 'unknown') return;
    const sinceMs = action.outcome?.finishedAtMs ?? parts.clock.nowMs();
    const printer = parts.printers.find(action.printerId);
    if (!printer) return;
    for (const step of action.steps) {
      if (step.tool === 'set_temperature') watchHeater(printer, step.args, sinceMs);
      if (step.tool === 'cancel_print') watchLeftOn(printer, sinceMs);
    }
  }

  function watchHeater(printer: Printer, args: Record<string, unknown>, sinceMs: number): void {
    const heater = findHeater(printer.snapshot(), String(args.heater));
    const target = Number(args.target_c);
    if (isRefusal(heater) || !(target > 0)) return;
    const minutes = typeof args.off_after_min === 'number' ? args.off_after_min : null;
    set(
      printer.id,
      heater.id,
      target,
      sinceMs + (minutes === null ? DEFAULT_OFF_AFTER_MS : minutes * 60_000),
    );
  }

  /** A cancelled print leaves its heaters on unless the printer's own macro turns them off. */
  function watchLeftOn(printer: Printer, sinceMs: number): void {
    for (const heater of heatersOn(printer.snapshot())) {
      set(printer.id, heater.id, heater.targetCelsius ?? 0, sinceMs + DEFAULT_OFF_AFTER_MS);
    }
  }

  function set(printerId: string, heaterId: string, targetCelsius: number, dueMs: number): void {
    guarded.set(`${printerId}\n${heaterId}`, { printerId, heaterId, targetCelsius, dueMs });
  }

  function recover(): void {
    recovered = true;
    const since = parts.clock.nowMs() - LONGEST_OFF_AFTER_MS;
    const recent = parts.store.list({
      printerIds: parts.printers.ids(),
      status: ['done', 'unknown'],
      limit: 200,
    });
    for (const action of recent.reverse()) if ((action.outcome?.finishedAtMs ?? 0) > since) watch(action);
  }

  function tick(): void {
    if (!recovered) recover();
    for (const [key, entry] of guarded) {
      const printer = parts.printers.find(entry.printerId);
      if (!printer || isOver(printer, entry)) guarded.delete(key);
      else if (parts.clock.nowMs() >= entry.dueMs && isAnswering(printer) && !isBusy(entry.printerId)) {
        guarded.delete(key);
        void turnOff(printer, entry);
      }
    }
  }

  /** Off or set to something else by now, or taken over by a print. */
  function isOver(printer: Printer, { heaterId, targetCelsius }: Guarded): boolean {
    const snapshot = printer.snapshot();
    if (!isAnswering(printer)) return false;
    if (jobPhase(snapshot) !== 'idle') return true;
    const now = snapshot.sensors.find((sensor) => sensor.id === heaterId)?.targetCelsius ?? 0;
    return Math.abs(now - targetCelsius) > 0.51;
  }

  async function turnOff(printer: Printer, { heaterId }: Guarded): Promise<void> {
    const heater = printer.snapshot().sensors.find((sensor) => sensor.id === heaterId);
    if (!heater) return;
    const stateBefore = stateRecord(printer.snapshot());
    const issuedAtMs = parts.clock.nowMs();
    const line = `SET_HEATER_TEMPERATURE HEATER=${heaterArgument(heater)} TARGET=0`;
    const outcome = await printer.gcode([line], { issuedAtMs, origin: 'system:off-timer' });
    // Turning off is safe, so unlike everything else it does not wait for the trail.
    try {
      const detail = `The off-timer turned ${heater.label} off: ${outcome.status}.`;
      const row = {
        printerId: printer.id,
        door: 'system' as const,
        via: 'off-timer',
        tool: 'set_temperature',
      };
      const args = { heater: heaterId, target_c: 0 };
      const what = { ...row, args, detail, stateBefore, sent: [{ what: line, answer: outcome.status }] };
      parts.store.audit(auditRow('executed', parts.clock.nowMs(), what));
    } catch (error) {
      parts.failed(error, 'writing the audit trail of the off-timer');
    }
  }

  return { watch, tick };
}

function isAnswering(printer: Printer): boolean {
  const { connection, stale, klippy } = printer.snapshot();
  return connection.phase === 'connected' && !stale && klippy.state === 'ready';
}
