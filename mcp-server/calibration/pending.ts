import type { Printer } from '../../src/klipper/printer.ts';
import type { KlippyObjects } from '../facts/fresh.ts';
import { visible, visibleLines } from '../text.ts';

export interface PendingValue {
  section: string;
  option: string;
  before: string | null;
  after: string;
}

/** A value that the saved block is to hold; a section that goes has no option. */
export interface PendingChange {
  section: string;
  option: string;
  after: string | null;
}

/** Klipper's pending items as they are, to the last digit. */
export function pendingChanges(objects: KlippyObjects): PendingChange[] {
  const items = objects['configfile']?.save_config_pending_items;
  if (typeof items !== 'object' || items === null) return [];
  return Object.entries(items as Record<string, unknown>).flatMap(([section, options]): PendingChange[] => {
    const values = Object.entries(options ?? {});
    if (values.length === 0) return [{ section, option: '', after: null }];
    return values.map(([option, after]) => ({ section, option, after: String(after) }));
  });
}

/** What SAVE_CONFIG would write, to be read: Klipper's pending items beside the values of now. */
export function pendingValues(printer: Printer, objects: KlippyObjects = printer.objects()): PendingValue[] {
  return pendingChanges(objects).map(({ section, option, after }) => {
    if (after === null) return { section: visible(section, 80), option, before: 'there', after: 'removed' };
    const now = printer.settings()[section.toLowerCase()]?.[option.toLowerCase()];
    return {
      section: visible(section, 80),
      option: visible(option, 80),
      before: now === undefined || now === null ? null : visibleLines(String(now).trim(), 600),
      after: visibleLines(after.trim(), 600),
    };
  });
}

/** Klipper's own word whether anything waits, null while it is not known. */
export function anythingPending(printer: Printer): boolean | null {
  const pending = printer.objects()['configfile']?.save_config_pending;
  return typeof pending === 'boolean' ? pending : null;
}

const MOST_TOLD = 6;

/** The values a person wants to hear of: short ones, and how many more there are. */
export function pendingTexts(values: readonly PendingValue[]): string {
  const changed = values.filter(({ before, after }) => before !== after);
  const short = changed.filter(
    ({ option, after }) =>
      after.length <= 40 && !/^(version|(min|max)_[xy]|[xy]_count|mesh_._pps|algo|tension)$/.test(option),
  );
  const told = short.slice(0, MOST_TOLD).map(pendingText);
  const more = changed.length - told.length;
  return [...told, ...(more > 0 ? [`${more} more values`] : [])].join('; ');
}

function pendingText({ section, option, before, after }: PendingValue): string {
  return `[${section}] ${option}: ${before ?? 'not set'} → ${after}`;
}
