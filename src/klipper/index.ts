/** The door of the printers' ring: everything other rings use of it. */

export { connectPrinter } from './connect-printer.ts';
export type { ConnectedPrinter, PrinterConfig, PrinterOptions } from './connect-printer.ts';
export { connectRecorded } from './black-box/recorder.ts';
export type { RecordedPrinter } from './black-box/recorder.ts';
export type { BlackBox } from './black-box/types.ts';
export type { BoxLine } from './black-box/line.ts';
export { replay } from './black-box/replay.ts';
export { whyDidItStop } from './black-box/why.ts';
export type { KlippyBridge } from './moonraker/klippy-bridge.ts';
export type { PrinterCredentials } from './moonraker/auth.ts';
export { candidatesOf, labelOf, MOONRAKER_PORT, originOf, parseAddress } from './egress/address.ts';
export type { PrinterAddress } from './egress/address.ts';
export { createEgressPolicy } from './egress/policy.ts';
export type { EgressOptions, EgressPolicy, PracticeTarget } from './egress/policy.ts';
export { createGuardedAgent } from './egress/agent.ts';
export { testAddress } from './diagnosis/test-address.ts';
export type {
  AddressReport,
  LadderStep,
  LadderStepId,
  TestAddressOptions,
} from './diagnosis/test-address.ts';
export { diagnose } from './diagnosis/diagnose.ts';
export type { Diagnosis, DiagnosisTarget } from './diagnosis/diagnose.ts';
export type { Finding, Severity } from './diagnosis/finding.ts';
export { createHub } from './hub/hub.ts';
export type { Hub, HubFrame, HubOptions, SendFrame } from './hub/hub.ts';
export { PrinterError, RpcError } from './errors.ts';
export type { PrinterErrorKind } from './errors.ts';
export { manualClock, systemClock } from './clock.ts';
export type { Clock, ManualClock } from './clock.ts';
export { COMMAND_LIFETIME_MS } from './live/commands.ts';
export { mediaTypeOf } from './files/pictures.ts';
export { reasonAgainstPath } from './files/paths.ts';
export type * from './printer.ts';
export type * from './rehearsal/types.ts';
export { background, createBackground, type Background } from './background/index.ts';
export { rehearseAhead } from './rehearsal/ahead.ts';
export { createRehearsals } from './rehearsal/rehearsals.ts';
export type * from './snapshot.ts';
