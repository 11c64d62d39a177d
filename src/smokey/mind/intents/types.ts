/**
 * - `act`: changes something; only a command makes it happen.
 * - `ask`: a question about how things are; also answered when it is put as a command ("show the queue").
 * - `measure`: a question that only the printer can answer, by moving ("which way do I turn the screws?").
 * - `talk`: conversation.
 */
export type IntentKind = 'act' | 'ask' | 'measure' | 'talk';

/**
 * An intent as data. A pattern is a list of words that must all be there, in any order:
 * `concept`, `a|b` one of them, `!c` absent, `c?` welcome, `#` a number, `#c` a temperature or bare number,
 * `#%` a percentage or bare number, `#mm` a length or bare number, `$file` a file's name, `$unknown` a word in no list,
 * `@macro` `@output` `@sensor` `@power` `@object` `@mesh` `@printer` a name of this printer, `~regex~` words of the clause.
 */
export interface Intent {
  id: string;
  kind: IntentKind;
  patterns: string[];
  /** Means this printer here and now, however it is put ("can I print now"): never answered in general. */
  here?: true;
  /** Added to the score: more for what is specific, less for what is a last resort. */
  weight?: number;
}
