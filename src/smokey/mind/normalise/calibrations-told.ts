/** Ways to say what is to be measured, tuned or written, which have a plainer one. */

/** "can the machine measure how much I have to turn each of them?" */
const HOW_FAR_TO_TURN =
  /\b(?:can|could|will|would) (?:the (?:machine|printer|probe)|it|you|klipper)(?: please)? (?:measure|tell me|tell|say|work out|calculate|figure out|show me|check) (?:me )?how (?:much|far|many turns)[^.?!]{0,40}\b(?:turn|tighten|loosen|adjust)(?:ed)?\b[^.?!]*[?.!]?/iu;
const SCREWS = /\b(?:knobs?|screws?|wheels?|thumb ?(?:wheels?|screws?|nuts?))\b/iu;
/** "store the mesh that's loaded under the name glass" */
const MESH_NAMED =
  /\b(?:store|save|keep|stash|file) (?:the |this |my |that )?(?:current |loaded |active |new )?(?:bed )?mesh(?: (?:that['’]?s|which is|that is|i have|i just made) ?(?:loaded|active|in use)?(?: (?:right )?now)?)?(?: too| also)? (?:under|as|with) (?:the )?(?:(?:profile )?name|title|profile)(?: of)? (?=\S)/giu;
/** "no faster than 120 mm/s and accel 2000 tops" */
const NO_FASTER =
  /\b(?:no|not|never) (?:faster|quicker) than (\d+(?:\.\d+)?)(?: ?(?:mm\/s|mm per second|mms))?(?!\d| ?%| ?percent)/giu;
const ACCEL_TOPS =
  /\baccel(?:eration)?s?(?: of| at| to)? (\d{3,5})(?: ?mm\/s[²2^]*)?,? (?:tops|max(?:imum)?|at (?:the )?most|and no more)\b/giu;
const FOR_THIS_PRINT =
  /^\s*for (?:the (?:rest|remainder) of )?(?:this (?:one|print|job)|the (?:print|job)|it)\s*[:,]\s*/iu;
/** "take only that one back", "put the last step back" */
const THAT_BACK =
  /\b(?:take|put|move|bring|wind|turn) (?:only |just )?(?:that|the last|this)(?: last)?(?: one| step| bit| change)? back\b(?! (?:to|in|on|into|up|down)\b)/giu;
/** "measured the probe …, it's 42.5 to the left of the nozzle, not 40. fix that in printer.cfg" */
const PROBE_AT =
  /(?:^|(?<=[.;!?]\s))[^.;!?]*?\bprobe\b[^.;!?]*?\b(?:it is|it['’]s|its|sits|is)(?: actually| really)? (\d+(?:\.\d+)?) ?(?:mm )?(?:to the |on the )?(left|right|in front|front|behind|back)(?: of)?(?: the)? nozzle(?:,? not \d+(?:\.\d+)?)?[.,;:]?\s*(?:so )?(?:please |can you |could you )?(?:fix|correct|change|update|put|write|enter|set) (?:that|it|this) (?=in\b|into\b)/giu;
/** "mark at 120, told it to feed 100, and there's 27.5 left": so much came. */
const LEFT_OVER =
  /\bmark(?:ed)?(?: it| the filament)?(?: at)? (\d+(?:\.\d+)?) ?(?:mm)?\b(.*?)\b(\d+(?:\.\d+)?) ?(?:mm)? (?:is |are |was |were )?(?:left|remain\w*|over|to go)\b/iu;

/** A message with such wishes in their plain form. */
export const withPlainCalibrations = (text: string): string =>
  (SCREWS.test(text) ? text.replace(HOW_FAR_TO_TURN, '. Measure the bed screws.') : text)
    .replace(MESH_NAMED, 'save the mesh as ')
    .replace(FOR_THIS_PRINT, '')
    .replace(NO_FASTER, 'set the velocity limit to $1')
    .replace(ACCEL_TOPS, 'set the acceleration to $1')
    .replace(THAT_BACK, 'undo that')
    .replace(PROBE_AT, 'set the probe offset to $1 mm $2 ')
    .replace(LEFT_OVER, (_, mark: string, between: string, left: string) => {
      const came = Math.round((Number(mark) - Number(left)) * 100) / 100;
      return came > 0 ? `${between} but only ${came} mm came` : _;
    });
