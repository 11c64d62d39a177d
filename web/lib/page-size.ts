/** Messages that a conversation opens with: more than anybody reads at once, few enough to open at once. */
export const FIRST_MESSAGES = 40;
/** Messages that one answer may hold. */
export const MOST_AT_ONCE = 500;
