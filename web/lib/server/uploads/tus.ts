import { FileStore } from '@tus/file-store';
import { EVENTS, Server } from '@tus/server';
import { randomId } from '../crypto/secrets.ts';
import { roomProblem } from './room.ts';
import type { UploadProblem } from './refusals.ts';
import type { Uploads } from './uploads.ts';

/** How long the last piece's answer waits for the printer; a tunnel would cut it at 100 s. */
const PATIENCE_MS = 20_000;

export interface TusOptions {
  uploads: Uploads;
  directory: string;
  maxBytes: number;
  /** Whether this person may send files to this printer. */
  maySend(userId: string, printerId: string): boolean;
}

/** The resumable-upload protocol (tus 1.0) over the disk; who may what is decided here, bytes are its business. */
export function createTus({ uploads, directory, maxBytes, maySend }: TusOptions) {
  const senders = new WeakMap<Request, string>();
  const userOf = (request: object): string => senders.get(request as Request) ?? '';

  const server = new Server({
    path: '/api/uploads',
    datastore: new FileStore({ directory, expirationPeriodInMilliseconds: 24 * 3_600_000 }),
    maxSize: maxBytes,
    relativeLocation: true,
    allowedOrigins: () => false,
    postReceiveInterval: 500,
    namingFunction: () => randomId('f'),

    async onUploadCreate(request, upload) {
      const userId = userOf(request);
      const { filename, printerId, overwrite } = upload.metadata ?? {};
      if (!printerId || !maySend(userId, printerId)) {
        throw answer(404, { cause: 'There is no such printer.', remedy: 'Choose one of your printers.' });
      }
      const problem = await uploads.accept({
        ...{ id: upload.id, userId, printerId, fileName: filename ?? '', sizeBytes: upload.size },
        overwrite: overwrite === 'true',
      });
      // 422 rather than 409: a client of this protocol tries again after 409.
      if (problem) throw answer(422, problem);
      return {};
    },

    async onIncomingRequest(request, id) {
      if (request.method === 'POST') return;
      const found = uploads.find(userOf(request), id);
      if (!found) throw answer(404, { cause: 'There is no such upload.', remedy: 'Choose the file again.' });
      if (found.phase === 'cancelled')
        throw answer(410, { cause: 'This upload was cancelled.', remedy: 'Start again.' });
      if (found.phase === 'failed' && found.error) throw answer(422, found.error);
    },

    async onUploadFinish(_request, upload) {
      const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS).unref());
      const problem = await Promise.race([uploads.finish(upload.id), late]);
      if (problem) throw answer(422, problem);
      return {};
    },

    async onResponseError(_request, error) {
      if ('body' in error && error.body.startsWith('{')) return undefined;
      const room = await roomProblem(directory, 1);
      if (room) return answer(507, room);
      const status = 'status_code' in error ? error.status_code : 500;
      const cause = status < 500 && 'body' in error ? error.body.trim() : 'The piece could not be stored.';
      return answer(status, { cause, remedy: 'Choose the file again; it goes on where it stopped.' });
    },
  });
  server.on(EVENTS.POST_RECEIVE, (_request, upload) => uploads.received(upload.id, upload.offset));

  return {
    /** Answers one request of this person. */
    async handle(request: Request, userId: string): Promise<Response> {
      senders.set(request, userId);
      const response = await server.handleWeb(request);
      response.headers.delete('access-control-expose-headers');
      const offset = response.headers.get('upload-offset');
      if (request.method === 'PATCH' && offset !== null) uploads.received(idOf(request), Number(offset));
      return response;
    },
  };
}

function idOf(request: Request): string {
  return new URL(request.url).pathname.split('/').at(-1) ?? '';
}

function answer(status: number, problem: UploadProblem) {
  return { status_code: status, body: JSON.stringify({ error: problem }) };
}
