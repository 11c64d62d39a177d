/** Little words that look like switching and are not: "curling off the plate", "nothing on that machine". */

/** What comes loose: "off" is no switch behind it. */
const LOOSE =
  /\b((?:curl|peel|com|pop|lift|fall|slip|slid|break|warp|detach|rip|tear|flak|ping|knock|crack|hang|drip|chip|shear|wip)(?:e|es|s|ed|p?p?ed|p?p?ing|ing|en)?|came|fell|broke|torn|slid|hung) off\b/giu;
/** "percent + layer", "nozzle & bed". */
const JOINED = /(?<=\p{L}) [+&] (?=\p{L})/gu;
/** "touch off the plate": it is touched. */
const TOUCH_OFF = /\b(touch(?:es|ing|ed)?) off\b(?= (?:the|my|this|that|at)\b)/giu;
/** Where, not whether it is on. */
const ON_IT =
  /\b(nothing|anything|everything|something|all|heaters?|parts?|heat) (?:that is )?on (?=(?:this|that|the|my|our) (?:machine|printer|rig|thing|unit)\b)/giu;
/** "what is that even for", "not even warm": no level. */
const EVEN =
  /\b(that|this|it|not|n['’]t|is|are|can|does|do|did|would|what|why|how|you|i|we) even (?=(?!with\b|out\b|up\b)\p{L})/giu;

/** "nobody else at home", "when I get home": a house, and no homing. */
const AT_HOME =
  /\b(at|from|back|gets?|got|getting|arrived?|leave|leaving|left|(?:nobody|no one|anyone|anybody|everybody|everyone)(?: else)?) home\b/giu;

/** "the box says 220": what the spool came in, and no chamber. */
const BOX_SAYS =
  /\b(box|carton|packet|bag)(?: it came in)?(?= (?:just |only |also )?(?:says?|said|reads?|states?|suggests?|recommends?|claims?|gives?)\b)/giu;
/** "get the hinge underway" */
const GET_UNDERWAY =
  /\b(?:get|have|set) ((?:(?:the|that|this|my|our|another|a|one more) )?[\p{L}\d_.-]+(?: [\p{L}\d_.-]+){0,2}?) (?:under ?way|rolling|cracking|on the go)\b/giu;

/** A message in which such words stand for what they mean. */
export const withPlainParticles = (text: string): string =>
  text
    .replace(JOINED, ' and ')
    .replace(EVEN, '$1 ')
    .replace(AT_HOME, '$1 the house')
    .replace(BOX_SAYS, 'label')
    .replace(GET_UNDERWAY, 'start $1')
    .replace(LOOSE, '$1 loose from')
    .replace(TOUCH_OFF, '$1')
    .replace(ON_IT, '$1 of ');
