/** Switching off and on again is one wish, and what somebody would like is asked for however long the words are. */

const HOST = String.raw`(?:the |my |that |this )?(?:\p{L}+ ){0,2}?(?:pi|raspberry(?: pi)?|rpi|computer|host|server)(?: itself)?`;
const AGAIN = String.raw`(?:and|then|and then)(?: back)? on(?: again)?`;
/** "turn the pi off and on again". */
const OFF_AND_ON = new RegExp(
  [
    String.raw`\b(?:turn|switch|power|shut|put) (${HOST}) off ${AGAIN}`,
    String.raw`\b(?:turn|switch|power|shut|put) off ${AGAIN} (${HOST})`,
  ].join('|'),
  'giu',
);
/** "starte den pi neu": the two parts of one verb. */
const STARTE_NEU = /\bstarte?t? ((?:mal |bitte |den |die |das |meinen )*[\p{L}]{2,20}) neu\b/giu;
const REBOOTED =
  /\bstäng av (datorn|pi\p{L}*|raspberry\p{L}*) och (?:starta|slå på)(?: den)?(?: igen)?|\b(?:den )?(rechner|pi|raspberry)(?: pi)? aus und wieder an\p{L}*/giu;

/** "what I should now like is that the bed be hot": asked for. */
const WISHED =
  /(^|[.,;:!?]\s*)what (?:i|we)(?:['’]d| would| should)?(?: now| really| just)* (?:like|love|want|need)(?: now| you)?(?: to (?:see|have|do))? is (?:that |for |to |to have )?/giu;

/** "too bright, off with it": switched off. */
const OFF_WITH =
  /(^|[,;.!]\s*(?:and |so |now )?|\b(?:right|ok|okay|now|so|and) )(?:back )?off with (?=(?:it|that|them|this|the)\b)/giu;

/** "home, run a mesh, and when that has finished go to the corner": one after the other. */
const AND_THEN =
  /(?<=[\p{L}\d)][,;]?\s)(?:and |then )*(?:when|once|after|as soon as) (?:that|this|these|those|both|all that|all of that|the (?:mesh|homing|levelling|leveling|calibration|measurement|move))(?:['’]s| is| has| are| have)? (?:been )?(?:finished|done|complete|completed|over|through|ready)(?: with)?,? (?=(?!is\b|it\b|how\b|what\b|will\b)\p{L})/giu;
const ANY_WISH = /\b(?:home|run|do|make|heat|set|move|put|measure|probe|level|print|start)\b/i;

export const withPlainRestarts = (text: string): string =>
  text
    .replace(OFF_AND_ON, (_whole, first?: string, second?: string) => `reboot ${first ?? second}`)
    .replace(REBOOTED, (_whole, first?: string, second?: string) =>
      first ? 'starta om datorn' : `${second} neu starten`,
    )
    .replace(STARTE_NEU, '$1 neu starten')
    .replace(OFF_WITH, '$1turn off ')
    .replace(WISHED, '$1please ')
    .replace(AND_THEN, (whole: string, at: number, all: string) =>
      ANY_WISH.test(all.slice(0, at)) ? 'then ' : whole,
    );
