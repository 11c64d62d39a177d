import { ResourceTemplate, type McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { ReadResourceResult } from '@modelcontextprotocol/sdk/types.js';
import type { Printer } from '../../src/klipper/printer.ts';
import { meshOf } from '../calibration/mesh.ts';
import { readConfigFile, tailText } from '../config/files.ts';
import { withoutSecrets } from '../secrets.ts';
import { isPlainPath } from '../inputs.ts';
import { isRefusal, refusalText } from '../refusal.ts';
import { visibleLines } from '../text.ts';
import type { ServerContext } from '../tool.ts';

const LOG_BYTES = 60_000;
const LONGEST_TEXT = 60_000;
const THUMBNAIL_PIXELS = 300;

/** What a client may read without a tool: status, configuration, mesh, log, files and the audit trail. */
export function registerResources(mcp: McpServer, context: ServerContext): void {
  const ids = (typed: string) => idsOf(context).filter((id) => id.startsWith(typed));
  const parts: [string, string, string, (printer: Printer) => Promise<string> | string][] = [
    ['status', 'Status of a printer', 'application/json', (printer) => json(printer.snapshot())],
    ['config', 'Its printer.cfg, without secrets', 'text/plain', configText],
    ['mesh', 'Its bed mesh', 'application/json', (printer) => json(meshOf(printer.objects()))],
    ['log', 'The end of its klippy.log', 'text/plain', logText],
  ];
  for (const [part, title, mimeType, read] of parts) {
    mcp.registerResource(
      part,
      new ResourceTemplate(`printer://{id}/${part}`, {
        list: () => ({
          resources: context.printers.list(context.principal).map((printer) => ({
            uri: `printer://${printer.id}/${part}`,
            name: `${printer.name}: ${part}`,
            mimeType,
          })),
        }),
        complete: { id: ids },
      }),
      { title, mimeType },
      async (uri, { id }) => text(uri, mimeType, await read(printerOf(context, String(id)))),
    );
  }
  registerFiles(mcp, context, ids);
  mcp.registerResource(
    'audit',
    'audit://recent',
    { title: 'Recent rows of the audit trail of your own printers', mimeType: 'application/json' },
    (uri) => text(uri, 'application/json', json(context.gate.readAudit(context.principal, { limit: 50 }))),
  );
}

function registerFiles(mcp: McpServer, context: ServerContext, ids: (typed: string) => string[]): void {
  mcp.registerResource(
    'file',
    new ResourceTemplate('file://{printer}/{+path}', {
      list: undefined,
      complete: {
        printer: ids,
        path: (typed, chosen) => pathsOf(context, chosen?.arguments?.printer, typed),
      },
    }),
    { title: 'Facts and thumbnail of a G-code file' },
    async (uri, variables): Promise<ReadResourceResult> => {
      const printer = printerOf(context, String(variables.printer));
      const path = decodeURIComponent(String(variables.path));
      if (!isPlainPath(path)) throw new Error('This is no path of a G-code file.');
      const facts = await printer.files.facts(path);
      if (!facts) throw new Error('The printer has no such file.');
      const thumbnail = await printer.files.thumbnail(path, THUMBNAIL_PIXELS);
      const blob = thumbnail
        ? [
            {
              uri: uri.href,
              mimeType: thumbnail.mediaType,
              blob: Buffer.from(thumbnail.bytes).toString('base64'),
            },
          ]
        : [];
      return { contents: [{ uri: uri.href, mimeType: 'application/json', text: json(facts) }, ...blob] };
    },
  );
}

const MOST_COMPLETED = 50;

/** Files whose path holds what was typed, on the printer chosen before, or the only one. */
export async function pathsOf(
  { printers, principal }: Pick<ServerContext, 'printers' | 'principal'>,
  chosen: string | undefined,
  typed: string,
): Promise<string[]> {
  const printer = printers.get(principal, chosen);
  if (isRefusal(printer)) return [];
  const files = await printer.files.list();
  const wanted = typed.toLowerCase();
  return files
    .map((file) => file.path)
    .filter((path) => path.toLowerCase().includes(wanted))
    .slice(0, MOST_COMPLETED);
}

function idsOf({ printers, principal }: ServerContext): string[] {
  return printers.list(principal).map((printer) => printer.id);
}

function printerOf({ printers, principal }: ServerContext, id: string): Printer {
  const found = printers.get(principal, id);
  if (isRefusal(found)) throw new Error(refusalText(found));
  return found;
}

async function configText(printer: Printer): Promise<string> {
  const file = await readConfigFile(printer, 'printer.cfg');
  return isRefusal(file) ? refusalText(file) : visibleLines(withoutSecrets(file.text), LONGEST_TEXT);
}

async function logText(printer: Printer): Promise<string> {
  const log = await printer.files.download('logs', 'klippy.log', { lastBytes: LOG_BYTES });
  const tail = await tailText(log, LOG_BYTES);
  return visibleLines(withoutSecrets(tail), LONGEST_TEXT);
}

function text(uri: URL, mimeType: string, content: string): ReadResourceResult {
  return { contents: [{ uri: uri.href, mimeType, text: content }] };
}

function json(value: unknown): string {
  return JSON.stringify(value);
}
