import { z } from 'zod';
import { annotationsOf, isOfServer, type Tool } from './tool.ts';

/** What every changing tool answers: nothing has happened yet, and how to go on. */
export const WAITING_OUTPUT = z.object({
  status: z.string(),
  action_id: z.string().optional(),
  summary: z.string().optional(),
  expires_at: z.string().optional(),
  approve_url: z.string().optional(),
  message: z.string().optional(),
  observed_at: z.string().nullable(),
  stale: z.boolean(),
});

const FRESHNESS = { observed_at: z.string().nullable(), stale: z.boolean() };

/** A tool as a client sees it in `tools/list`. */
export interface PublishedTool {
  name: string;
  title: string;
  description: string;
  inputSchema: { type: 'object'; properties?: Record<string, unknown>; required?: string[] };
  outputSchema: { type: 'object'; properties?: Record<string, unknown>; required?: string[] };
  annotations: ReturnType<typeof annotationsOf>;
}

const inputs = new WeakMap<Tool, z.ZodObject>();
const published = new WeakMap<Tool, PublishedTool>();

/** The schema a call is parsed by: the tool's own, with `printer` where it is about one, and nothing unknown. */
export function callSchema(tool: Tool): z.ZodObject {
  let schema = inputs.get(tool);
  if (!schema) {
    const own = isOfServer(tool)
      ? tool.input
      : tool.input.extend({ printer: z.string().max(100).optional() });
    schema = own.strict();
    inputs.set(tool, schema);
  }
  return schema;
}

/** Made once per tool: a fresh server for every request must cost next to nothing. */
export function publish(tool: Tool): PublishedTool {
  let made = published.get(tool);
  if (!made) {
    const output = tool.effect === 'changes' ? WAITING_OUTPUT : tool.output.extend(FRESHNESS);
    made = {
      name: tool.name,
      title: tool.title,
      description: tool.description,
      inputSchema: jsonSchema(callSchema(tool), 'input'),
      outputSchema: jsonSchema(output, 'output'),
      annotations: annotationsOf(tool),
    };
    published.set(tool, made);
  }
  return made;
}

/** JSON Schema (draft 7) without the noise: no `$schema`, no safe-integer bounds, no lengths of texts. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): PublishedTool['inputSchema'] {
  const made = z.toJSONSchema(schema, {
    target: 'draft-7',
    io,
    override({ jsonSchema: node }) {
      if (node.maximum === Number.MAX_SAFE_INTEGER) delete node.maximum;
      if (node.minimum === Number.MIN_SAFE_INTEGER) delete node.minimum;
      // Lengths of texts and closed objects are still enforced; to a model they are only noise.
      delete node.minLength;
      delete node.maxLength;
      if (node.additionalProperties === false || io === 'output') delete node.additionalProperties;
      delete node.propertyNames;
    },
  });
  delete made.$schema;
  if (io === 'output') withoutInnerRequired(made.properties);
  return made as PublishedTool['inputSchema'];
}

/** What is always there inside a result is no news to a client, and the list of all tools has a budget. */
function withoutInnerRequired(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  if ('required' in node && Array.isArray(node.required)) delete node.required;
  for (const value of Object.values(node)) withoutInnerRequired(value);
}
