const MEGABYTE = 1024 * 1024;

/** The largest body that any route takes; the handler behind us enforces it for streams of unknown length. */
export const LARGEST_BODY_BYTES = 17 * MEGABYTE;

const LIMITS: [RegExp, number][] = [
  [/^\/api\/(uploads|upload-slots)(\/|$)/, LARGEST_BODY_BYTES],
  [/^\/api\/pictures(\/|$)/, 10 * MEGABYTE + 64 * 1024],
  [/^\/mcp(\/|$)/, 4 * MEGABYTE],
];
const USUAL = 512 * 1024;

export type BodyVerdict = { ok: true } | { ok: false; status: 411 | 413; cause: string; remedy: string };

/** Whether a body of this length may come in on this path, decided before a byte of it is read. */
export function judgeBody(path: string, headers: Record<string, string | string[] | undefined>): BodyVerdict {
  const limit = LIMITS.find(([pattern]) => pattern.test(path))?.[1] ?? USUAL;
  const length = headers['content-length'];
  if (length === undefined) {
    if (headers['transfer-encoding'] === undefined || limit === LARGEST_BODY_BYTES) return { ok: true };
    return {
      ok: false,
      status: 411,
      cause: 'The request does not say how long it is.',
      remedy: 'Send it with a Content-Length.',
    };
  }
  if (Number(length) <= limit) return { ok: true };
  const size = limit >= MEGABYTE ? `${Math.floor(limit / MEGABYTE)} MB` : `${limit / 1024} KB`;
  return {
    ok: false,
    status: 413,
    cause: `The request is larger than ${size}.`,
    remedy: path.startsWith('/api/pictures') ? 'Choose a smaller picture.' : 'Send it in smaller pieces.',
  };
}
