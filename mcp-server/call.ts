import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { z } from 'zod';
import type { PendingAction } from './gate/types.ts';
import { callSchema, publish } from './published.ts';
import { isRefusal, refusalFromError, refusalText, refuse, type Refusal } from './refusal.ts';
import {
  errorResult,
  freshnessOf,
  outcomeResult,
  readResult,
  refusedChange,
  waitingResult,
} from './results.ts';
import { visible } from './text.ts';
import {
  isOfServer,
  isPlan,
  type ReadTool,
  type ServerContext,
  type ServerTool,
  type StopTool,
  type Tool,
} from './tool.ts';

interface PlannedStep {
  tool: string;
  args: Record<string, unknown>;
}

export interface CallOptions {
  /** Asks through the client's own dialog, where the owner trusts it; null when nobody answered. */
  askByDialog?(action: PendingAction): Promise<PendingAction | null>;
  /** Whether a tool is offered to this client at all. */
  offers?(tool: string): boolean;
}

/** One call of one tool: parse, find the printer, then read, ask or stop as its effect says. */
export async function callTool(
  tool: Tool,
  rawArgs: unknown,
  context: ServerContext,
  options: CallOptions = {},
): Promise<CallToolResult> {
  const parsed = callSchema(tool).safeParse(rawArgs ?? {});
  if (!parsed.success) return errorResult(argumentText(tool, parsed.error));
  try {
    if (isOfServer(tool)) return await callServerTool(tool, parsed.data, context);
    const { printer: wanted, ...args } = parsed.data;
    const printer = context.printers.get(context.principal, wanted as string | undefined);
    if (isRefusal(printer)) return errorResult(refusalText(printer));
    if (tool.effect === 'reads') return await callReadTool(tool, args, { ...context, printer });
    const steps = isPlan(tool) ? planSteps(args, options) : [{ tool: tool.name, args }];
    if (isRefusal(steps)) return refusedChange(steps, freshnessOf(printer, context.clock.nowMs()));
    return await callChangeTool(steps, { ...context, printer }, options);
  } catch (error) {
    const refusal = refusalFromError(error);
    if (!refusal) throw error;
    return errorResult(refusalText(refusal));
  }
}

async function callServerTool(
  tool: ServerTool | StopTool,
  args: Record<string, unknown>,
  context: ServerContext,
): Promise<CallToolResult> {
  const answer = await tool.run(args, context);
  if (isRefusal(answer)) return errorResult(refusalText(answer));
  const nowMs = context.clock.nowMs();
  return readResult(answer, freshnessOf(null, nowMs), nowMs);
}

async function callReadTool(
  tool: ReadTool,
  args: Record<string, unknown>,
  context: Parameters<ReadTool['run']>[1],
): Promise<CallToolResult> {
  const answer = await tool.run(args, context);
  if (isRefusal(answer)) return errorResult(refusalText(answer));
  const nowMs = context.clock.nowMs();
  return readResult(answer, freshnessOf(context.printer, nowMs), nowMs);
}

async function callChangeTool(
  steps: PlannedStep[],
  context: Parameters<ReadTool['run']>[1],
  options: CallOptions,
): Promise<CallToolResult> {
  const { gate, principal, printer, links, clock, signal } = context;
  const action = await gate.propose({ principal, printerId: printer.id, steps, signal });
  const freshness = freshnessOf(printer, clock.nowMs());
  if (isRefusal(action)) return refusedChange(action, freshness);
  const decided = await options.askByDialog?.(action);
  if (decided) return outcomeResult(decided, freshnessOf(printer, clock.nowMs()));
  return waitingResult(action, freshness, links.approval?.(action));
}

/** The steps of a plan; only tools that this client is offered, so that a plan cannot reach further than they do. */
function planSteps(args: Record<string, unknown>, { offers }: CallOptions): PlannedStep[] | Refusal {
  const steps = args.steps as { tool: string; args?: Record<string, unknown> }[];
  const closed = steps.find((step) => offers && !offers(step.tool));
  if (closed)
    return refuse(
      'unknown-tool',
      `There is no tool ${visible(closed.tool, 40)} here.`,
      'See the list of tools.',
    );
  return steps.map((step) => ({ tool: step.tool, args: step.args ?? {} }));
}

/** What is wrong with each argument and what is allowed, in a line a model can act on. */
function argumentText(tool: Tool, error: z.ZodError): string {
  const issues = error.issues.slice(0, 5).map((issue) => {
    const where = issue.path.map(String).join('.');
    return where ? `${where}: ${issue.message}` : issue.message;
  });
  const takes = Object.keys(publish(tool).inputSchema.properties ?? {}).join(', ');
  return visible(
    `${tool.name} was not called. ${issues.join('; ')}. It takes: ${takes || 'nothing'}.`,
    1_000,
  );
}
