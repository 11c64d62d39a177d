import type { UploadView } from '#lib/contracts.ts';
import { m } from '#lib/paraglide/messages.js';
import { newId } from './new-id.ts';
import type { UnsentFile } from './unsent.ts';
import { sendPicture, sendToServer, type Cancel } from './upload.ts';

export type AttachmentKind = 'gcode' | 'image' | 'model' | 'csv' | 'other';

/** A file in the composer and how far it is. */
export interface Attachment {
  key: string;
  name: string;
  sizeBytes: number;
  kind: AttachmentKind;
  phase: 'moving' | 'done' | 'failed' | 'told';
  /** After the last byte: what the server does with it. */
  onward: 'checking' | 'sending' | 'there' | null;
  sentBytes: number;
  startedAtMs: number;
  /** Id of the upload or picture once the server has one. */
  id: string | null;
  previewUrl: string | null;
  problem: string | null;
}

const MAX_PICTURE_BYTES = 10_000_000;

export function kindOfFile(name: string): AttachmentKind {
  const ending = name.toLowerCase().split('.').pop() ?? '';
  if (['gcode', 'gco', 'g', 'ufp', 'nc'].includes(ending)) return 'gcode';
  if (['png', 'jpg', 'jpeg', 'webp', 'gif'].includes(ending)) return 'image';
  if (['stl', '3mf', 'step', 'stp', 'obj'].includes(ending)) return 'model';
  return ending === 'csv' ? 'csv' : 'other';
}

const fresh = (file: UnsentFile): Attachment => ({
  ...file,
  key: newId(),
  phase: 'moving',
  onward: null,
  sentBytes: 0,
  startedAtMs: Date.now(),
  previewUrl: null,
  problem: null,
});

/** The files of the message being written. */
export class Attachments {
  items = $state<Attachment[]>([]);
  // Never shown, so it need not be reactive.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #cancels = new Map<string, Cancel>();

  get moving(): boolean {
    return this.items.some((item) => item.phase === 'moving');
  }

  add(files: Iterable<File>, printerId: string | null): void {
    for (const file of files) {
      const kind = kindOfFile(file.name);
      const item: Attachment = {
        ...fresh({ name: file.name, sizeBytes: file.size, kind, id: null }),
        previewUrl: kind === 'image' ? URL.createObjectURL(file) : null,
      };
      this.items.push(item);
      this.#start(item.key, file, kind, printerId);
    }
  }

  /** Takes a file out; an upload under way is cancelled on the server too. */
  remove(key: string): void {
    this.#cancels.get(key)?.();
    this.#cancels.delete(key);
    const item = this.items.find((one) => one.key === key);
    if (item?.previewUrl) URL.revokeObjectURL(item.previewUrl);
    this.items = this.items.filter((one) => one.key !== key);
  }

  /** Takes out what was sent; nothing is cancelled. What failed, or came in the meantime, stays in sight. */
  leave(sent: readonly Attachment[]): void {
    for (const { key } of sent) this.#cancels.delete(key);
    this.items = this.items.filter((item) => !sent.some(({ key }) => key === item.key));
  }

  /** Attaches again what a message had that was taken back. */
  putBack(files: readonly UnsentFile[]): void {
    for (const file of files) {
      const phase = file.kind === 'model' ? 'told' : 'done';
      this.items.push({ ...fresh(file), phase, sentBytes: file.sizeBytes });
    }
  }

  /** What the server does with an upload after the last byte: check, send on to the printer. */
  follow(upload: UploadView): void {
    const item = this.items.find((one) => one.id === upload.id && one.kind === 'gcode');
    if (!item) return;
    const onward = upload.phase === 'done' ? 'there' : upload.phase === 'sending' ? 'sending' : 'checking';
    if (upload.phase === 'failed') {
      const problem = `${upload.error?.cause ?? ''} ${upload.error?.remedy ?? ''}`.trim();
      if (item.phase !== 'failed') this.#change(item.key, { phase: 'failed', problem });
    } else if (item.onward !== onward) this.#change(item.key, { onward });
  }

  #start(key: string, file: File, kind: AttachmentKind, printerId: string | null): void {
    const fail = (problem: string) => this.#change(key, { phase: 'failed', problem });
    if (kind === 'model') return this.#change(key, { phase: 'told' });
    if (kind === 'other') return fail(m.attach_unknown());
    if (file.size === 0) return fail(m.attach_empty());
    if (kind === 'image') {
      if (file.size > MAX_PICTURE_BYTES) return fail(m.attach_picture_large());
      void sendPicture(file).then(
        (picture) => this.#change(key, { phase: 'done', id: picture.id, sentBytes: file.size }),
        (error: unknown) => fail(error instanceof Error ? error.message : String(error)),
      );
      return;
    }
    if (printerId === null) return fail(m.attach_no_printer());
    const cancel = sendToServer(file, printerId, {
      progress: (sentBytes) => this.#change(key, { sentBytes }),
      done: (id) => this.#change(key, { phase: 'done', id, sentBytes: file.size }),
      failed: fail,
    });
    this.#cancels.set(key, cancel);
  }

  #change(key: string, change: Partial<Attachment>): void {
    const item = this.items.find((one) => one.key === key);
    if (item) Object.assign(item, change);
  }
}
