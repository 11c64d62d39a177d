/** Little words that look like switching and are not: "curling off the plate", "nothing on that machine". */

/** What comes loose: "off" is no switch behind it. */
const LOOSE =
  /\b((?:curl|peel|com|pop|lift|fall|slip|slid|break|warp|detach|rip|tear|flak|ping|knock|crack|hang|drip|chip|shear|wip)(?:e|es|s|ed|p?p?ed|p?p?ing|ing|en)?|came|fell|broke|torn|slid|hung) off\b/giu;
/** "percent + layer", "nozzle & bed". */
const JOINED = /(?<=\p{L}{2}) ?[+&] ?(?=\p{L}{2})/giu;
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

/** "heaters off on both printers": where, and no switch. */
const ON_PRINTERS =
  /\bon (?=(?:both|all|each|every|either|the other|this|that|my|our)(?: of)?(?: the| my| our)? (?:\p{L}+ )?(?:printers?|machines?|of them|ones?)\b|both\W*$|all of them\W*$)/giu;
/** "heat stays on, right": asked, although put as told. */
const STAYS_RIGHT =
  /^\s*(?:the )?(?:heat|heaters?|temps?|temperatures?|nozzle and bed)(?: all)? (?:stays?|remains?|keeps?|will stay|is still|are still) (?:on|hot|warm|up),? (?:right|yes|correct|yeah|true|doesn['’]?t it|don['’]?t they)\s*[?.]*\s*$/iu;
/** "Input-Shaper-Kalibrierung": words of their own. */
const COMPOUND =
  /\b\p{L}+(?:-\p{L}+)*-(?:kalibrier\p{L}*|messung\p{L}*|abgleich\p{L}*|kalibrering\p{L}*|mätning\p{L}*|calibration|tuning|vermessung)\b/giu;
/** "both: heaters off" */
const BOTH =
  /^\s*((?:both|all|on both|all of them)(?: (?:printers|machines|of them))?)\s*[:–—-]\s*([^?]{3,60}?)[.!]*\s*$/iu;
/** "morning smokey, do the usual": what follows is what is meant. */
const GREETING =
  /^\s*(?:hi|hey|hello|hiya|heya|yo|(?:good )?(?:morning|evening|afternoon|day))(?: (?:there|all|again|mate|team|smokey))*[,.!]* +(?=\p{L}+(?: |['’])\p{L})(?!(?:how|what['’]?s up|you\b|smokey|there|everyone|is anyone|anybody|and|to|from|light|class|team|all)\b)/iu;

/** "cool, can you set both", "cool now what": said to what was answered, and nothing is to get cooler. */
const COOL =
  /^(\s*(?:ok(?:ay)?|oh|ah|yeah|great|nice|thanks)?,? ?)cool(?:,? thanks| thx)?,?\s+(?=(?:can|could|would|will|please|pls|so|let['’]?s|what|how|is|are|set|go|do|put|print|start|heat|warm|preheat|home|pause|then (?:can|could|set|heat|print|start|do|go|put))\b)/iu;
/** "let the nozzle sit at 160" */
const LET_SIT =
  /\blet(?:ting)? ((?:the |my )?(?:nozzle|hot ?end|extruder|bed|plate|chamber))(?: just)? (?:sit|stay|rest|idle|hang|hover|hold|cook|simmer|wait|stand|park)(?: out| there)? at (?=\d)/giu;

/** A message in which such words stand for what they mean. */
export const withPlainParticles = (text: string): string =>
  text
    .replace(JOINED, ' and ')
    .replace(EVEN, '$1 ')
    .replace(/\bhow many ?%/giu, 'how many percent')
    .replace(COMPOUND, (word) => word.replaceAll('-', ' '))
    .replace(STAYS_RIGHT, 'which heaters are still on?')
    .replace(BOTH, '$2 on both printers')
    .replace(ON_PRINTERS, 'of ')
    .replace(GREETING, '')
    .replace(COOL, '$1ok, ')
    .replace(LET_SIT, 'set $1 to ')
    .replace(AT_HOME, '$1 the house')
    .replace(BOX_SAYS, 'label')
    .replace(GET_UNDERWAY, 'start $1')
    .replace(LOOSE, '$1 loose from')
    .replace(TOUCH_OFF, '$1')
    .replace(ON_IT, '$1 of ');
