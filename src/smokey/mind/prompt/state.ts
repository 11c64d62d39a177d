import type { PrinterSnapshot } from '../../../klipper/snapshot.ts';

export interface Attachment {
  name: string;
  kind: 'gcode' | 'image' | 'model' | 'csv' | 'other';
  /** Where it landed below the printer's gcodes root, once uploaded. */
  path?: string;
  /** Where a later message may find it, before it was sent to the printer. */
  id?: string;
  sizeBytes: number | null;
  /** Came with a message before the newest. */
  isEarlier?: boolean;
}

export interface StatePrinter {
  id: string;
  name: string;
  selected: boolean;
  snapshot: PrinterSnapshot;
}

/** The live state that goes with a turn, as data. */
export interface PrinterStateBlock {
  observedAt: string | null;
  ageSeconds: number | null;
  stale: boolean;
  printers: StatePrinter[];
  attachments: Attachment[];
}

export const EMPTY_STATE: PrinterStateBlock = {
  observedAt: null,
  ageSeconds: null,
  stale: false,
  printers: [],
  attachments: [],
};

const BLOCK = /<printer-state>([\s\S]*?)<\/printer-state>/;

/** Reads the fenced block of a message part; null when the part holds none. */
export function readStateBlock(text: string): PrinterStateBlock | null {
  const inner = BLOCK.exec(text)?.[1];
  if (inner === undefined) return null;
  const start = inner.indexOf('{');
  const end = inner.lastIndexOf('}');
  if (start < 0 || end < start) return EMPTY_STATE;
  try {
    return toState(JSON.parse(inner.slice(start, end + 1)) as Record<string, unknown>);
  } catch {
    return EMPTY_STATE; // an unreadable block is the same as none: the mind then asks the tools
  }
}

/** The words around the block: what the person wrote, when both stand in one part. */
export function withoutStateBlock(text: string): string {
  return text
    .replace(/```[a-z]*\s*<printer-state>[\s\S]*?<\/printer-state>\s*```/, '')
    .replace(BLOCK, '')
    .trim();
}

function toState(raw: Record<string, unknown>): PrinterStateBlock {
  const printers = Array.isArray(raw.printers) ? (raw.printers as StatePrinter[]) : [];
  const attachments = Array.isArray(raw.attachments) ? raw.attachments : [];
  return {
    observedAt: typeof raw.observed_at === 'string' ? raw.observed_at : null,
    ageSeconds: typeof raw.age_s === 'number' ? raw.age_s : null,
    stale: raw.stale === true,
    printers: printers.filter((printer) => printer?.snapshot),
    attachments: attachments.map((item) => toAttachment(item as Record<string, unknown>)),
  };
}

function toAttachment(raw: Record<string, unknown>): Attachment {
  const name = String(raw.name ?? 'file');
  const kind = raw.kind as Attachment['kind'] | undefined;
  const id = raw.id ?? raw.attachment_id;
  return {
    name,
    kind: kind ?? 'other',
    ...(typeof raw.path === 'string' ? { path: raw.path } : {}),
    ...(typeof id === 'string' ? { id } : {}),
    ...(raw.from_earlier_message === true ? { isEarlier: true } : {}),
    sizeBytes: typeof raw.size_bytes === 'number' ? raw.size_bytes : null,
  };
}
