/** The most a client may send: tools take short arguments, files go another way. */
export const LARGEST_BODY_BYTES = 1_000_000;

export type BodyVerdict =
  { ok: true; value: unknown } | { ok: false; status: 400 | 413; code: number; message: string };

/** Reads a bounded JSON body; a longer one is dropped as soon as it is seen to be too long. */
export async function readJsonBody(
  request: Request,
  largestBytes = LARGEST_BODY_BYTES,
): Promise<BodyVerdict> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > largestBytes) return tooLarge(largestBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > largestBytes) return tooLarge(largestBytes);
    chunks.push(chunk);
  }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown };
  } catch (error) {
    const why = error instanceof SyntaxError ? 'The body is not JSON.' : 'The body could not be read.';
    return { ok: false, status: 400, code: -32700, message: why };
  }
}

function tooLarge(largestBytes: number): BodyVerdict {
  const message = `The body is larger than ${largestBytes} bytes.`;
  return { ok: false, status: 413, code: -32600, message };
}
