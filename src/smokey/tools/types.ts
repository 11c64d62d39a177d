import type { JSONSchema7 } from '@ai-sdk/provider';
import type { Principal } from '../../../mcp-server/gate/types.ts';

/** A tool as the loop sees it, wherever it comes from. */
export interface LoopTool {
  name: string;
  title: string;
  description: string;
  inputSchema: JSONSchema7;
  /** True when it changes nothing. A call that asks for a change is not broken off: its card would be lost. */
  reads: boolean;
  call(args: Record<string, unknown>, options: { callId: string; signal: AbortSignal }): Promise<ToolAnswer>;
}

export interface ToolAnswer {
  failed: boolean;
  /** Structured content, null where a tool gives text only. */
  data: Record<string, unknown> | null;
  text: string;
  pictures: { bytes: Uint8Array; mediaType: string }[];
}

/** Who the tools are opened for, and about which printer when none is named. */
export interface ToolScope {
  principal: Principal;
  selectedPrinterId: string | null;
  signal: AbortSignal;
}

export interface ToolConnection {
  tools: readonly LoopTool[];
  close(): Promise<void>;
}

/** Opens the tools for one turn, scoped to one person's printers. */
export type ConnectTools = (scope: ToolScope) => Promise<ToolConnection>;
