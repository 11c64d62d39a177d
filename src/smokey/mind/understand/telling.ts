import type { Clause } from './clause.ts';

/** Verbs by which people tell what a thing does; none of them orders anything in this form. */
const DOES =
  'get|see|hear|notice|keeps? \\w+ing|makes|looks?|sounds?|smells?|shows?|says|gives|reads|reports|jumps|stays|gets|goes|comes|sits|runs|stops|spins|hums|moves|drops|rises|climbs|falls|swings|feels|takes|needs|works|happens|sticks|pops|carries|turns|starts|ends|returns|builds|drags|hits|leaks|switches|shifts|settles|serves';
const SUBJECT =
  "(?:the|my|our|your|his|her|a|an|one of|some|it|there|this|that|he|she|they|i|we|[xyz] axis|[a-z][a-z'-]*(?! (?:the|my|our|it|its|this|that|these|those|all|every|me|both|up|off|on|over|away|to|for|in)\\b))";
const TELLS = new RegExp(
  `^${SUBJECT} (?:[\\w'.-]+ ){0,9}(?:(?<!\\b(?:the|a|an|my|of|by|as|was|been) )(?!\\w*(?:speed|bed|feed|need)\\b)\\w{3,}ed|is|are|was|were|has|have|had|does not|do not|did|will not|can not|cannot|would not|never|hit|came|fell|broke|went|got|won|froze|${DOES})\\b`,
);

/** "…, drops them on my print": what the thing of before does. */
const GOES_ON =
  /^(?:drops|keeps|sticks|jumps|falls|leaks|drags|hits|hums|shifts|curls|lifts|comes|goes|makes|looks|sounds|smells)\b/;

/** "off, now the pi does not boot": the end of what was told, and more of it. */
const TAIL = /^(?:off|on|up|down|out|back) (?:now|since|then|and)\b/;

/** "the cat knocked it", "sparks came out", "part cooling fan will not spin": told, and no order begins so. */
export const tells = ({ core }: Clause): boolean => TELLS.test(core) || GOES_ON.test(core);

/** True where a word like an order stands first and none is given. */
export const tellsFirst = ({ core }: Clause): boolean =>
  GOES_ON.test(core) || (TAIL.test(core) && TELLS.test(core));

const WISHES =
  /\b(?:please|pls|plz|can you|could you|would you|will you|give it|i (?:should|would) (?:now )?like|let us|i want|i need you)\b|\b(?:stop|pause|cancel|abort|kill|end|resume|restart|fix|clean) (?:it|this|that|the print|now)\b/;

/** Somebody who tells something may wish something behind it: "it is leaking, stop it". */
export const wishesBeside = (text: string): boolean => WISHES.test(text);
