import type { Principal } from '#mcp/gate/types.ts';
import type { StoredConversation } from './store.ts';
import type { ChatPerson } from './types.ts';

const ALL_SCOPES = new Set(['read', 'control', 'config'] as const);

/** Smokey acts for the person whose conversation it is, with that person's roles. */
export function principalFor(
  { id, userId }: Pick<StoredConversation, 'id' | 'userId'>,
  person: ChatPerson,
  turnId: string,
): Principal {
  return {
    userId,
    userName: person.name,
    door: 'chat',
    via: `conversation ${id}`,
    roles: person.roles,
    scopes: ALL_SCOPES,
    conversationId: id,
    turnId,
  };
}
