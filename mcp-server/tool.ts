import type { z } from 'zod';
import type { Printer } from '../src/klipper/printer.ts';
import type { Clock } from './clock.ts';
import type { PrinterDirectory } from './directory.ts';
import type { Gate } from './gate/gate.ts';
import type { FactName, Fingerprint } from './gate/fingerprint.ts';
import type { ActionSummary, PendingAction, Principal, Role } from './gate/types.ts';
import type { Refusal } from './refusal.ts';
import type { ToolServices } from './services.ts';

/**
 * The one word that says how dangerous a tool is. Hints and the gate derive from it. What `withdraws` only takes
 * back what waits for a person; it never reaches a printer.
 */
export type Effect = 'reads' | 'withdraws' | 'changes' | 'stops';
export type Toolset = 'core' | 'control' | 'files' | 'calibrate' | 'config' | 'advanced';
export type Scope = 'read' | 'control' | 'config';

/** Addresses that only the outermost ring knows. */
export interface Links {
  approval?(action: PendingAction): string;
}

export interface ServerContext {
  principal: Principal;
  printers: PrinterDirectory;
  gate: Gate;
  clock: Clock;
  links: Links;
  signal?: AbortSignal;
}

export interface ReadContext extends ServerContext {
  printer: Printer;
}

/** What a changing tool may look at. No principal: what is done does not depend on through what it was asked. */
export interface ChangeContext {
  printer: Printer;
  /** Whose files may be used: the person who asked, whoever approved. */
  userId: string;
  clock: Clock;
  services: ToolServices;
  /** Facts that earlier steps of the same plan will have changed before this one runs. */
  willChange: ReadonlySet<FactName>;
  /** Those steps themselves, while the plan is being put before a person; none when it runs. */
  earlier: readonly { tool: string; args: Record<string, unknown> }[];
  signal?: AbortSignal;
}

export interface RunContext extends ChangeContext {
  /** When the person decided; a printer drops what is older than 30 s. */
  issuedAtMs: number;
  /** Who asked through what, for the printer's record. */
  origin: string;
  /** Says how far a long action is; `detail` is for a card that draws it, such as a spectrum that grows. */
  progress(text: string, fraction?: number, detail?: unknown): void;
}

export interface ReadAnswer<Output> {
  data: Output;
  /** The same in a sentence or a few lines. */
  text: string;
  images?: { bytes: Uint8Array; mediaType: string }[];
}

/** What came of an approved action. `done` only when the printer's own state says so. */
export interface RunResult<Output> {
  status: 'done' | 'refused' | 'unknown';
  text: string;
  result?: Output;
}

type MaybePromise<T> = T | Promise<T>;

interface Described<Input extends z.ZodObject, Output extends z.ZodObject> {
  name: string;
  title: string;
  description: string;
  toolset: Toolset;
  input: Input;
  output: Output;
}

export interface ReadTool<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject,
> extends Described<Input, Output> {
  effect: 'reads';
  scope?: Scope;
  run(args: z.output<Input>, context: ReadContext): MaybePromise<ReadAnswer<z.input<Output>> | Refusal>;
}

/** About the server, not about one printer: it takes no `printer`. */
export interface ServerTool<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject,
> extends Described<Input, Output> {
  effect: 'reads' | 'withdraws';
  scope?: Scope;
  ofServer: true;
  run(args: z.output<Input>, context: ServerContext): MaybePromise<ReadAnswer<z.input<Output>> | Refusal>;
}

export interface ChangeTool<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject,
> extends Described<Input, Output> {
  effect: 'changes';
  scope?: Scope;
  /** The role that may decide alone; `operator` when left out. */
  role?: Role;
  /** May run beside another action of the same printer, such as a pause, or heaters off while a plan waits for heat. */
  urgent?: boolean | ((args: z.output<Input>) => boolean);
  /** Can only be undone from a backup or not at all; shown to clients as a hint. */
  destructive?: boolean;
  /** Facts it changes, so that a later step of a plan does not trip over them. */
  alters?: readonly FactName[];
  /** The card: made from the arguments and the printer's state, never from a model's words. */
  summarise(args: z.output<Input>, context: ChangeContext): MaybePromise<ActionSummary | Refusal>;
  /** What its safety depends on; compared again before it runs. */
  depends(args: z.output<Input>, context: ChangeContext): MaybePromise<Fingerprint>;
  /** Live bounds and refusals: before a person is asked, and again before it runs. */
  check(args: z.output<Input>, context: ChangeContext): MaybePromise<Refusal | null>;
  run(args: z.output<Input>, context: RunContext): Promise<RunResult<z.input<Output>>>;
}

/** Several changing tools as one action. It does nothing by itself: the gate takes its steps. */
export interface PlanTool extends Described<z.ZodObject, z.ZodObject> {
  effect: 'changes';
  ofPlan: true;
  scope?: Scope;
  destructive?: boolean;
}

/** Only the emergency stop: at once, past the gate, every queue and every limit. */
export interface StopTool<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject,
> extends Described<Input, Output> {
  effect: 'stops';
  scope?: Scope;
  ofServer: true;
  run(args: z.output<Input>, context: ServerContext): Promise<ReadAnswer<z.input<Output>> | Refusal>;
}

// Method parameters are bivariant, so a tool of a narrower schema is assignable here.
export type Tool = ReadTool | ServerTool | ChangeTool | PlanTool | StopTool;

/** One tool, one file: its words, its schemas and what it does. Only for inference; it returns what it gets. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: ReadTool<Input, Output>,
): ReadTool<Input, Output>;
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: ServerTool<Input, Output>,
): ServerTool<Input, Output>;
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: ChangeTool<Input, Output>,
): ChangeTool<Input, Output>;
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: StopTool<Input, Output>,
): StopTool<Input, Output>;
export function defineTool(tool: Tool): Tool {
  return tool;
}

export function definePlanTool(tool: PlanTool): PlanTool {
  return tool;
}

export function isPlan(tool: Tool): tool is PlanTool {
  return 'ofPlan' in tool;
}

/** A tool that changes a printer by itself. */
export function isChange(tool: Tool | undefined): tool is ChangeTool {
  return tool !== undefined && tool.effect === 'changes' && !isPlan(tool);
}

export function isOfServer(tool: Tool): tool is ServerTool | StopTool {
  return 'ofServer' in tool && tool.ofServer;
}

/** The scope a token needs: reading is enough for reads, the rest is control unless the tool says more. */
export function scopeOf(tool: Tool): Scope {
  return tool.scope ?? (tool.effect === 'reads' ? 'read' : 'control');
}

/** MCP's hints, derived from the effect in this one place. */
export function annotationsOf(tool: Tool) {
  return {
    readOnlyHint: tool.effect === 'reads',
    destructiveHint: tool.effect === 'stops' || (tool.effect === 'changes' && tool.destructive !== false),
    idempotentHint: tool.effect !== 'changes',
    openWorldHint: false,
  };
}
