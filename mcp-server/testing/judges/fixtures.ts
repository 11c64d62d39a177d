import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  ListToolsRequestSchema,
  SetLevelRequestSchema,
  SubscribeRequestSchema,
  type Tool,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { completable } from '@modelcontextprotocol/sdk/server/completable.js';
import { z } from 'zod';
import { PIXEL, registerFixtureTools } from './fixture-tools.ts';

/** A schema with the words of JSON Schema 2020-12, which must arrive as they are. */
const MODERN: Tool = {
  name: 'json_schema_2020_12_tool',
  description: 'Tool with JSON Schema 2020-12 features',
  inputSchema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    $defs: {
      address: { type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } } },
    },
    properties: { name: { type: 'string' }, address: { $ref: '#/$defs/address' } },
    additionalProperties: false,
  },
};

/** A server with what the conformance suite expects by name. For tests alone; it touches no printer. */
export function createFixtureServer(): McpServer {
  const mcp = new McpServer(
    { name: 'fixtures', version: '1.0.0' },
    {
      capabilities: {
        tools: {},
        logging: {},
        completions: {},
        prompts: {},
        resources: { subscribe: true },
      },
    },
  );
  const names = registerFixtureTools(mcp);
  registerResources(mcp);
  registerPrompts(mcp);
  const tools: Tool[] = names.map((name) => ({
    name,
    description: `Fixture ${name}`,
    inputSchema: { type: 'object' },
  }));
  mcp.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [...tools, MODERN] }));
  mcp.server.setRequestHandler(SetLevelRequestSchema, () => ({}));
  mcp.server.setRequestHandler(SubscribeRequestSchema, () => ({}));
  mcp.server.setRequestHandler(UnsubscribeRequestSchema, () => ({}));
  return mcp;
}

function registerResources(mcp: McpServer): void {
  const text = (uri: string, content: string) => ({
    contents: [{ uri, mimeType: 'text/plain', text: content }],
  });
  mcp.registerResource('static-text', 'test://static-text', { mimeType: 'text/plain' }, () =>
    text('test://static-text', 'This is the content of the static text resource.'),
  );
  mcp.registerResource('static-binary', 'test://static-binary', { mimeType: 'image/png' }, () => ({
    contents: [{ uri: 'test://static-binary', mimeType: 'image/png', blob: PIXEL }],
  }));
  mcp.registerResource('watched', 'test://watched-resource', { mimeType: 'text/plain' }, () =>
    text('test://watched-resource', 'Watched resource content'),
  );
  mcp.registerResource(
    'template',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    { mimeType: 'application/json' },
    (uri, { id }) => ({
      contents: [
        {
          uri: uri.href,
          mimeType: 'application/json',
          text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${String(id)}` }),
        },
      ],
    }),
  );
}

type Content = { type: 'text'; text: string } | { type: 'image'; data: string; mimeType: string };

function registerPrompts(mcp: McpServer): void {
  const say = (...content: Content[]) => ({
    messages: content.map((part) => ({ role: 'user' as const, content: part })),
  });
  const line = (text: string): Content => ({ type: 'text', text });
  mcp.registerPrompt('test_simple_prompt', { description: 'Simple' }, () =>
    say(line('This is a simple prompt for testing.')),
  );
  const argument = () => completable(z.string(), (typed) => [`${typed}s`]);
  mcp.registerPrompt(
    'test_prompt_with_arguments',
    { description: 'With arguments', argsSchema: { arg1: argument(), arg2: z.string() } },
    ({ arg1, arg2 }) => say(line(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
  );
  mcp.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'With a resource', argsSchema: { resourceUri: z.string() } },
    ({ resourceUri: uri }) => {
      const resource = { uri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' };
      const content = { type: 'resource' as const, resource };
      return { messages: [{ role: 'user', content }, ...say(line('Please process it.')).messages] };
    },
  );
  mcp.registerPrompt('test_prompt_with_image', { description: 'With an image' }, () =>
    say({ type: 'image', data: PIXEL, mimeType: 'image/png' }, line('Please analyze the image above.')),
  );
}
