import {
  type AddressReport,
  type ConnectionProblem,
  type LadderStep,
  labelOf,
  originOf,
} from '../../../../src/klipper/index.ts';
import type { AddressTestLine } from '../../contracts.ts';

type EndLine = Extract<AddressTestLine, { type: 'end' }>;

const STATES = { running: 'running', ok: 'good', warning: 'good', failed: 'bad' } as const;

/** A rung of the ladder as the page draws it. */
export function stepLine({ id, title, state, detail }: LadderStep): AddressTestLine {
  return { type: 'step', id, label: title, state: STATES[state], detail };
}

const TITLES: Record<ConnectionProblem['id'], string> = {
  'bad-address': 'This is not an address',
  'forbidden-address': 'This address is not allowed here',
  'name-not-found': 'Nobody knows this name',
  unreachable: 'Nothing answers',
  refused: 'The computer answers, but not on this port',
  tls: 'The encrypted connection failed',
  'not-moonraker': 'Something answers, but it is not Moonraker',
  'no-websocket': 'Moonraker answers, but live data does not come through',
  unauthorized: 'Moonraker asks for a key',
  frozen: 'The printer has stopped answering',
  interrupted: 'The connection was cut',
};

export function problemLine({ id, cause, remedy, evidence }: ConnectionProblem): EndLine {
  return failed({ id, title: TITLES[id], cause, remedy, evidence });
}

/** The last line for people who are signed in: the precise cause. */
export function endLine(report: AddressReport): EndLine {
  if (report.problem) return problemLine(report.problem);
  return {
    type: 'end',
    ok: true,
    problem: null,
    address: originOf(report.address) + report.address.basePath,
    printerName: report.hostName ?? labelOf(report.address),
    moonrakerVersion: report.moonrakerVersion,
  };
}

/** For visitors: one wording for closed, filtered and foreign services, so that nobody can map a network with it. */
export const GUEST_FAILURE: EndLine = failed({
  id: 'unreachable',
  title: 'No printer answers there',
  cause: 'No Moonraker could be reached at this address.',
  remedy: [
    'Check that the printer is on and in the same network.',
    'Compare the address with the one that opens Mainsail or Fluidd.',
    'Sign in to see exactly what went wrong.',
  ],
  evidence: '',
});

export const SIGN_IN_FIRST: EndLine = failed({
  id: 'sign-in-first',
  title: 'Sign in, then it is tested',
  cause: 'This server connects to a printer only for people who are signed in.',
  remedy: ['Go on: your address is kept while you sign in.'],
  evidence: '',
});

function failed(problem: NonNullable<EndLine['problem']>): EndLine {
  return { type: 'end', ok: false, problem, address: null, printerName: null, moonrakerVersion: null };
}
