import type { Finding } from '#klipper/diagnosis/finding.ts';
import type { ActionView, ChatMessage, ChatPart, PrinterSnapshot, UploadView } from '#lib/contracts.ts';
import { needsSaying, said, saidName } from './said.ts';

/* What comes from the server, with its words in the reader's language. Names and what people wrote stay. */

const orNull = (text: string | null): string | null => (text === null ? null : said(text));
const problem = <P extends { cause: string; remedy: string }>(told: P): P => ({
  ...told,
  cause: said(told.cause),
  remedy: said(told.remedy),
});

/** Words in results of tools that cards show. */
const SPOKEN = new Set([
  ...['cause', 'consequence', 'meaning', 'remedy', 'stillWorks', 'still_works', 'text', 'message', 'reason'],
  ...[
    'title',
    'label',
    'hint',
    'note',
    'why',
    'limited_by',
    'not_included',
    'not_counted',
    'doubts',
    'means',
  ],
]);

function sayResult(value: unknown, spoken = false): unknown {
  if (typeof value === 'string') return spoken ? said(value) : value;
  if (Array.isArray(value)) return value.map((one) => sayResult(one, spoken));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, sayResult(one, SPOKEN.has(key))]),
  );
}

export function sayAction(action: ActionView): ActionView {
  if (!needsSaying()) return action;
  const { summary, outcome } = action;
  return {
    ...action,
    summary: {
      ...summary,
      title: said(summary.title),
      meaning: said(summary.meaning),
      hazard: orNull(summary.hazard),
      rechecked: said(summary.rechecked),
      facts: summary.facts.map(({ label, value }) => ({ label: said(label), value: said(value) })),
    },
    outcome: outcome && { ...outcome, text: said(outcome.text), result: sayResult(outcome.result) },
  };
}

export function sayPart(part: ChatPart): ChatPart {
  if (!needsSaying()) return part;
  if (part.type === 'tool') {
    return { ...part, title: said(part.title), text: said(part.text), result: sayResult(part.result) };
  }
  if (part.type === 'notice') return { ...part, text: said(part.text), remedy: orNull(part.remedy) };
  return part;
}

export function sayMessage(message: ChatMessage): ChatMessage {
  if (!needsSaying()) return message;
  return { ...message, parts: message.parts.map(sayPart), error: message.error && problem(message.error) };
}

export function saySnapshot(snapshot: PrinterSnapshot): PrinterSnapshot {
  if (!needsSaying()) return snapshot;
  const labelled = <One extends { label: string }>(list: One[]): One[] =>
    list.map((one) => ({ ...one, label: saidName(one.label) }));
  const { connection } = snapshot;
  const trouble = connection.problem;
  return {
    ...snapshot,
    name: saidName(snapshot.name),
    sensors: labelled(snapshot.sensors),
    outputs: labelled(snapshot.outputs),
    filamentSensors: labelled(snapshot.filamentSensors),
    connection: {
      ...connection,
      problem: trouble && { ...trouble, cause: said(trouble.cause), remedy: trouble.remedy.map(said) },
    },
    host: { ...snapshot.host, warnings: snapshot.host.warnings.map((one) => sayResult(one) as typeof one) },
  };
}

export function sayFinding(finding: Finding): Finding {
  if (!needsSaying()) return finding;
  const { cause, remedy, stillWorks } = finding;
  return { ...finding, cause: said(cause), remedy: remedy.map(said), stillWorks: said(stillWorks) };
}

export function sayUpload(upload: UploadView): UploadView {
  return needsSaying() && upload.error ? { ...upload, error: problem(upload.error) } : upload;
}
