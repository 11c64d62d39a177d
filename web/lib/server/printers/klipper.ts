/* What this ring takes from the printers' ring, in one place. */
export {
  connectPrinter,
  connectRecorded,
  createEgressPolicy,
  originOf,
  parseAddress,
  PrinterError,
  rehearseAhead,
  type EgressPolicy,
  type PracticeTarget,
  type Printer,
  type PrinterAddress,
  type PrinterCredentials,
} from '../../../../src/klipper/index.ts';
