import type { Clock } from '#klipper/clock.ts';
import type { ConversationSummary } from '../../contracts.ts';
import type { ChatStore, StoredConversation } from './store.ts';
import { titleFrom } from './title.ts';
import { type ChatRefusal, type ChatWorld, noSuchConversation } from './types.ts';

export type Conversations = ReturnType<typeof createConversations>;

/** The list of a person's conversations: nobody else's are there. */
export function createConversations({
  store,
  world,
  clock,
}: {
  store: ChatStore;
  world: ChatWorld;
  clock: Clock;
}) {
  const own = (userId: string, id: string): StoredConversation | null => {
    const found = store.find(id);
    return found?.userId === userId ? found : null;
  };

  /** Tells the person's pages how it stands, or that it is gone. */
  function publish(userId: string, id: string): ConversationSummary | null {
    const found = store.find(id);
    const conversation = found && publicSummary(found);
    const deletedId = conversation ? null : id;
    world.publish('conversation', { conversation, deletedId }, { userIds: [userId] });
    return conversation;
  }

  return {
    own,
    publish,
    /** Newest first; with words, those that hold them. */
    list: (userId: string, words?: string): ConversationSummary[] =>
      store.list(userId, words).map(publicSummary),
    rename(userId: string, id: string, title: string): ConversationSummary | ChatRefusal {
      if (!own(userId, id)) return noSuchConversation();
      store.update(id, { title: titleFrom(title, []) });
      return publish(userId, id) ?? noSuchConversation();
    },
    /** Puts it away; `restore` brings it back. */
    remove(userId: string, id: string): ChatRefusal | null {
      if (!own(userId, id)) return noSuchConversation();
      store.setDeleted(userId, id, clock.nowMs());
      publish(userId, id);
      return null;
    },
    restore(userId: string, id: string): ConversationSummary | ChatRefusal {
      if (!store.setDeleted(userId, id, null)) return noSuchConversation();
      return publish(userId, id) ?? noSuchConversation();
    },
  };
}

export function publicSummary(conversation: ConversationSummary): ConversationSummary {
  const { id, title, printerIds, createdAtMs, updatedAtMs } = conversation;
  return { id, title, printerIds, createdAtMs, updatedAtMs };
}
