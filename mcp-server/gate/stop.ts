import type { StopOutcome } from '../../src/klipper/printer.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { auditRow, byPrincipal, type GateParts } from './parts.ts';
import { stateRecord } from './state-record.ts';
import type { Principal } from './types.ts';

/**
 * The emergency stop. It leaves before anything else is looked at or written: no queue, no store, no limit stands
 * in front of it. The trail is written afterwards and a failing trail never hides the outcome.
 */
export async function emergencyStop(
  parts: GateParts,
  principal: Principal,
  printerId: string,
): Promise<StopOutcome | Refusal> {
  const printer = principal.roles.has(printerId) ? parts.printers.find(printerId) : undefined;
  if (!printer)
    return refuse('no-printer', 'There is no such printer here.', 'Cut the power of the printer.');
  const stopping = printer.emergencyStop({ origin: `${principal.door}:${principal.userName}` });
  const stateBefore = stateRecord(printer.snapshot());
  const outcome = await stopping;
  const detail =
    outcome.status === 'stopped'
      ? `Stopped; Klipper was seen in shutdown after ${Math.round(outcome.elapsedMs)} ms.`
      : `Not confirmed: ${outcome.message}`;
  try {
    const stateAfter = stateRecord(printer.snapshot());
    const row = {
      ...byPrincipal(principal),
      printerId,
      tool: 'emergency_stop',
      detail,
      stateBefore,
      stateAfter,
    };
    parts.store.audit(auditRow('stop', parts.clock.nowMs(), row));
  } catch (error) {
    parts.failed(error, 'writing the audit trail after an emergency stop');
  }
  return outcome;
}
