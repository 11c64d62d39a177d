import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { isEmergencyStop } from '../emergency-stop.ts';

const ASKS_THE_PRINTER = new Set(['tools/call', 'resources/read']);

/**
 * A client that has just started the program asks before the printer can have been heard, and would be told nothing
 * but old news. Until `heard` settles such questions wait; everything else, and an emergency stop, goes on at once.
 */
export function holdUntilHeard(transport: Transport, heard: Promise<unknown>): void {
  const pass = transport.onmessage;
  let waiting = true;
  const opened = heard.then(
    () => (waiting = false),
    () => (waiting = false),
  );
  transport.onmessage = (message, extra) => {
    const asks = 'method' in message && ASKS_THE_PRINTER.has(message.method) && !isEmergencyStop(message);
    if (waiting && asks) void opened.then(() => pass?.(message, extra));
    else pass?.(message, extra);
  };
}
