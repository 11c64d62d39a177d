import type { LanguageModelV4 } from '@ai-sdk/provider';
import { systemClock, type Clock } from '#klipper/clock.ts';
import type { Printer } from '#klipper/printer.ts';
import {
  createPrinterServer,
  type Gate,
  type PendingAction,
  type PrinterDirectory,
  type Toolset,
} from '#mcp';
import type { Principal, Role } from '#mcp/gate/types.ts';
import {
  chooseModel,
  connectMcpTools,
  createSmokey,
  type Limits,
  type LoopTool,
  type ToolScope,
  type PictureStore,
} from '#smokey';
import type { UploadView } from '../../contracts.ts';
import type { Database } from '../database/open.ts';
import { createChat } from './chat.ts';
import { createLedger } from './ledger.ts';
import type { PublishLive } from './types.ts';

export interface StartChatOptions {
  database: Database;
  gate: Gate;
  directory: PrinterDirectory;
  settings: {
    apiKey: string | null;
    baseUrl: string | null;
    name: string | null;
    api: 'chat' | 'responses';
    vision?: boolean | undefined;
  };
  limits?: Partial<Limits>;
  /** Which sets of tools Smokey is offered; the gate's usual ones when left out. */
  toolsets?: readonly Toolset[];
  /** Makes the mind that needs neither key nor network. */
  builtin(): LanguageModelV4;
  /** Tools beside those of the printers, such as the search in the knowledge. */
  extraTools?: (scope: ToolScope) => readonly LoopTool[];
  userName(userId: string): string | null;
  rolesOf(userId: string): ReadonlyMap<string, Role>;
  allPrinters(): Printer[];
  upload(userId: string, uploadId: string): UploadView | null;
  picture(userId: string, pictureId: string): { mediaType: string; sizeBytes: number } | null;
  pictures: PictureStore;
  publish: PublishLive;
  onSettled(listener: (action: PendingAction) => void): () => void;
  /** Greets each new live stream; returns its own stop. */
  onStream(greet: (stream: StreamToGreet) => void): () => void;
  clock?: Clock;
  onFault?(error: unknown, during: string): void;
}

export interface StreamToGreet {
  userId: string;
  conversationId: string | null;
  send(event: string, data: unknown): void;
}

/** Puts Smokey and the chat together from the server's parts, and picks up what an earlier run left. */
export function startChat(options: StartChatOptions) {
  const { database, gate, directory, settings, clock = systemClock } = options;
  const logFault = (error: unknown, during: string) => console.error(`Failed while ${during}.`, error);
  const onFault = options.onFault ?? logFault;
  const mind = chooseModel(
    {
      apiKey: settings.apiKey ?? undefined,
      baseUrl: settings.baseUrl ?? undefined,
      model: settings.name ?? undefined,
      api: settings.api,
      vision: settings.vision,
    },
    { builtin: options.builtin },
  );
  const smokey = createSmokey({
    mind,
    connectTools: connectMcpTools(
      ({ principal, selectedPrinterId }) =>
        createPrinterServer({
          principal,
          printers: preferring(directory, selectedPrinterId),
          gate,
          clock,
          onError: onFault,
          ...(options.toolsets && { toolsets: options.toolsets }),
        }),
      options.extraTools,
    ),
    pictures: options.pictures,
    ledger: createLedger(database, clock.nowMs),
    limits: options.limits ?? {},
    clock,
    onFault: (error) => onFault(error, 'answering in the chat'),
  });
  const chat = createChat({
    database,
    smokey,
    clock,
    onFault,
    findAction: (id) => gate.get(id),
    world: {
      person: (userId) => {
        const name = options.userName(userId);
        return name === null ? null : { name, roles: options.rolesOf(userId) };
      },
      printersOf: (userId) => {
        const roles = options.rolesOf(userId);
        return options.allPrinters().filter((printer) => roles.has(printer.id));
      },
      upload: options.upload,
      picture: options.picture,
      publish: options.publish,
    },
  });
  const stopListening = options.onSettled(chat.onSettled);
  const stopGreeting = options.onStream(({ userId, conversationId, send }) => {
    const replay = conversationId === null ? null : chat.replay(userId, conversationId);
    if (!replay) return;
    if (replay.message) send('message', { message: replay.message, lastIds: replay.lastIds });
    send('turn', replay.turn);
    send('ticks', replay.ticks);
  });
  chat.recover();
  return {
    ...chat,
    async close(): Promise<void> {
      stopListening();
      stopGreeting();
      await chat.close();
    },
  };
}

/** The same printers; where none is named, the one the conversation is about. */
function preferring(directory: PrinterDirectory, selectedPrinterId: string | null): PrinterDirectory {
  return {
    ...directory,
    get(principal: Principal, idOrName?: string) {
      const own = selectedPrinterId !== null && principal.roles.has(selectedPrinterId);
      return directory.get(principal, idOrName ?? (own ? selectedPrinterId : undefined));
    },
  };
}
