export type Language = 'en' | 'sv' | 'de' | 'es' | 'fr';

/**
 * Words of one meaning. Alternatives are separated by `|`, a trailing `*` matches any ending, and a phrase may
 * hold several words. English verbs get their regular forms by themselves. `any` holds words of every language.
 */
export type Entry = Partial<Record<Language | 'any', string>>;
export type Lexicon = Record<string, Entry>;
