/** What differs between a recorded and an actual value: keys and types, not values. Null in the recording fits anything. */
export function shapeDifference(recorded: unknown, actual: unknown, path = ''): string | null {
  if (recorded === null || recorded === undefined) return null;
  const kind = kindOf(recorded);
  if (kind !== kindOf(actual)) return `${path || 'body'} is ${kindOf(actual)}, recorded ${kind}`;
  if (kind === 'list') return listDifference(recorded as unknown[], actual as unknown[], path);
  if (kind !== 'object') return null;
  const before = recorded as Record<string, unknown>;
  const now = actual as Record<string, unknown>;
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(now, key)) return `${path}.${key} is missing`;
    const inner = shapeDifference(before[key], now[key], `${path}.${key}`);
    if (inner) return inner;
  }
  return null;
}

function listDifference(recorded: unknown[], actual: unknown[], path: string): string | null {
  if (recorded.length === 0 || actual.length === 0) return null;
  return shapeDifference(recorded[0], actual[0], `${path}[0]`);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

interface ErrorBody {
  error?: { code: number; message: string; traceback?: string };
}

/** The reason of a failure, which only the last part of the traceback holds whole. */
function reasonOf(traceback: string | undefined): string {
  const text = (traceback ?? '').trim();
  const at = text.lastIndexOf('HTTP ');
  return at >= 0 ? text.slice(at) : (text.split('\n').at(-1) ?? '');
}

/** Compares answers: status, error code and text, else the shape of the body. */
export function answerDifference(
  recorded: { status: number; body: unknown },
  actual: { status: number; body: unknown },
): string | null {
  if (recorded.status !== actual.status) return `status ${actual.status}, recorded ${recorded.status}`;
  const before = (recorded.body as ErrorBody | null)?.error;
  const now = (actual.body as ErrorBody | null)?.error;
  if (!before) return typeof recorded.body === 'string' ? null : shapeDifference(recorded.body, actual.body);
  if (!now) return 'an error was recorded';
  if (before.code !== now.code) return `error code ${now.code}, recorded ${before.code}`;
  if (!sameText(before.message, now.message)) return `message "${now.message}", recorded "${before.message}"`;
  if (before.traceback === undefined) return null;
  const was = reasonOf(before.traceback);
  const is = reasonOf(now.traceback);
  return sameText(was, is) ? null : `reason "${is}", recorded "${was}"`;
}

/** Numbers in a text may differ where they depend on the moment (positions, check sums). */
export function sameText(one: string, other: string): boolean {
  const plain = (text: string): string => text.replace(/[0-9a-f]{40,}/g, '#').replace(/-?\d+\.\d+/g, 'N');
  return plain(one) === plain(other);
}
