import type { Role } from '../../../../mcp-server/gate/types.ts';
import type { Printer } from '../../../../src/klipper/printer.ts';
import type { LiveEvents, UploadView } from '../../contracts.ts';

export interface ChatPerson {
  name: string;
  roles: ReadonlyMap<string, Role>;
}

/** What the chat needs of the rest of the server, so that its tests need no server. */
export interface ChatWorld {
  /** The person and their role per printer, null when the account is gone. */
  person(userId: string): ChatPerson | null;
  /** That person's printers, live. */
  printersOf(userId: string): Printer[];
  upload(userId: string, uploadId: string): UploadView | null;
  picture(userId: string, pictureId: string): { mediaType: string; sizeBytes: number } | null;
  publish: PublishLive;
}

export type PublishLive = <Name extends keyof LiveEvents>(
  event: Name,
  data: LiveEvents[Name],
  audience: { userIds: string[]; conversationId?: string },
) => void;

/** Why something cannot be done, for the route's answer. */
export interface ChatRefusal {
  refused: { status: number; cause: string; remedy: string };
}

export function refusal(status: number, cause: string, remedy: string): ChatRefusal {
  return { refused: { status, cause, remedy } };
}

export function isRefused(value: object): value is ChatRefusal {
  return 'refused' in value;
}

export const noSuchConversation = () =>
  refusal(404, 'There is no such conversation.', 'Choose another one, or begin a new one.');
