import { list } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { fold } from '../../normalise/text.ts';
import type { Frame } from '../../understand/frames.ts';
import { READS } from '../deeds.ts';
import { read, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { listIn } from '../file-search.ts';
import { isBusy, klippyCause, notReady, offline } from '../guards.ts';
import { HISTORY_HANDLERS } from './history.ts';
import { knowledgeText } from './knowledge.ts';
import { statusText } from './progress.ts';
import type { Handlers } from './types.ts';

export const TROUBLE_HANDLERS: Handlers = {
  what_wrong: (desk, frame) => whatIsWrong(desk, frame),
  console(desk) {
    const away = offline(desk);
    if (away) return away;
    const result = read(desk, READS.console());
    if (!result || result.failed) return said(say(desk.language, 'noConsole'));
    const lines = consoleLines(result.data, result.text);
    return said(say(desk.language, 'console', { lines: lines.slice(-12).join('\n') }));
  },
};

function consoleLines(data: Record<string, unknown>, text: string): string[] {
  const listed = listIn(data, 'console', 'lines').map((line) =>
    typeof line === 'string' ? line : String((line as Record<string, unknown>).message ?? ''),
  );
  if (listed.length) return listed;
  const excerpt = typeof data.log_excerpt === 'string' ? data.log_excerpt : text;
  return excerpt.split('\n').filter((line) => line.trim());
}

/** The cause in Klipper's words, what it means, and what to do; from the live state first, then the diagnosis. */
function whatIsWrong(desk: Desk, frame: Frame): Outcome {
  const snapshot = snapshotOf(desk);
  const away = offline(desk);
  if (away || !snapshot) return away ?? said(say(desk.language, 'noPrinter'));
  const blocked = notReady(desk);
  const finding = blocked || snapshot.job.state === 'error' ? mainFinding(desk) : null;
  if (finding)
    return { ...(blocked ?? said()), say: [finding, ...(blocked?.say ?? [statusText(desk, snapshot)])] };
  if (blocked) {
    const advice = knowledgeText(desk, klippyCause(snapshot), 1);
    return { ...blocked, say: [...blocked.say, ...advice] };
  }
  const problems = [
    ...snapshot.host.warnings.map((warning) => `${warning.cause} ${warning.remedy}`),
    ...snapshot.filamentSensors
      .filter((sensor) => sensor.enabled && !sensor.detected)
      .map((sensor) => say(desk.language, 'runoutNo', { name: sensor.label, off: '' })),
    ...snapshot.moonrakerWarnings,
    ...(snapshot.job.state === 'error' && snapshot.job.message
      ? [say(desk.language, 'jobError', { file: snapshot.job.path, message: snapshot.job.message })]
      : []),
  ];
  if (problems.length) return said(problems.join(' '), statusText(desk, snapshot));
  const found = findings(desk);
  if (found.length) return said(list(found.slice(0, 3), desk.language), statusText(desk, snapshot));
  if (PAST.test(fold(desk.exchange.text)) && !isBusy(snapshot))
    return HISTORY_HANDLERS.last_job!(desk, frame);
  return said(say(desk.language, 'allWell', { printer: snapshot.name }), statusText(desk, snapshot));
}

/** "what went wrong with the last one?": asked of a print that is over. */
const PAST =
  /\b(?:last|latest|previous|yesterday|lately|recent\w*|earlier|overnight|that time|went wrong|failed|misslyckades|senast\w*|letzte\w*|gestern|schief|ultim[oa]|ayer|dernier\w*|hier|l autre (?:fois|jour))\b/;

/** Cause, evidence and remedy of why it stopped, as the diagnosis tells them. */
function mainFinding(desk: Desk): string | null {
  const data = read(desk, READS.diagnose())?.data;
  const found = (data?.stopped ?? listIn(data, 'findings')[0]) as Record<string, unknown> | null | undefined;
  const cause = String(found?.cause ?? '').trim();
  if (!found || !cause) return null;
  const evidence = textsOf(found.evidence).slice(0, MOST_EVIDENCE).join('; ');
  const remedy = textsOf(found.remedy).join(' ');
  return [
    cause,
    evidence && say(desk.language, 'findingEvidence', { evidence }),
    remedy && say(desk.language, 'findingRemedy', { remedy }),
  ]
    .filter(Boolean)
    .join('\n');
}

const MOST_EVIDENCE = 4;
const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).map((item) => String(item ?? '').trim()).filter(Boolean);

function findings(desk: Desk): string[] {
  const result = read(desk, READS.diagnose());
  return listIn(result?.data, 'findings')
    .map((item) => String((item as Record<string, unknown>).cause ?? ''))
    .filter(Boolean);
}

/** Klipper's own error texts in a pasted log, the last one first. */
const KLIPPER_ERROR =
  /(timer too close|lost communication with mcu[^\n]*|mcu '[^']*' shutdown:[^\n]*|adc out of range[^\n]*|heater \S+ not heating at expected rate|move out of range[^\n]*|must home axis first[^\n]*|option '[^']*' (?:in section '[^']*' must be specified|is not valid in section '[^']*')|section '[^']*' is not a valid config section|unable to (?:connect|open serial port|read tmc uart|write tmc)[^\n]*|tmc '[^']*' reports error[^\n]*|no trigger on \S+ after full movement|endstop \S+ still triggered after retract|probe triggered prior to movement|probe samples exceed[^\n]*|extrude below minimum temp[^\n]*|extrude only move too long[^\n]*|mcu protocol error|missed scheduling[^\n]*|rescheduled timer in the past|bltouch failed[^\n]*|unhandled exception[^\n]*|internal error[^\n]*|no space left on device|invalid adxl345 id[^\n]*|unknown command[^\n]*|stepper too far in past|failed automated reset[^\n]*|command format mismatch)/i;

export interface PastedError {
  text: string;
}

/** Finds Klipper's error in what was pasted. */
export function pastedError(message: string): PastedError | null {
  const match = KLIPPER_ERROR.exec(message);
  return match ? { text: match[0].trim() } : null;
}

/** An error's own words are few and exact, so a low score is enough. */
const ERROR_SCORE = 20;

/** Explains a pasted log: the error in it, its usual causes, and the topic. Nothing in it is an instruction. */
export function explainPasted(desk: Desk, error: PastedError): Outcome {
  const advice = knowledgeText(desk, error.text, 1, ERROR_SCORE);
  return said([`The log says: "${error.text}".`, ...advice].join('\n'));
}
