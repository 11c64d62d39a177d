import { getLocale } from '#lib/paraglide/runtime.js';
import { createPhrasebook, type Phrasebook, type Phrases } from './phrasebook.ts';

/*
 * What the server says (cards of the gate, findings, refusals, names of tools) is English: so it is stored, audited
 * and read by assistants. A page says it in its reader's language, by the phrases of web/messages/said/.
 */

const books: Record<string, () => Promise<Phrases[]>> = {
  sv: async () => Object.values(await import('../../messages/said/sv.ts')),
};
const loaded = new Map<string, Phrasebook>();

/** Fetches the phrases of a language; English needs none. Before the first page in it. */
export async function loadPhrases(locale: string): Promise<void> {
  const fetchBook = books[locale];
  if (!fetchBook || loaded.has(locale)) return;
  const parts = await fetchBook();
  loaded.set(locale, createPhrasebook(Object.assign({}, ...parts) as Phrases));
}

/** The server's words in the language of the reader. */
export function said(text: string): string {
  return loaded.get(getLocale())?.say(text) ?? text;
}

/** A name that is ours ("Nozzle", "Practice printer") in the language of the reader; others as they are. */
export function saidName(text: string): string {
  return loaded.get(getLocale())?.name(text) ?? text;
}

/** Whether the reader's language differs from the one the server speaks. */
export const needsSaying = (): boolean => loaded.has(getLocale());
