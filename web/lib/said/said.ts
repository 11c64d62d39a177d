import { getLocale } from '#lib/paraglide/runtime.js';
import swedishUrl from '../../messages/said/sv.json?url';
import { createPhrasebook, type Phrasebook, type Phrases } from './phrasebook.ts';

/*
 * What the server says (cards of the gate, findings, refusals, names of tools) is English: so it is stored, audited
 * and read by assistants. A page says it in its reader's language, by the phrases of web/messages/said/.
 */

const books: Record<string, { import: () => Promise<{ default: Phrases }>; url: string }> = {
  sv: { import: () => import('../../messages/said/sv.json'), url: swedishUrl },
};
const loaded = new Map<string, Phrasebook>();

/** Makes a language ready before the first page in it. English needs nothing; a browser fetches the others as data. */
export async function loadPhrases(locale: string): Promise<void> {
  const book = books[locale];
  if (!book || loaded.has(locale)) return;
  const phrases = import.meta.env.SSR
    ? (await book.import()).default
    : ((await (await fetch(book.url)).json()) as Phrases);
  loaded.set(locale, createPhrasebook(phrases));
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
