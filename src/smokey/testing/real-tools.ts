import {
  createGate,
  createMemoryStore,
  createPrinterDirectory,
  createPrinterServer,
  registry,
  type Gate,
} from '../../../mcp-server/index.ts';
import { createFakePrinter, type FakePrinter } from '../../../mcp-server/testing/fake-printer.ts';
import { manualClock } from '../../klipper/clock.ts';
import type { TurnEvent } from '../events.ts';
import type { HistoryAttachment } from '../history/entries.ts';
import type { LoadedPicture } from '../history/messages.ts';
import { searchKnowledge } from '../knowledge/index.ts';
import { createBuiltinModel } from '../mind/index.ts';
import { chooseModel } from '../model/choose.ts';
import { createSmokey, type Smokey } from '../smokey.ts';
import { createKnowledgeTool } from '../tools/knowledge.ts';
import { connectMcpTools } from '../tools/mcp.ts';
import { startFakeProvider, type FakeProvider } from './fake-provider.ts';
import { owner } from './harness.ts';

export interface RealTools {
  printer: FakePrinter;
  gate: Gate;
  provider: FakeProvider;
  smokey: Smokey;
  events: TurnEvent[];
  faults: unknown[];
  say(message: string, attachments?: HistoryAttachment[]): ReturnType<Smokey['runTurn']>;
  stop(): Promise<void>;
}

/** A pretend model before the real MCP server, gate and tools, on a printer that records what reaches it. */
export async function startRealTools(options: {
  script: Parameters<typeof startFakeProvider>[0];
  api?: 'chat' | 'responses';
  vision?: boolean;
  /** The built-in mind instead of the pretended provider, with the search in the knowledge. */
  builtin?: boolean;
}): Promise<RealTools> {
  const clock = manualClock();
  const printer = createFakePrinter(clock);
  const printers = createPrinterDirectory({ all: () => [printer], find: () => printer });
  const faults: unknown[] = [];
  const onError = (error: unknown) => void faults.push(error);
  const gate = createGate({ store: createMemoryStore(), printers, registry, clock, onError });
  const provider = await startFakeProvider(options.script);
  const events: TurnEvent[] = [];
  const sent: LoadedPicture = { bytes: new Uint8Array([255, 216, 255]), mediaType: 'image/jpeg' };
  const pictures = new Map([['sent', sent]]);
  const smokey = createSmokey({
    mind: chooseModel(
      options.builtin
        ? {}
        : { baseUrl: provider.url, model: 'fake', api: options.api ?? 'chat', vision: options.vision },
      { builtin: createBuiltinModel },
    ),
    connectTools: connectMcpTools(
      ({ principal }) => createPrinterServer({ principal, printers, gate, clock, onError }),
      [createKnowledgeTool((query, limit) => searchKnowledge(query, { limit }))],
    ),
    pictures: {
      async save(picture) {
        const id = `pic${pictures.size}`;
        pictures.set(id, picture);
        return { id, url: `/api/pictures/${id}` };
      },
      load: async (id) => pictures.get(id) ?? null,
    },
    clock,
    onFault: onError,
  });
  return {
    printer,
    gate,
    provider,
    smokey,
    events,
    faults,
    say: (message, attachments = []) =>
      smokey.runTurn({
        history: [],
        message,
        attachments,
        principal: owner,
        printers: [printer],
        selectedPrinterId: printer.id,
        signal: new AbortController().signal,
        onEvent: (event) => events.push(event),
      }),
    stop: () => provider.stop(),
  };
}
