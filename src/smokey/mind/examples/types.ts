/**
 * Phrases by intent, separated by `|` or new lines. They say how people put a wish, not which words decide it: a
 * message is compared with all of them by its words, concepts and word pairs.
 */
export type Examples = Record<string, string>;
