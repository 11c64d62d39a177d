const LONGEST_CHARACTERS = 16_000;

/**
 * What is kept of a tool's data for the model; the page gets the whole. Small fields stay, lists keep their
 * beginning, texts theirs; `too_long_for_here` then says that it is not all.
 */
export function boundData(data: Record<string, unknown> | null): Record<string, unknown> | null {
  if (!data || sizeOf(data) <= LONGEST_CHARACTERS) return data;
  let left = LONGEST_CHARACTERS;
  const kept: Record<string, unknown> = {};
  const bySize = Object.entries(data).sort(([, a], [, b]) => sizeOf(a) - sizeOf(b));
  for (const [key, value] of bySize) {
    const part = beginningOf(value, left);
    if (part === undefined) continue;
    kept[key] = part;
    left -= sizeOf(part);
  }
  return { ...kept, too_long_for_here: true };
}

function beginningOf(value: unknown, most: number): unknown {
  if (sizeOf(value) <= most) return value;
  if (typeof value === 'string') return value.slice(0, Math.floor(most / 2));
  if (!Array.isArray(value)) return undefined;
  let left = most;
  return value.slice(
    0,
    value.findIndex((item) => (left -= sizeOf(item) + 1) < 0),
  );
}

const sizeOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0;
