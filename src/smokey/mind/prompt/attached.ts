import type { Attachment } from './state.ts';

const NOTE = /(?:^|\n)\[attached: (.*)\]\s*$/;
const ITEM = /^(.+) \((gcode|image|model|csv|other), (\d+) bytes\)(?: at (.+) on the printer)?$/;
const BETWEEN = /; (?=.+ \((?:gcode|image|model|csv|other), \d+ bytes\))/;

/** What a message says about its attachments, told apart from the person's own words. */
export function readAttachmentNote(text: string): { text: string; attachments: Attachment[] } {
  const note = NOTE.exec(text)?.[1];
  const words = text
    .replace(NOTE, '')
    .replace(/^\(no words\)$/, '')
    .replace(/^\[a picture came with this.*\]$/m, '');
  const attachments = (note ?? '').split(BETWEEN).flatMap((item) => toAttachment(item));
  return { text: words.trim(), attachments };
}

function toAttachment(item: string): Attachment[] {
  const match = ITEM.exec(item.trim());
  if (!match) return [];
  const [, name = '', kind = 'other', size = '0', path] = match;
  return [{ name, kind: kind as Attachment['kind'], sizeBytes: Number(size), ...(path ? { path } : {}) }];
}
