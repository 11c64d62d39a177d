import type { z } from 'zod';
import { refuse } from './errors.ts';

const MOST_BYTES = 512 * 1024;

/** The parsed body, or the answer that says what is wrong with it. */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<{ ok: true; value: z.output<Schema> } | { ok: false; response: Response }> {
  const text = await request.text();
  if (text.length > MOST_BYTES) return no(413, 'The request is too large.', 'Send less than 512 KB.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return no(400, 'The request is not JSON.', 'Send a JSON object.');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const told = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return no(400, `The request cannot be understood. ${told.join('; ')}.`, 'Correct these fields.');
}

function no(status: number, cause: string, remedy: string) {
  return { ok: false as const, response: refuse(status, cause, remedy) };
}
