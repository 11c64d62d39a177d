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

/** After these a name in brackets is a section of the configuration, not the source of what was said. */
const NAMING = 'in|the|section|under|to|of|your|a|from|and|or|avsnittet|i|och|eller';
const CITED = new RegExp(
  String.raw`(?<!\b(?:${NAMING}))(?<=\S)[ \t]*(?:\[[a-z0-9][a-z0-9._-]{1,60}\][ \t]*)+(?=[.,;:!?)]|$)`,
  'gim',
);

/** For ears: without the topics cited at the end of a thought, before it is known which are sources. */
export const withoutCitations = (text: string): string => text.replace(CITED, '');
