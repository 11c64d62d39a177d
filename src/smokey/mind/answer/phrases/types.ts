/** One sentence in several languages; English is always there. */
export interface Phrase {
  en: string;
  sv?: string;
  de?: string;
  es?: string;
  fr?: string;
}
export type Phrases = Record<string, Phrase>;
