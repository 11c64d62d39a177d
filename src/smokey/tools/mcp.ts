import { createMCPClient } from '@ai-sdk/mcp';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { JSONSchema7 } from '@ai-sdk/provider';
import type { ConnectTools, LoopTool, ToolAnswer, ToolScope } from './types.ts';

/** The part of the MCP server the loop needs: it joins one transport, for one turn. */
export interface ConnectableServer {
  connect(transport: InMemoryTransport): Promise<void>;
  close(): Promise<void>;
}

/**
 * The chat as a client of the in-process MCP server: the same tools, schemas and gate as any other client's.
 * A fresh server for each turn, scoped to that person's printers.
 */
export function connectMcpTools(
  createServer: (scope: ToolScope) => ConnectableServer | Promise<ConnectableServer>,
  extraTools: ((scope: ToolScope) => readonly LoopTool[]) | readonly LoopTool[] = [],
): ConnectTools {
  return async (scope) => {
    const [serverSide, clientSide] = InMemoryTransport.createLinkedPair();
    const server = await createServer(scope);
    await server.connect(serverSide);
    const client = await createMCPClient({ transport: clientSide, clientName: 'smokey' });
    const definitions = await client.listTools();
    const callable = client.toolsFromDefinitions(definitions);
    const tools = definitions.tools.flatMap((definition): LoopTool[] => {
      const run = callable[definition.name]?.execute;
      if (!run) return [];
      return [
        {
          name: definition.name,
          title: definition.title ?? definition.annotations?.title ?? definition.name,
          description: definition.description ?? '',
          inputSchema: definition.inputSchema as JSONSchema7,
          reads: definition.annotations?.readOnlyHint === true,
          async call(args, { callId, signal }) {
            const options = { toolCallId: callId, messages: [], abortSignal: signal, context: {} };
            return readAnswer(await run(args, options));
          },
        },
      ];
    });
    return {
      tools: [...tools, ...(typeof extraTools === 'function' ? extraTools(scope) : extraTools)],
      async close() {
        await client.close();
        await server.close();
      },
    };
  };
}

interface RawAnswer {
  content?: { type: string; text?: string; data?: string; mimeType?: string }[];
  structuredContent?: unknown;
  isError?: boolean;
}

/** MCP's result in the loop's words. */
function readAnswer(raw: unknown): ToolAnswer {
  const { content = [], structuredContent, isError = false } = (raw ?? {}) as RawAnswer;
  const isObject = typeof structuredContent === 'object' && structuredContent !== null;
  return {
    failed: isError,
    data: isObject ? (structuredContent as Record<string, unknown>) : null,
    text: content.flatMap((part) => (part.type === 'text' && part.text ? [part.text] : [])).join('\n'),
    pictures: content.flatMap((part) =>
      part.type === 'image' && part.data && part.mimeType
        ? [{ bytes: new Uint8Array(Buffer.from(part.data, 'base64')), mediaType: part.mimeType }]
        : [],
    ),
  };
}
