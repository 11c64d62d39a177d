import type { UploadView } from '#lib/contracts.ts';

const STEP: Partial<Record<UploadView['phase'], number>> = { receiving: 0, checking: 1, sending: 2 };
const ENDED = 3;

/** How far it is: first by what is done with it, then by bytes. */
const progressOf = ({ phase, receivedBytes, sentBytes }: UploadView) =>
  [STEP[phase] ?? ENDED, receivedBytes + sentBytes] as const;

/** Whether an answer that was read tells less than what the stream has said since. */
export function isOvertaken(read: UploadView, known: UploadView | undefined): boolean {
  if (!known) return false;
  const [[step, bytes], [knownStep, knownBytes]] = [progressOf(read), progressOf(known)];
  return step === knownStep ? bytes < knownBytes : step < knownStep;
}

export const isUnderWay = ({ phase }: UploadView): boolean => STEP[phase] !== undefined;
