import type { Finding } from '#klipper/diagnosis/finding.ts';
import type { PrinterSnapshot } from '#lib/contracts.ts';
import { m } from '#lib/paraglide/messages.js';
import { celsius, visible } from './format.ts';
import { mainSensor } from './machine.ts';

/** A fault as the rail leads with it. */
export interface Fault {
  tone: 'bad' | 'ask';
  word: string;
  title: string;
  /** Set when the nozzle must be treated as hot: its last reading, as a sentence. */
  hot: string | null;
  steps: string[];
  restart: 'firmware' | 'klipper' | null;
  stillWorks: string;
  /** The state knows all there is to say; the doctor adds evidence only. */
  complete?: true;
  evidenceTitle: string;
  evidence: string;
}

const HOT_CELSIUS = 50;

function hotSentence(snapshot: PrinterSnapshot): string | null {
  const nozzle = mainSensor(snapshot, 'nozzle')?.celsius ?? 0;
  return nozzle > HOT_CELSIUS ? m.lead_hot_reading({ value: celsius(nozzle) }) : null;
}

function ofConnection(snapshot: PrinterSnapshot): Fault | null {
  const problem = snapshot.connection.problem;
  if (!problem) return null;
  return {
    tone: snapshot.observedAtMs === null ? 'bad' : 'ask',
    word: m.state_not_connected(),
    title: problem.cause,
    hot: hotSentence(snapshot),
    steps: problem.remedy,
    restart: null,
    stillWorks: m.still_without_printer(),
    evidenceTitle: m.evidence_title(),
    evidence: problem.evidence,
  };
}

/** Somebody has pressed the stop: nothing is broken, but the hot end's fan stands still until the restart. */
function ofStop(snapshot: PrinterSnapshot, name: string): Fault {
  return {
    tone: 'bad',
    word: m.state_shutdown(),
    title: m.lead_stopped_title({ name }),
    hot: hotSentence(snapshot),
    steps: [m.lead_stopped_step_1(), m.lead_stopped_step_2()],
    restart: 'firmware',
    stillWorks: m.still_without_klipper(),
    complete: true,
    evidenceTitle: m.klipper_words(),
    evidence: snapshot.klippy.message,
  };
}

/** What is wrong with this printer now, or null. The connection comes first: without it the rest is old. */
export function faultOf(snapshot: PrinterSnapshot): Fault | null {
  const connection = ofConnection(snapshot);
  if (connection) return connection;
  const { state, message } = snapshot.klippy;
  if (state !== 'shutdown' && state !== 'error' && state !== 'disconnected') return null;
  const name = visible(snapshot.name);
  const cause = message.split('\n')[0]?.trim() ?? '';
  const pressed = state === 'shutdown' && /webhooks request|M112|emergency stop/i.test(message);
  if (pressed) return ofStop(snapshot, name);
  const titles = {
    shutdown: m.lead_shutdown_title({ name }),
    error: m.lead_error_title({ name }),
    disconnected: m.lead_disconnected_title({ name }),
  };
  const steps = {
    shutdown: [m.lead_shutdown_step_1(), m.lead_shutdown_step_2()],
    error: [m.lead_error_step_1(), m.lead_error_step_2()],
    disconnected: [m.lead_disconnected_step_1(), m.lead_disconnected_step_2()],
  };
  return {
    tone: 'bad',
    word:
      state === 'shutdown'
        ? m.state_shutdown()
        : state === 'error'
          ? m.state_klipper_error()
          : m.state_klipper_off(),
    title: cause ? m.lead_title_cause({ title: titles[state], cause: visible(cause) }) : titles[state],
    hot: state === 'shutdown' ? hotSentence(snapshot) : null,
    steps: steps[state],
    restart: state === 'disconnected' ? null : state === 'error' ? 'klipper' : 'firmware',
    stillWorks: m.still_without_klipper(),
    evidenceTitle: m.klipper_words(),
    evidence: message,
  };
}

/** As sure as the doctor is, in words. */
export function causeOf({ cause, sure }: Finding): string {
  const plain = visible(cause);
  return sure === 'certain'
    ? plain
    : sure === 'likely'
      ? m.doctor_likely({ cause: plain })
      : m.doctor_possible({ cause: plain });
}

/** What leads: the doctor's first finding, with what the state alone knows; without findings the state's own words. */
export function leadOf(snapshot: PrinterSnapshot, findings: Finding[]): Fault | null {
  const fault = faultOf(snapshot);
  const [first] = findings;
  if (!first) return fault;
  const known = fault && !first.evidence.includes(fault.evidence) ? [fault.evidence] : [];
  const evidence = [...first.evidence, ...known].filter(Boolean).map(visible).join('\n');
  if (fault?.complete) return { ...fault, evidenceTitle: m.evidence_title(), evidence };
  const grave = first.severity === 'danger' || first.severity === 'error';
  return {
    tone: grave ? 'bad' : 'ask',
    word: fault?.word ?? (grave ? m.severity_danger() : m.severity_warning()),
    title: causeOf(first),
    hot: fault?.hot ?? null,
    steps: first.remedy.map(visible),
    restart: fault?.restart ?? null,
    stillWorks: visible(first.stillWorks) || (fault?.stillWorks ?? ''),
    evidenceTitle: m.evidence_title(),
    evidence,
  };
}
