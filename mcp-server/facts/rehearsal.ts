import { PrinterError } from '../../src/klipper/errors.ts';
import type { FileFacts, Printer } from '../../src/klipper/printer.ts';
import type { FileRehearsal, RehearseOptions } from '../../src/klipper/rehearsal/types.ts';
import { celsiusText, durationText, visible } from '../text.ts';
import type { PreflightCheck } from './preflight.ts';

/** A person who waits for a card waits no longer than this for the file to be read through. */
export const REHEARSAL_WITHIN_MS = 10_000;

/** What a rehearsal says, or why there is none: never silence. */
export type Rehearsed = { rehearsal: FileRehearsal; reason: null } | { rehearsal: null; reason: string };

/**
 * Rehearses the file whose facts were just read, with what the printer is now; one that cannot be read in time is said
 * to be unrehearsed.
 */
export async function rehearse(
  printer: Printer,
  facts: FileFacts,
  options: Omit<RehearseOptions, 'facts'> = {},
): Promise<Rehearsed> {
  try {
    const rehearsal = await printer.rehearse(facts.path, {
      withinMs: REHEARSAL_WITHIN_MS,
      ...options,
      facts,
    });
    return { rehearsal, reason: null };
  } catch (error) {
    if (!(error instanceof PrinterError)) throw error;
    return { rehearsal: null, reason: visible(`${error.wrong}.`.replace(/\.\.$/, '.'), 200) };
  }
}

/** What was found, as lines of the list of checks; one line says so where nothing was. */
export function rehearsalChecks({ rehearsal, reason }: Rehearsed): PreflightCheck[] {
  if (!rehearsal) {
    return [{ id: 'rehearsal', ok: false, blocking: false, text: `The file was not rehearsed: ${reason}` }];
  }
  const found = rehearsal.findings.map(({ id, severity, line, count, text }) => ({
    id: `rehearsal-${id}`,
    // What is merely good to know is no reason to hesitate.
    ok: severity === 'note',
    blocking: severity === 'blocking',
    text: `${line > 0 ? `Line ${line}: ` : ''}${visible(text, 240)}${count > 1 ? ` (${count} lines)` : ''}`,
  }));
  if (found.some((check) => !check.ok)) return found;
  const passed = { id: 'rehearsal', ok: true, blocking: true, text: 'Rehearsed from first to last line.' };
  return [passed, ...found];
}

/** `4 h 53 min on this printer; the slicer said 6 h 7 min`; null where nobody knows. */
export function timeText(rehearsed: Rehearsed, slicerSeconds: number | null): string | null {
  const { rehearsal } = rehearsed;
  const slicer = slicerSeconds === null ? null : durationText(slicerSeconds);
  if (!rehearsal) return slicer === null ? null : `${slicer} by the slicer`;
  const own = `${durationText(rehearsal.totalSeconds)} on this printer`;
  return slicer === null ? own : `${own}; the slicer said ${slicer}`;
}

/** What comes on top of the time, in a few words: `heating, homing, macros (START_PRINT)`. */
export function notCounted({ notIncluded, macros }: FileRehearsal): string[] {
  const heads = notIncluded.map((text) => text.split(':')[0]!);
  const names = macros.slice(0, 4).map((name) => visible(name, 30));
  return [
    ...heads.filter((head) => head === 'heating' || head === 'homing'),
    ...(names.length > 0 ? [`macros (${names.join(', ')})`] : []),
  ];
}

/** Lines of a card about a rehearsed file. */
export function rehearsalFacts(rehearsed: Rehearsed): { label: string; value: string }[] {
  const { rehearsal, reason } = rehearsed;
  if (!rehearsal) return [{ label: 'Rehearsed', value: `No: ${reason}` }];
  const { layers, objects, printed, findings } = rehearsal;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const size = printed?.max.map((max, axis) => (max - printed.min[axis]!).toFixed(0)).join(' × ');
  const counted = notCounted(rehearsal);
  return [
    { label: 'Not counted', value: counted.join(', ') },
    { label: 'Layers', value: layers > 0 ? String(layers) : '' },
    { label: 'Size', value: size === undefined ? '' : `${size} mm` },
    { label: 'Objects', value: objects.length > 1 ? String(objects.length) : '' },
    {
      label: 'Rehearsed',
      value: warnings === 0 ? 'Yes, nothing stands against it' : `Yes, ${warnings} to note below`,
    },
  ].filter((fact) => fact.value !== '');
}

/** Highest temperatures of the file, for a card whose file facts leave them out. */
export function heatText(celsius: number | null, fallback: number | null): string | null {
  const known = fallback ?? celsius;
  return known === null ? null : celsiusText(known);
}
