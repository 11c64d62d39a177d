/** The words for "no", as part of a pattern: `no+` because people draw it out. */
export const NO = 'no+(?! (?:idea|clue|rush|hurry|worries)\\b)|nope|nah|nej|nein|non';
/** What is said instead of "no" before something is put right. */
export const OOPS = 'oops|sorry';
