import type { HistoryAttachment } from '#smokey';
import type { ChatPart, SendMessage, UploadView } from '../../contracts.ts';
import { type ChatRefusal, type ChatWorld, refusal } from './types.ts';

export interface Attached {
  parts: Extract<ChatPart, { type: 'attachment' }>[];
  forModel: HistoryAttachment[];
}

const MOST_ATTACHMENTS = 10;

/** The finished uploads and pictures of a message, or why they cannot go with it. */
export function attach(
  world: ChatWorld,
  userId: string,
  { uploadIds, pictureIds, models = [] }: Pick<SendMessage, 'uploadIds' | 'pictureIds' | 'models'>,
): Attached | ChatRefusal {
  if (uploadIds.length + pictureIds.length + models.length > MOST_ATTACHMENTS) {
    return refusal(400, 'Too many files for one message.', `Send at most ${MOST_ATTACHMENTS} at once.`);
  }
  const attached: Attached = { parts: [], forModel: [] };
  for (const id of uploadIds) {
    const upload = world.upload(userId, id);
    if (!upload) return refusal(404, 'An attached file is not known.', 'Attach it again.');
    const problem = problemOf(upload);
    if (problem) return problem;
    const { fileName: name, sizeBytes, path } = upload;
    const kind = kindOf(name);
    attached.parts.push({ type: 'attachment', name, kind, sizeBytes, path, url: null });
    attached.forModel.push({ id, name, kind, sizeBytes, path });
  }
  for (const id of pictureIds) {
    const picture = world.picture(userId, id);
    if (!picture) return refusal(404, 'An attached picture is not known.', 'Attach it again.');
    const name = `picture.${picture.mediaType.split('/')[1] ?? 'jpeg'}`;
    const { sizeBytes } = picture;
    attached.parts.push({
      type: 'attachment',
      name,
      kind: 'image',
      sizeBytes,
      path: null,
      url: pictureUrl(id),
    });
    attached.forModel.push({ name, kind: 'image', sizeBytes, pictureId: id });
  }
  for (const { name, sizeBytes } of models) {
    attached.parts.push({ type: 'attachment', name, kind: 'model', sizeBytes, path: null, url: null });
    attached.forModel.push({ name, kind: 'model', sizeBytes });
  }
  return attached;
}

/** What is here but still on its way to the printer may go with a message: Smokey waits for it. */
function problemOf({ phase, fileName, error }: UploadView): ChatRefusal | null {
  if (phase === 'done' || phase === 'checking' || phase === 'sending') return null;
  if (phase === 'receiving') {
    return refusal(409, `${fileName} has not been sent completely.`, 'Wait for it, or remove it and send.');
  }
  return refusal(
    409,
    `${fileName} did not reach the printer. ${error?.cause ?? ''}`.trim(),
    'Attach it again.',
  );
}

/**
 * The attachments as they are once every upload has ended. One that failed has no place on the printer any more,
 * and its name says why.
 */
export async function settleUploads(
  attachments: readonly HistoryAttachment[],
  uploadIds: readonly string[],
  find: (uploadId: string) => UploadView | null,
  wait: () => Promise<boolean>,
): Promise<HistoryAttachment[]> {
  const onTheWay = () => uploadIds.some((id) => /^(checking|sending)$/.test(find(id)?.phase ?? ''));
  while (onTheWay()) if (!(await wait())) break;
  return attachments.map((attachment, at) => {
    const upload = find(uploadIds[at] ?? '');
    if (!upload || upload.phase === 'done') return attachment;
    const { path: _gone, ...rest } = attachment;
    return {
      ...rest,
      name: `${attachment.name} [did not reach the printer: ${upload.error?.cause ?? upload.phase}]`,
    };
  });
}

export function pictureUrl(id: string): string {
  return `/api/pictures/${id}`;
}

export function pictureIdOf(url: string): string | null {
  return /^\/api\/pictures\/([^/]+)$/.exec(url)?.[1] ?? null;
}

/** What a file is, from its name. */
export function kindOf(name: string): HistoryAttachment['kind'] {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (/^(gcode|gco|g|ufp|nc)$/.test(extension)) return 'gcode';
  if (/^(stl|3mf|step|stp|obj|amf)$/.test(extension)) return 'model';
  if (/^(jpe?g|png|webp)$/.test(extension)) return 'image';
  return extension === 'csv' ? 'csv' : 'other';
}
