import { publish, type Tool } from '../../../../mcp-server/index.ts';
import { pathOf } from './offer.ts';

export interface DocumentOptions {
  /** Where the server is reached, such as `https://print.example.org`. */
  origin: string;
  version: string;
  tools: readonly Tool[];
}

const ERROR = { $ref: '#/components/responses/Error' };
const json = (schema: object) => ({ 'application/json': { schema } });

/** OpenAPI 3.1 of the tools over plain HTTP, made from the schemas that calls are parsed by. */
export function openApiDocument({ origin, version, tools }: DocumentOptions) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cloud Print',
      version,
      description:
        'Tools for Klipper printers over plain HTTP, by a personal token. What changes a printer answers 202: a ' +
        'signed-in person decides, and get_action tells the outcome. The emergency stop is never held up.',
    },
    servers: [{ url: origin }],
    security: [{ token: [] }],
    tags: [...new Set(tools.map(({ toolset }) => toolset))].map((name) => ({ name })),
    paths: {
      '/api/tools': { get: listOperation },
      ...Object.fromEntries(tools.map((tool) => [pathOf(tool), { post: operationOf(tool) }])),
      '/api/upload-slots/{id}': { put: slotOperation },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'A personal token, cp_…' } },
      responses: {
        Error: { description: 'What was wrong, and what to try.', content: json(ERROR_SCHEMA) },
      },
    },
  };
}

const ERROR_SCHEMA = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['cause', 'remedy'],
      properties: { cause: { type: 'string' }, remedy: { type: 'string' } },
    },
  },
};

const listOperation = {
  operationId: 'list_tools',
  summary: 'The tools this token may call, with their schemas',
  responses: {
    200: {
      description: 'The tools.',
      content: json({
        type: 'object',
        required: ['tools'],
        properties: { tools: { type: 'array', items: { type: 'object' } } },
      }),
    },
    default: ERROR,
  },
};

const slotOperation = {
  operationId: 'send_file',
  summary: 'Sends the file of an approved create_upload, once',
  description: 'Files above 16 MB come in pieces in their order, each with Upload-Offset.',
  parameters: [
    { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    { name: 'Upload-Offset', in: 'header', schema: { type: 'integer', minimum: 0 } },
  ],
  requestBody: { required: true, content: { 'application/octet-stream': {} } },
  responses: {
    201: { description: 'The printer has the file.' },
    202: { description: 'This piece is here.' },
    default: ERROR,
  },
};

function operationOf(tool: Tool) {
  const { name, title, description, inputSchema, outputSchema } = publish(tool);
  const waits = tool.effect === 'changes';
  const told = waits ? 'Nothing has happened yet: a person is asked.' : 'What was found or done.';
  const answer = {
    type: 'object',
    required: ['result', 'text'],
    properties: {
      result: outputSchema,
      text: { type: 'string' },
      images: {
        type: 'array',
        items: {
          type: 'object',
          properties: { mimeType: { type: 'string' }, data: { type: 'string', contentEncoding: 'base64' } },
        },
      },
    },
  };
  return {
    operationId: name,
    summary: title,
    description,
    tags: [tool.toolset],
    'x-effect': tool.effect,
    requestBody: { required: (inputSchema.required ?? []).length > 0, content: json(inputSchema) },
    responses: { [waits ? 202 : 200]: { description: told, content: json(answer) }, default: ERROR },
  };
}
