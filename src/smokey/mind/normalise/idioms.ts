/** Everyday idioms whose words would say something else to a printer. */

/** "can I have a shot of it?": whether it is free. */
const A_SHOT =
  /\b(?:or )?(?:can|could|may) i have a (?:wee |quick )?(?:shot|go|turn|shottie) (?:of|on|with|at) (?:it|that|the (?:printer|machine))\b/giu;
/** "anything on the go at the minute" */
const ON_THE_GO =
  /^\s*(?:is )?(?:there )?(?:anything|something|owt) on (?:the go|at the (?:minute|moment)|just now)(?: (?:at the (?:minute|moment)|now|just now))?/iu;
/** "turn it all off again" */
const ALL_OFF = /\b(turn|switch|shut) (?:it|them|that) all (?:back )?off\b/giu;
/** "…, so see to it": do it. */
const SEE_TO_IT = /[,;]?\s*(?:so |and )?(?:please |kindly )?see to (?:it|that)(?=\s*[.!]?\s*$)/iu;
/** "lamp shade": a thing to print, and no lamp. */
const LAMP_SHADE = /\blamp[ -]?shade/giu;
/** "no restart yet", "but don't restart yet, I'm still wiring": it waits by itself. */
const NO_RESTART =
  /(?:[.,;]\s*|\s+)(?:(?:and|but) )?(?:no (?:klipper )?restart|(?:do not|don['’]?t) restart(?: (?:it|klipper|anything))?)(?: yet| now| for now| just yet| right now)(?: please| pls)?(?:,? (?:i|we|it|the)(?:['’]m|['’]re|['’]s| am| are| is| still| have)[^.;!?]*)?(?=\s*(?:[.;!]|$))/giu;
/** "haf", "lihgter": slips that spell no word of the trade. */
const SLIPS: readonly [RegExp, string][] = [
  [/\b(right|left|first|second|other|last|next|wee|big|that|this) yi?n\b/giu, '$1 one'],
  [/\bha(?:f|lff)\b/giu, 'half'],
  [/\blihgt(er|est)?\b/giu, 'light$1'],
  [/\bheaveir\b/giu, 'heavier'],
];
/** "is the boat gonna be off the bed by then" */
const OFF_BY_THEN =
  /\b(?:is|will) ((?:the |my |this |that )?[\p{L}\d_]+)(?: is)? (?:gonna be|going to be|be) (?:off the (?:bed|plate)|out of there|off)\b/giu;
/** "have a look what X was sliced at and then set it going": the proposal tells it. */
const LOOK_THEN =
  /\b(?:have a look|look|check|see|tell me)\b[^.;!?]{0,20}?\b(?:what|how|which)\b[^.;!?]{0,20}? ([\p{L}\d_.-]+) (?:was|is|has been) (?:sliced|made|set|cut)\b[^.;!?]*? then (?:set it (?:going|off)|get it going|start it|print it|kick it off|off it goes)\b/iu;
/** "bed temp it'll ask for?" */
const IT_ASKS_FOR =
  /\b((?:bed|nozzle|hot ?end) temp\w*|layer height|material|filament)(?: (?:that|which))? (?:it|that one|this one|the file)(?:['’]ll| will| would|['’]s going to)? (?:asks?|wants?|needs?|calls?|goes)(?: for)?\b/giu;

/** "phew.", "I'll risk it": nothing that is wanted. */
const PHEW =
  /^\s*(?:phew|whew|ugh+|argh+|yikes|oops|blimey|crikey|sheesh|yay|hooray|jeez|gosh|i['’]?ll (?:risk|chance) it|i will (?:risk|chance) it|i['’]?ll take (?:the|my) (?:risk|chances?))[.,;!]+\s*(?=\p{L})/iu;
/** "box at forty": what is round the printer. */
const BOX_AT = /\b(?:the )?box (?:at|to) (?=\d|thirty|forty|fifty|sixty)/giu;
/** "print it, bed's clean" */
const BED_CLEAN =
  /(?<=[\p{L}\d]),?\s+(?:(?:the|my) )?(?:bed|plate)(?:['’]s| is) (?:clean|clear|empty|free|wiped)(?: now| again| already| too)?(?=\s*(?:[.,;!]|$))/giu;
/** "measured the extruder: rotation_distance should be 22.41": the value is what counts. */
const MEASURED =
  /^\s*(?:i )?(?:have )?(?:just )?measured (?:the |my )?(\p{L}+)(?: again| anew)?[:,.;]\s*(?=[a-z]+_[a-z_]+ (?:should|must|has to|is))/iu;

/** "whats loaded" */
const LOADED =
  /^\s*what(?:['’]?s| is) (?:currently |now )?loaded(?: (?:now|in there|at the moment|right now|in it))?\s*\??\s*$/iu;
/** "print something small to test it": none is named, so the quickest. */
const SOMETHING_SMALL =
  /\bprint (?:me |us )?(?:something|anything) (?:small|quick|short|fast|little|tiny)(?:,? (?:just )?(?:to (?:test|try|check)(?: it| the printer| things)?|as a test|for a test))?(?=\s*(?:[,.;!?]|$|please|now|first))/giu;

/** A message with such idioms in plain words. */
export function withPlainIdioms(text: string): string {
  const plain = text
    .replace(PHEW, '')
    .replace(LOADED, 'what filament is in there?')
    .replace(SOMETHING_SMALL, 'print the quickest file')
    .replace(BOX_AT, 'chamber to ')
    .replace(BED_CLEAN, '')
    .replace(MEASURED, 'for the $1: ')
    .replace(A_SHOT, 'is it free')
    .replace(ON_THE_GO, 'is anything printing')
    .replace(ALL_OFF, '$1 everything off')
    .replace(SEE_TO_IT, '')
    .replace(LAMP_SHADE, 'lampshade')
    .replace(NO_RESTART, '')
    .replace(OFF_BY_THEN, 'will $1 be done')
    .replace(LOOK_THEN, 'print $1')
    .replace(IT_ASKS_FOR, 'what $1 does the file need');
  return SLIPS.reduce((words, [slip, right]) => words.replace(slip, right), plain);
}
