import { codeOf, messageOf, PrinterError } from '../errors.ts';
import type { ConnectionProblem, ConnectionProblemId } from '../snapshot.ts';

/** Sentences for each way a connection can fail; from knowledge of real connection troubles. */
const TEXTS: Record<ConnectionProblemId, { cause: string; remedy: string[] }> = {
  'bad-address': {
    cause: 'This is not an address.',
    remedy: ['Type the printer’s IP address or name, such as 192.168.1.50 or printer.local.'],
  },
  'forbidden-address': {
    cause: 'This server may not connect to that address.',
    remedy: ['Type the address the printer has in your own network, with Moonraker’s port (usually 7125).'],
  },
  'name-not-found': {
    cause: 'The name cannot be found in the network.',
    remedy: [
      'Check the spelling.',
      'Use the IP address from the router’s list or the printer’s screen; names ending in .local do not work everywhere.',
      'Reserve that address in the router so that it stays the same.',
    ],
  },
  unreachable: {
    cause: 'Nothing answers at this address.',
    remedy: [
      'Check that the printer and its computer have power; after switching on, wait a minute.',
      'Compare the address with the one on the printer’s screen; it may have changed.',
      'Put both computers into the same network (not a guest Wi-Fi), or check the firewall.',
    ],
  },
  refused: {
    cause: 'The computer answers, but nothing listens at this port.',
    remedy: [
      'Wait a minute if the printer was just switched on: Moonraker starts last.',
      'Check the port: Moonraker’s own is 7125, a second printer on the same computer has the next one.',
      'If it stays so, look at the Moonraker service and at moonraker.log: an error in moonraker.conf stops it.',
    ],
  },
  tls: {
    cause: 'The secure connection could not be made.',
    remedy: [
      'Try http:// with port 7125; most printers have no certificate.',
      'If it has an own certificate, give this printer the certificate of the authority that signed it.',
    ],
  },
  'not-moonraker': {
    cause: 'Something answers here, but it is not Moonraker.',
    remedy: [
      'Check that this is the printer’s address, and try port 7125.',
      'A printer without Klipper and Moonraker cannot be added.',
    ],
  },
  'no-websocket': {
    cause: 'Moonraker answers, but its WebSocket cannot be opened.',
    remedy: [
      'Use Moonraker’s own port 7125 instead of a proxy in front of it.',
      'Or switch WebSocket upgrades on in that proxy.',
    ],
  },
  unauthorized: {
    cause: 'Moonraker does not let this server in.',
    remedy: [
      'Give the printer’s API key (in Mainsail or Fluidd under settings; in a browser on the printer’s network at /access/api_key).',
      'Or give a Moonraker user and password.',
      'Or add this server’s own narrow address range to trusted_clients in moonraker.conf and restart Moonraker.',
    ],
  },
  frozen: {
    cause: 'The connection is open, but the printer’s computer has gone silent.',
    remedy: [
      'Wait: it reconnects by itself.',
      'If it happens often, check the Wi-Fi and the power supply of the printer’s computer.',
    ],
  },
  interrupted: {
    cause: 'The connection was cut.',
    remedy: ['Wait: it reconnects by itself.', 'If it happens often, check the Wi-Fi and the power supply.'],
  },
};

const UNREACHABLE = new Set([
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
]);
const NAME = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL']);
const TLS = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_OSSL|EPROTO|HOSTNAME_MISMATCH)/;

/** The problem that an error of a socket, a request or an answer stands for. */
export function problemOf(error: unknown): ConnectionProblem {
  const id = idOf(error);
  const own = error instanceof PrinterError && error.tryThis.length > 0 ? error.tryThis : null;
  const cause =
    error instanceof PrinterError &&
    (id === 'forbidden-address' || id === 'bad-address' || id === 'not-moonraker')
      ? `${TEXTS[id].cause.replace(/\.$/, '')}: ${error.wrong}.`
      : TEXTS[id].cause;
  const code = codeOf(error);
  const evidence = messageOf(error);
  return {
    id,
    cause,
    remedy: own ?? TEXTS[id].remedy,
    evidence: code !== '' && !evidence.includes(code) ? `${code}: ${evidence}` : evidence,
  };
}

/** Any error of the network as one of ours; ours pass through as they are. */
export function toPrinterError(error: unknown, asked: string): PrinterError {
  if (error instanceof PrinterError) return error;
  if (error instanceof Error && error.name === 'AbortError') {
    return new PrinterError({
      kind: 'cancelled',
      asked,
      wrong: 'it was given up before the answer came',
      cause: error,
    });
  }
  const { id, cause, remedy, evidence } = problemOf(error);
  return new PrinterError({
    kind: id,
    asked,
    wrong: `${cause} (${evidence})`,
    tryThis: remedy,
    cause: error,
  });
}

export function problem(id: ConnectionProblemId, evidence: string): ConnectionProblem {
  return { id, cause: TEXTS[id].cause, remedy: TEXTS[id].remedy, evidence };
}

function idOf(error: unknown): ConnectionProblemId {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    if (current instanceof PrinterError && isProblemId(current.kind)) return current.kind;
    current = current.cause;
  }
  const code = codeOf(error);
  const message = messageOf(error);
  if (NAME.has(code)) return 'name-not-found';
  if (code === 'ECONNREFUSED') return 'refused';
  if (UNREACHABLE.has(code) || message.includes('handshake has timed out')) return 'unreachable';
  if (TLS.test(code)) return 'tls';
  return idOfUpgrade(message);
}

/** What the server's refusal of the WebSocket upgrade says. */
function idOfUpgrade(message: string): ConnectionProblemId {
  const status = Number(/Unexpected server response: (\d+)/.exec(message)?.[1] ?? 0);
  if (status === 401) return 'unauthorized';
  if (status === 502 || status === 503 || status === 504) return 'refused';
  if (status > 0) return 'no-websocket';
  if (message.includes('Parse Error') || message.includes('Invalid')) return 'not-moonraker';
  return 'interrupted';
}

function isProblemId(kind: string): kind is ConnectionProblemId {
  return Object.hasOwn(TEXTS, kind);
}
