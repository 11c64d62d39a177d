import { said } from '#lib/said/said.ts';
import type { UploadView } from '#lib/contracts.ts';
import { m } from '#lib/paraglide/messages.js';

export type Cancel = () => void;

const PIECE_BYTES = 16 * 1024 * 1024;

interface Watcher {
  progress: (sentBytes: number) => void;
  done: (uploadId: string) => void;
  failed: (problem: string) => void;
}

/** The server's own words in a failed answer, or the plain fact. */
function wordsOf(error: unknown): string {
  const response = (error as { originalResponse?: { getBody(): string } | null }).originalResponse;
  const body = response?.getBody();
  if (!body) return m.attach_interrupted();
  try {
    const parsed = JSON.parse(body) as { error?: { cause?: string; remedy?: string } };
    return said(`${parsed.error?.cause ?? ''} ${parsed.error?.remedy ?? ''}`.trim()) || body;
  } catch (notJson) {
    if (!(notJson instanceof SyntaxError)) throw notJson;
    return body.slice(0, 300);
  }
}

/**
 * A G-code or CSV file to the server, in pieces, resumable: after a reload the same file goes on where it stood.
 * The library is loaded only now. @returns the cancel, which also removes it on the server
 */
export function sendToServer(file: File, printerId: string, watcher: Watcher): Cancel {
  let cancelled = false;
  let abort: (() => Promise<void>) | null = null;
  const begin = async () => {
    const { Upload } = await import('tus-js-client');
    if (cancelled) return;
    const upload = new Upload(file, {
      endpoint: '/api/uploads',
      chunkSize: PIECE_BYTES,
      retryDelays: [0, 1000, 3000, 5000, 10_000],
      metadata: { filename: file.name, filetype: file.type, printerId },
      removeFingerprintOnSuccess: true,
      onProgress: (sentBytes) => watcher.progress(sentBytes),
      onSuccess: () => watcher.done(upload.url?.split('/').pop() ?? ''),
      onError: (error) => watcher.failed(wordsOf(error)),
    });
    // What cannot be removed now is removed by the server when it is too old.
    abort = () => upload.abort(true).catch(() => undefined);
    const earlier = await upload.findPreviousUploads();
    const same = earlier.find((one) => one.metadata.printerId === printerId);
    if (same) upload.resumeFromPreviousUpload(same);
    if (!cancelled) upload.start();
  };
  // The library comes over the same network as the file.
  begin().catch((error: unknown) => watcher.failed(wordsOf(error)));
  return () => {
    cancelled = true;
    void abort?.();
  };
}

/** A picture for Smokey's eyes; it never goes to the printer. */
export async function sendPicture(file: File): Promise<{ id: string; url: string }> {
  const response = await fetch('/api/pictures', {
    method: 'POST',
    headers: { 'content-type': file.type },
    body: file,
  });
  const body = (await response.json().catch(() => null)) as {
    id?: string;
    url?: string;
    error?: { cause?: string; remedy?: string };
  } | null;
  if (!response.ok || !body?.id)
    throw new Error(
      said(`${body?.error?.cause ?? m.attach_interrupted()} ${body?.error?.remedy ?? ''}`.trim()),
    );
  return { id: body.id, url: body.url ?? '' };
}

/** How far an upload is on its way to the printer; null when it cannot be read. */
export async function readUpload(id: string): Promise<UploadView | null> {
  const response = await fetch(`/api/uploads/${encodeURIComponent(id)}/view`).catch(() => null);
  return response?.ok ? ((await response.json().catch(() => null)) as UploadView | null) : null;
}
