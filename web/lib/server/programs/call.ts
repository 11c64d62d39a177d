import { systemClock } from '../../../../src/klipper/clock.ts';
import { callSchema, callTool, registry, type Tool } from '../../../../mcp-server/index.ts';
import type { App } from '../app.ts';
import { refuse } from '../http/errors.ts';
import { approvalPath } from '../paths.ts';
import type { ProgramOffer } from './offer.ts';

type Called = Awaited<ReturnType<typeof callTool>>;

export interface ProgramCall {
  name: string;
  args: Record<string, unknown>;
  /** Where people reach this server, for the address of the approval page. */
  origin: string;
  signal: AbortSignal;
}

/** What a call answers. `result` has the tool's output schema, `text` says the same in words. */
export interface ProgramAnswer {
  result: unknown;
  text: string;
  images?: { mimeType: string; data: string }[];
}

/**
 * One call of one tool by a program: the schemas, bounds and gate of every other door. Reading answers 200; what
 * changes a printer answers 202 and waits for a person.
 */
export async function callForProgram(
  app: Pick<App, 'gate' | 'directory'>,
  { principal, tools }: ProgramOffer,
  { name, args, origin, signal }: ProgramCall,
): Promise<Response> {
  const tool = tools.find((offered) => offered.name === name);
  if (!tool) return notOffered(name);
  const parsed = callSchema(tool).safeParse(args);
  if (!parsed.success) {
    const told = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
    const takes = Object.keys(callSchema(tool).shape).join(', ');
    return refuse(400, `${name} was not called. ${told.join('; ')}.`, `It takes: ${takes || 'nothing'}.`);
  }
  const context = {
    principal,
    printers: app.directory,
    gate: app.gate,
    clock: systemClock,
    links: { approval: ({ id }: { id: string }) => origin + approvalPath(id) },
    signal,
  };
  const offers = (other: string) => tools.some((offered) => offered.name === other);
  return answerOf(tool, await callTool(tool, args, context, { offers }));
}

function answerOf(tool: Tool, called: Called): Response {
  const texts = called.content.flatMap((part) => (part.type === 'text' ? [part.text] : []));
  const text = texts.join('\n');
  if (called.isError) return refuse(409, text, 'Nothing was sent to a printer by this call.');
  const images = called.content.flatMap((part) =>
    part.type === 'image' ? [{ mimeType: part.mimeType, data: part.data }] : [],
  );
  const result = called.structuredContent ?? {};
  const answer: ProgramAnswer = { result, text, ...(images.length > 0 && { images }) };
  const waits = tool.effect === 'changes';
  return Response.json(answer, { status: waits ? 202 : 200, headers: { 'cache-control': 'no-store' } });
}

function notOffered(name: string): Response {
  const known = registry.get(name);
  if (!known) return refuse(404, 'There is no such tool.', 'GET /api/tools lists them.');
  return refuse(
    403,
    `The tool ${known.name} is not turned on for this token.`,
    `It needs the set "${known.toolset}" on this server and a token whose scopes reach it.`,
  );
}
