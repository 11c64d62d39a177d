import type { ChatMessage } from '#lib/contracts.ts';
import { clock, shortDay } from './format.ts';

/** A conversation as Markdown: who, when, what was said, and which tools answered what. */
export function toMarkdown(title: string, messages: ChatMessage[]): string {
  const blocks = messages.map((message) => {
    const who = message.role === 'person' ? 'You' : 'Smokey';
    const parts = message.parts.map((part) => {
      if (part.type === 'text') return part.text;
      if (part.type === 'tool') return `> ${part.title}: ${part.text.replaceAll('\n', '\n> ')}`;
      if (part.type === 'attachment') return `> ${part.name}`;
      return part.type === 'notice' ? `> ${part.text}` : '';
    });
    return `**${who}**, ${shortDay(message.createdAtMs)} ${clock(message.createdAtMs)}\n\n${parts.filter(Boolean).join('\n\n')}`;
  });
  return `# ${title}\n\n${blocks.join('\n\n---\n\n')}\n`;
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
