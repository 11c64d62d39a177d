/** Reading values of unknown JSON: a tool's result may come from an older version, so nothing is taken on trust. */
export type Fields = Record<string, unknown>;

export const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const figure = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** Epoch milliseconds of an ISO time or a number, else null. */
export function moment(value: unknown): number | null {
  const ms = typeof value === 'string' ? Date.parse(value) : value;
  return figure(ms);
}

/** The first `/api/pictures/…` address anywhere in a result. */
export function pictureIn(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return value.startsWith('/api/pictures/') ? value : null;
  if (depth > 4 || typeof value !== 'object' || value === null) return null;
  for (const inner of Object.values(value)) {
    const found = pictureIn(inner, depth + 1);
    if (found) return found;
  }
  return null;
}
