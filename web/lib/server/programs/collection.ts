import { publish, type Tool } from '../../../../mcp-server/index.ts';
import { exampleOf } from './example.ts';
import { pathOf } from './offer.ts';
import type { DocumentOptions } from './openapi.ts';

const FORMAT = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** A collection (format 2.1) that API clients import: one request a tool, in folders by set. */
export function collectionFile({ origin, version, tools }: DocumentOptions) {
  const sets = [...new Set(tools.map(({ toolset }) => toolset))];
  return {
    info: {
      name: 'Cloud Print',
      version,
      schema: FORMAT,
      description:
        'Set the variable token to a personal token (Settings). What changes a printer waits for you on the ' +
        'approvals page; get_action tells the outcome.',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    variable: [
      { key: 'baseUrl', value: origin, type: 'string' },
      { key: 'token', value: '', type: 'string' },
    ],
    item: [
      { name: 'List the tools', request: { method: 'GET', header: [], url: urlOf('/api/tools') } },
      ...sets.map((set) => ({
        name: set,
        item: tools.filter(({ toolset }) => toolset === set).map(requestOf),
      })),
    ],
  };
}

function requestOf(tool: Tool) {
  const { name, title, description, inputSchema } = publish(tool);
  const raw = JSON.stringify(exampleOf(inputSchema), null, 2);
  return {
    name: title,
    request: {
      method: 'POST',
      description: `${name}: ${description}`,
      header: [{ key: 'Content-Type', value: 'application/json' }],
      body: { mode: 'raw', raw, options: { raw: { language: 'json' } } },
      url: urlOf(pathOf(tool)),
    },
  };
}

function urlOf(path: string) {
  return { raw: `{{baseUrl}}${path}`, host: ['{{baseUrl}}'], path: path.split('/').filter(Boolean) };
}
