import {
  type AddressReport,
  type EgressPolicy,
  type LadderStep,
  parseAddress,
  type PrinterAddress,
  type PrinterCredentials,
  PrinterError,
  testAddress,
} from '../../../../src/klipper/index.ts';
import type { AddressTestLine } from '../../contracts.ts';
import { endLine, GUEST_FAILURE, problemLine, SIGN_IN_FIRST, stepLine } from './test-lines.ts';

export interface AddressTest {
  typed: string;
  credentials?: PrinterCredentials;
  policy: EgressPolicy;
  /** `guest` on the LAN is told only whether it works; `outside` gets no connection at all. */
  who: 'person' | 'guest' | 'outside';
  signal?: AbortSignal;
  climb?: typeof testAddress;
  /** Resolves after the time; an argument for tests. */
  wait?: (milliseconds: number) => Promise<void>;
}

/** A visitor's failures all take this long, whether a port is closed, filtered or something else's. */
const GUEST_FAILURE_MS = 5_000;

/** Tests an address and tells each step as it happens; only reads, at fixed paths, without redirects. */
export async function* testLines(test: AddressTest): AsyncGenerator<AddressTestLine> {
  const parsed = parse(test.typed);
  if ('type' in parsed) yield parsed;
  else if (test.who === 'outside') yield SIGN_IN_FIRST;
  else if (test.who === 'guest') yield* guestLines(parsed, test);
  else yield* personLines(parsed, test);
}

function parse(typed: string): PrinterAddress | AddressTestLine {
  try {
    return parseAddress(typed);
  } catch (error) {
    if (!(error instanceof PrinterError)) throw error;
    const { wrong, tryThis } = error;
    return problemLine({
      id: 'bad-address',
      cause: `Not an address: ${wrong}.`,
      remedy: tryThis,
      evidence: '',
    });
  }
}

async function* personLines(address: PrinterAddress, test: AddressTest): AsyncGenerator<AddressTestLine> {
  const ladder = climbLadder(address, test);
  for (;;) {
    const { done, value } = await ladder.next();
    yield done ? endLine(value) : stepLine(value);
    if (done) return;
  }
}

async function* guestLines(address: PrinterAddress, test: AddressTest): AsyncGenerator<AddressTestLine> {
  const {
    wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  } = test;
  yield { type: 'step', id: 'answers', label: 'Looking for the printer', state: 'running', detail: '' };
  const inTime = wait(GUEST_FAILURE_MS).then(() => null);
  const seen = await Promise.race([wholeClimb(address, test), inTime]);
  if (seen?.report.ok) {
    for (const step of seen.steps) if (step.state !== 'running') yield stepLine(step);
    yield endLine(seen.report);
    return;
  }
  await inTime;
  yield { type: 'step', id: 'answers', label: 'Looking for the printer', state: 'bad', detail: '' };
  yield GUEST_FAILURE;
}

async function wholeClimb(address: PrinterAddress, test: AddressTest) {
  const steps: LadderStep[] = [];
  const ladder = climbLadder(address, test);
  for (;;) {
    const { done, value } = await ladder.next();
    if (done) return { steps, report: value };
    steps.push(value);
  }
}

function climbLadder(
  address: PrinterAddress,
  { policy, credentials, signal, climb = testAddress }: AddressTest,
): AsyncGenerator<LadderStep, AddressReport, void> {
  return climb(address, policy, { ...(credentials && { credentials }), ...(signal && { signal }) });
}
