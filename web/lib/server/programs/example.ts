interface Schema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  minItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

/** A body to begin with: what a schema requires, each with its least value. */
export function exampleOf(schema: unknown): unknown {
  const { type, enum: words, const: only, default: usual, minimum = 0, ...rest } = schema as Schema;
  if (usual !== undefined) return usual;
  if (only !== undefined) return only;
  if (words) return words[0];
  const [first] = rest.anyOf ?? rest.oneOf ?? [];
  if (first) return exampleOf(first);
  if (type === 'string') return 'text';
  if (type === 'boolean') return false;
  if (type === 'number' || type === 'integer') return minimum;
  if (type === 'array') return Array.from({ length: rest.minItems ?? 0 }, () => exampleOf(rest.items ?? {}));
  const needed = (rest.required ?? []).map((name) => [name, exampleOf(rest.properties?.[name] ?? {})]);
  return Object.fromEntries(needed) as unknown;
}
