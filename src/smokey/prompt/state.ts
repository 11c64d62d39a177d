import type { Printer } from '../../klipper/printer.ts';
import type { PrinterSnapshot } from '../../klipper/snapshot.ts';
import type { HistoryAttachment } from '../history/entries.ts';
import { fencedJson } from './fence.ts';

/** Beyond these, other printers' lists are left out: the model can still ask the tools. */
const MOST_PRINTERS_WHOLE = 3;
const MOST_MACROS = 60;
const MOST_OBJECTS = 40;
const LONGEST_TEXT = 300;

/** The printers' state now, as the fenced data block that goes with a turn. */
export function stateBlock(options: {
  printers: readonly Printer[];
  selectedPrinterId: string | null;
  attachments: readonly HistoryAttachment[];
  /** Those of the messages before: a later "print it" may mean one. */
  earlierAttachments?: readonly HistoryAttachment[];
  /** The language of the person's page. */
  language?: string | undefined;
  nowMs: number;
}): string {
  const { printers, language, nowMs } = options;
  const attachments = [
    ...options.attachments.map(attachmentData),
    ...withoutTwins(options.earlierAttachments ?? [], options.attachments).map((attachment) => ({
      ...attachmentData(attachment),
      from_earlier_message: true,
    })),
  ];
  const age = (observedAtMs: number | null) =>
    observedAtMs === null ? null : Math.round((nowMs - observedAtMs) / 100) / 10;
  const selectedId = options.selectedPrinterId ?? (printers.length === 1 ? (printers[0]?.id ?? null) : null);
  const shown = printers.map((printer) => {
    const selected = printer.id === selectedId;
    const whole = selected || printers.length <= MOST_PRINTERS_WHOLE;
    const snapshot = shorten(printer.snapshot(), whole);
    return { id: printer.id, name: printer.name, selected, age_s: age(snapshot.observedAtMs), snapshot };
  });
  const main = shown.find((printer) => printer.selected) ?? shown[0];
  const observedAtMs = main?.snapshot.observedAtMs ?? null;
  return fencedJson('printer-state', {
    observed_at: observedAtMs === null ? null : new Date(observedAtMs).toISOString(),
    age_s: age(observedAtMs),
    stale: main?.snapshot.stale ?? true,
    printers: shown,
    ...(language ? { page_language: language } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
  });
}

/** Earlier attachments, the newest of each name only, and none that came again. */
function withoutTwins(
  earlier: readonly HistoryAttachment[],
  now: readonly HistoryAttachment[],
): HistoryAttachment[] {
  return earlier.filter(
    ({ name }, index) =>
      !now.some((other) => other.name === name) &&
      !earlier.slice(index + 1).some((other) => other.name === name),
  );
}

function attachmentData({ id, name, kind, path, sizeBytes }: HistoryAttachment) {
  return { ...(id ? { id } : {}), name, kind, ...(path ? { path } : {}), size_bytes: sizeBytes };
}

function shorten(snapshot: PrinterSnapshot, whole: boolean): PrinterSnapshot {
  return {
    ...snapshot,
    klippy: { ...snapshot.klippy, message: cut(snapshot.klippy.message, 1_200) },
    job: { ...snapshot.job, objects: snapshot.job.objects.slice(0, whole ? MOST_OBJECTS : 0) },
    outputs: whole ? snapshot.outputs : [],
    macros: whole ? snapshot.macros.slice(0, MOST_MACROS).map(shortMacro) : [],
    mesh: { ...snapshot.mesh, profiles: snapshot.mesh.profiles.slice(0, 20) },
    displayMessage: snapshot.displayMessage === null ? null : cut(snapshot.displayMessage, LONGEST_TEXT),
    moonrakerWarnings: snapshot.moonrakerWarnings.slice(0, 5).map((text) => cut(text, LONGEST_TEXT)),
  };
}

function shortMacro(macro: PrinterSnapshot['macros'][number]) {
  return { ...macro, description: cut(macro.description, 120), params: macro.params.slice(0, 12) };
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
