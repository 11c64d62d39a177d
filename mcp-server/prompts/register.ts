import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { completable } from '@modelcontextprotocol/sdk/server/completable.js';
import { z } from 'zod';
import type { ServerContext } from '../tool.ts';
import { pathsOf } from '../resources/register.ts';
import { visible } from '../text.ts';
import { promptFiles, type PromptFile } from './load.ts';

const DEFAULTS: Record<string, string> = {
  minutes: '10',
  file: 'the file',
  routine: 'bed_mesh',
  symptom: 'not said',
};

/** Offers the prompts with the person's printers and files to complete from. */
export function registerPrompts(mcp: McpServer, context: ServerContext): void {
  for (const prompt of promptFiles()) {
    mcp.registerPrompt(
      prompt.name,
      { title: prompt.title, description: prompt.description, argsSchema: argumentsOf(prompt, context) },
      (args) => ({
        messages: [
          { role: 'user' as const, content: { type: 'text' as const, text: filled(prompt, args, context) } },
        ],
      }),
    );
  }
}

function argumentsOf({ argument }: PromptFile, context: ServerContext) {
  const printer = completable(z.string().max(100).optional(), (typed) =>
    context.printers
      .list(context.principal)
      .map((entry) => entry.name)
      .filter((name) => name.toLowerCase().startsWith((typed ?? '').toLowerCase())),
  );
  if (!argument) return { printer };
  const own = z.string().max(300).optional().describe(argument.description);
  return {
    [argument.name]: argument.name === 'file' ? completable(own, completeFile(context)) : own,
    printer,
  };
}

function completeFile(context: ServerContext) {
  return (typed: string | undefined, chosen?: { arguments?: Record<string, string> }) =>
    pathsOf(context, chosen?.arguments?.printer, typed ?? '');
}

function filled(
  { text }: PromptFile,
  args: Record<string, string | undefined>,
  context: ServerContext,
): string {
  const [only, ...more] = context.printers.list(context.principal);
  const printer = args.printer ?? (only && more.length === 0 ? only.name : 'the printer');
  return text.replace(/\{\{(\w+)\}\}/g, (_, key: string) =>
    visible(key === 'printer' ? printer : (args[key] ?? DEFAULTS[key] ?? ''), 300),
  );
}
