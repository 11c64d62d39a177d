/**
 * Smokey cites a topic by its id, as [petg]. On the page that is the number of the source below the answer, and a
 * link to it; what is no source of this answer stays as it was written.
 */
export function numberCitations(text: string, topicIds: readonly string[]): string {
  return text.replace(/\[([a-z0-9][a-z0-9._-]{1,60})\](?!\()/g, (whole, id: string) => {
    const at = topicIds.indexOf(id);
    return at < 0 ? whole : `[${at + 1}]`;
  });
}
