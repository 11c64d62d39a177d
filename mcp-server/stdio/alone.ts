import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { connectPrinter, createEgressPolicy, labelOf, parseAddress } from '../../src/klipper/index.ts';
import type { Printer } from '../../src/klipper/printer.ts';
import { createPrinterDirectory } from '../directory.ts';
import { SESSION_DOORS } from '../gate/deciders.ts';
import { createMemoryStore } from '../gate/memory-store.ts';
import type { Principal } from '../gate/types.ts';
import { createGate } from '../make-gate.ts';
import { createPrinterServer, DEFAULT_TOOLSETS } from '../server.ts';
import { askByDialog } from './dialog.ts';
import type { Flags } from './flags.ts';
import { holdUntilHeard } from './heard-first.ts';

const SWEEP_EVERY_MS = 5_000;
/** A printer that is there is heard within a second. */
const HEARD_WITHIN_MS = 4_000;

/** The person at this machine: who starts a program with a printer's address owns that printer here. */
function localPrincipal(printerId: string): Principal {
  return {
    userId: 'local',
    userName: 'You',
    door: 'mcp-stdio',
    via: 'stdio',
    roles: new Map([[printerId, 'owner']]),
    scopes: new Set(['read', 'control', 'config']),
  };
}

/** A server of one printer, without accounts: it only reads, unless the client's own dialogs are trusted. */
export async function runAlone(flags: Flags): Promise<{ stop(): Promise<void> }> {
  const printer = connect(flags);
  const principal = localPrincipal(printer.id);
  const printers = createPrinterDirectory({
    all: () => [printer],
    find: (id) => (id === printer.id ? printer : undefined),
  });
  const trusted = flags.trustClientDialogs;
  const gate = createGate({
    store: createMemoryStore(),
    printers,
    decidingDoors: trusted ? new Set([...SESSION_DOORS, 'mcp-stdio']) : SESSION_DOORS,
  });
  const server = createPrinterServer({
    principal,
    printers,
    gate,
    toolsets: flags.toolsets ?? DEFAULT_TOOLSETS,
    readOnly: flags.readOnly || !trusted,
    askByDialog: trusted ? (action) => askByDialog(server, gate, principal, action) : undefined,
  });
  const sweeping = setInterval(() => gate.sweep(), SWEEP_EVERY_MS);
  sweeping.unref();
  const transport = new StdioServerTransport();
  await server.connect(transport);
  holdUntilHeard(transport, printer.whenReady(HEARD_WITHIN_MS));
  return {
    async stop() {
      clearInterval(sweeping);
      await server.close();
      printer.stop();
    },
  };
}

function connect(flags: Flags): Printer {
  const address = parseAddress(flags.printer);
  // The address was given by whoever started the program, so exactly this one is allowed.
  const policy = createEgressPolicy({
    mode: 'home',
    allowLoopback: true,
    allowPublic: true,
    tailscale: true,
    extraPorts: 'any',
    tunnelHosts: [address.host],
  });
  return connectPrinter({ id: 'printer', name: labelOf(address), address, policy });
}
