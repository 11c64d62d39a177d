import type { PendingAction } from '#mcp/gate/types.ts';
import type { ChatMessage, ChatPart, ConversationSummary } from '../../contracts.ts';

/** The conversation as a page of Markdown: what was said, which tools ran, what was decided. */
export function toMarkdown(
  { conversation, messages }: { conversation: ConversationSummary; messages: readonly ChatMessage[] },
  findAction: (id: string) => PendingAction | null,
): string {
  const blocks = messages.map((message) => {
    const who = message.role === 'person' ? 'You' : 'Smokey';
    const when = new Date(message.createdAtMs).toISOString().replace('T', ' ').slice(0, 16);
    const parts = message.parts.map((part) => partText(part, findAction)).filter(Boolean);
    const error = message.error ? [`> ${message.error.cause} ${message.error.remedy}`] : [];
    return [`## ${who}, ${when} UTC`, ...parts, ...error].join('\n\n');
  });
  return `${[`# ${oneLine(conversation.title)}`, ...blocks].join('\n\n')}\n`;
}

function partText(part: ChatPart, findAction: (id: string) => PendingAction | null): string {
  switch (part.type) {
    case 'text':
      return part.text.trim();
    case 'tool':
      return `> ${part.title}: ${oneLine(part.text || part.state)}`;
    case 'action': {
      const action = findAction(part.actionId);
      if (!action) return '> A proposal that is no longer known.';
      const outcome = action.outcome?.text ?? '';
      return `> **${oneLine(action.summary.title)}**: ${action.status}. ${oneLine(outcome)}`.trim();
    }
    case 'attachment':
      return `> Attached: ${oneLine(part.name)}`;
    case 'sources':
      return `> Sources: ${part.topics.map(({ title }) => oneLine(title)).join('; ')}`;
    case 'usage':
      return '';
    case 'notice':
      return `> ${oneLine([part.text, part.remedy ?? ''].join(' '))}`;
  }
}

/** A name that is safe in a header and on every file system. */
export function exportFileName({ title }: ConversationSummary, extension: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${words || 'conversation'}.${extension}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
