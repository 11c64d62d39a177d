import type { ChatMessage, SendMessage } from '#lib/contracts.ts';
import type { Attachment } from './attachments.svelte.ts';
import type { Problem } from './api.ts';

/** A file or picture of a message: the server has it already, or it is a model, which stays where it is. */
export type UnsentFile = Pick<Attachment, 'name' | 'kind' | 'sizeBytes' | 'id'>;

/** A message that the server does not have yet. */
export interface Unsent {
  id: string;
  /** Null begins a conversation: for all that wait so, the same one. */
  conversationId: string | null;
  printerId: string;
  text: string;
  files: UnsentFile[];
  writtenAtMs: number;
  /** Why the server does not take it; then it is not sent by itself any more. */
  problem: Problem | null;
}

/** As the server takes it. */
export function bodyOf({ id, text, printerId, files }: Unsent): SendMessage {
  const idsOf = (wanted: (kind: UnsentFile['kind']) => boolean) =>
    files.filter(({ kind }) => wanted(kind)).map((file) => file.id ?? '');
  return {
    ...{ id, text, printerId },
    uploadIds: idsOf((kind) => kind !== 'image' && kind !== 'model'),
    pictureIds: idsOf((kind) => kind === 'image'),
    models: files.filter(({ kind }) => kind === 'model').map(({ name, sizeBytes }) => ({ name, sizeBytes })),
  };
}

/** As it will stand in the thread. */
export function messageOf({ id, conversationId, text, files, writtenAtMs }: Unsent): ChatMessage {
  const attached = files.map(({ name, kind, sizeBytes, id: fileId }) => ({
    ...{ type: 'attachment' as const, name, kind, sizeBytes, path: null },
    url: kind === 'image' ? `/api/pictures/${fileId}` : null,
  }));
  return {
    ...{ id, conversationId: conversationId ?? '', role: 'person', createdAtMs: writtenAtMs },
    parts: [{ type: 'text', text }, ...attached],
    ...{ status: 'done', error: null },
  };
}
