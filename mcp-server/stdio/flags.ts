import { parseArgs } from 'node:util';
import { parseToolsets } from '../narrow.ts';
import type { Toolset } from '../tool.ts';

export interface Flags {
  mode: 'bridge' | 'alone';
  serverUrl: string;
  token: string;
  printer: string;
  readOnly: boolean;
  toolsets: Toolset[] | undefined;
  trustClientDialogs: boolean;
}

export const USAGE = `Usage: npm run --silent mcp -- [options]
  --server URL             a running Cloud Print; changes wait for a person there
  --token TOKEN            a personal token of that server (or CLOUD_PRINT_TOKEN in the environment)
  --printer ADDRESS        stand alone with this Moonraker (default http://127.0.0.1:7125)
  --trust-client-dialogs   alone: this client's own dialogs may approve changes
  --read-only              offer only tools that read
  --toolsets a,b           offer only these sets: core, control, files, calibrate, config, advanced`;

const OPTIONS = {
  server: { type: 'string' },
  token: { type: 'string' },
  printer: { type: 'string' },
  'read-only': { type: 'boolean' },
  toolsets: { type: 'string' },
  'trust-client-dialogs': { type: 'boolean' },
} as const;

/** Reads the command line. A text is what is wrong with it. */
export function parseFlags(argv: string[], environment: Record<string, string | undefined>): Flags | string {
  let values: ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];
  try {
    ({ values } = parseArgs({ args: argv, options: OPTIONS, strict: true, allowPositionals: false }));
  } catch (error) {
    return error instanceof Error ? error.message : 'The options could not be read.';
  }
  const server = values.server ?? (values.printer === undefined ? environment.CLOUD_PRINT_URL : undefined);
  const toolsets = values.toolsets === undefined ? undefined : parseToolsets(values.toolsets);
  if (toolsets && 'unknown' in toolsets) return `There is no tool set called "${toolsets.unknown}".`;
  if (values.server !== undefined && values.printer !== undefined)
    return 'Give --server or --printer, not both.';
  const token = values.token ?? environment.CLOUD_PRINT_TOKEN ?? '';
  if (server !== undefined) {
    if (!URL.canParse(server) || !/^https?:/.test(server))
      return `--server ${server} is not an http address.`;
    if (token === '') return '--server needs --token (make one on the page "Assistants").';
    if (values['trust-client-dialogs'])
      return '--trust-client-dialogs is only for a printer that stands alone.';
  }
  return {
    mode: server === undefined ? 'alone' : 'bridge',
    serverUrl: server ?? '',
    token,
    printer: values.printer ?? 'http://127.0.0.1:7125',
    readOnly: values['read-only'] ?? false,
    toolsets,
    trustClientDialogs: values['trust-client-dialogs'] ?? false,
  };
}
