import type { KlippyObjects } from '../facts/fresh.ts';

export interface MeshFacts {
  profile: string;
  profiles: string[];
  range_mm: number | null;
  matrix: number[][];
}

/** The active mesh, or a saved profile by name, as Klipper holds it. */
export function meshOf(objects: KlippyObjects, profile?: string): MeshFacts {
  const mesh = objects['bed_mesh'] ?? {};
  const saved = isRecord(mesh.profiles) ? mesh.profiles : {};
  const active = typeof mesh.profile_name === 'string' ? mesh.profile_name : '';
  const entry = profile === undefined || profile === active ? undefined : saved[profile];
  const points = isRecord(entry)
    ? entry.points
    : profile === undefined || profile === active
      ? mesh.probed_matrix
      : [];
  const matrix = rows(points);
  const values = matrix.flat();
  return {
    profile: profile ?? active,
    profiles: Object.keys(saved),
    range_mm: values.length > 0 ? Number((Math.max(...values) - Math.min(...values)).toFixed(4)) : null,
    matrix,
  };
}

/** Klipper shows no mesh as `[[]]`. */
function rows(value: unknown): number[][] {
  if (!Array.isArray(value)) return [];
  return value
    .map((row: unknown) =>
      Array.isArray(row) ? row.filter((entry): entry is number => typeof entry === 'number') : [],
    )
    .filter((row) => row.length > 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
