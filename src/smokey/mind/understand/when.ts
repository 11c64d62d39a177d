import { has, type Clause } from './clause.ts';

/** What a wish waits for: a layer, a share of the print, its end, a time, or a temperature. */
export type When = 'layer' | 'percent' | 'end' | 'time' | 'temperature';

const FROM =
  '(?:at|on|after|before|from|until|till|once|when|by|past|vid|efter|fore|pa|nar|bei|nach|vor|ab|wenn|sobald|en|al|despues de|cuando|antes de|a|apres|avant|des|quand)';
const LAYER_WORD = '(?:layers?|lagret|lager|lagen|schicht(?:en)?|capas?|couches?)';
const LAYER = new RegExp(
  `\\b${FROM} (?:[\\w.]+ ){0,4}?${LAYER_WORD}\\b|\\b${LAYER_WORD} \\d+ (?:is|ar|ist|esta|est)\\b`,
);

const DONE =
  '(?:done|finish\\w*|ends?|ended|complete\\w*|over|through|klar\\w*|fardig\\w*|slut|fertig|zu ende|durch|vorbei|termin\\w*|acab\\w*|fini\\w*)';
const END = [
  new RegExp(
    `\\b(?:when|whenever|once|after|as soon as|the moment|the minute|until|till|nar|sa fort|efter att|wenn|sobald|nachdem|cuando|en cuanto|una vez que|despues de que|quand|des que|une fois|lorsque)(?: \\w+){0,4}? ${DONE}\\b`,
  ),
  /\b(?:after|following|at the end of|efter|nach|despues de|al final de|apres|a la fin de) (?:this|the|that|my|current|dem|der|den|la|l|el|cette)? ?(?:current )?(?:print|job|one|utskriften|jobbet|druck|impresion|impression)\b/,
  /\bat the end$|\bwhen (?:i|we) (?:tell|say)\b/,
];
const TIME = [
  /\b(?:in|om|dans|dentro de|en|after|efter|nach) (?:about |around |another |ca |cirka |unos |environ |ungefahr )?(?:an?|half an?|en|ein(?:er)?|una?|une|a couple of|a few|nagra|ett par|ein paar|unos|quelques|una media|media|une demi|einer halben|en halv\w*|\d+(?:[.,]\d+)?) ?(?:more )?(?:secs?|seconds?|sekunde?r?|min|mins|minutes?|minuter|minuten|minutos?|h|hrs?|hours?|timm\w*|stunden?|horas?|heures?)\b/,
  /\b(?:at|by|around|klockan|kl|um|a las|vers) (?:\d{1,2}[:.]\d{2}|\d{1,2} ?(?:am|pm|a m|p m|o clock|uhr|h)\b|midnight|noon|night|lunch\w*|mitternacht|medianoche|minuit)\b/,
  /\b(?:klockan|um|a las) \d{1,2}\b/,
  /\b(?:tomorrow|tonight|later|this (?:evening|afternoon)|in the (?:morning|evening|afternoon)|next week|i morgon|ikvall|i kvall|senare|(?<!guten )morgen|spater|heute abend|manana|mas tarde|esta noche|demain|plus tard|ce soir)\b/,
  /\b(?:after|before) (?:lunch|dinner|breakfast|work|school|class|the lesson|bed(?:time)?)\b(?! \d)/,
];
const TEMPERATURE =
  /\b(?:when|once|as soon as|until|till|the moment|after|sobald|wenn|nar|sa fort|cuando|en cuanto|quand|des que)(?: \w+){0,4}? (?:reach\w*|hits?|gets? to|is (?:hot|warm|up to temp\w*|at temp\w*|at \d+|\d+|cool|cold|below|under|above)|drops?|cools?|cooled|heated|has cooled|nar|ar varm\w*|erreicht|warm ist|heiss ist|abgekuhlt|llegue|alcance|este caliente|atteint|est chaude?)\b/;

/** What a clause waits for; null when it is meant for now. "For ten minutes" is how long, not when. */
export function whenIn(clause: Clause): When | null {
  const text = clause.folded;
  if (LAYER.test(text) && !/\blayer heights?\b/.test(text)) return 'layer';
  if (END.some((pattern) => pattern.test(text))) return 'end';
  if (TEMPERATURE.test(text)) return hasPercent(clause) ? 'percent' : 'temperature';
  if (TIME.some((pattern) => pattern.test(text)) || afterSpan(clause) || waitsForPerson(clause))
    return 'time';
  return atPercent(clause) ? 'percent' : null;
}

/** "print it when I'm back", "start it at 8"; what shall be ready by then is begun now. */
const waitsForPerson = (clause: Clause): boolean =>
  has(clause, 'print', 'start') &&
  (/\bat (?:[1-9]|1[0-2])(?: (?:please|tonight|today|tomorrow))?$/.test(clause.folded) ||
    (PERSON_THERE.test(clause.folded) && !READY_BY_THEN.test(clause.folded)));
const PERSON_THERE =
  /\b(?:when|once|as soon as) (?:i|we) (?:am|are|get|come|arrive|leave|left|have (?:left|arrived))\b/;
const READY_BY_THEN = /\b(?:ready|hot|warm|done|finished|there|waiting|now)\b/;

/** "in ten minutes": a span behind a word that makes it a moment. */
const afterSpan = ({ terms }: Clause): boolean =>
  terms.some(
    ({ quantity }, index) =>
      quantity !== undefined &&
      (quantity.unit === 'min' || quantity.unit === 'h' || quantity.unit === 's') &&
      /^(?:in|after|om|dans|en|nach|efter)$/.test(terms[index - 1]?.text ?? ''),
  );

const hasPercent = ({ terms }: Clause): boolean => terms.some(({ quantity }) => quantity?.unit === 'percent');

/** "pause at 50 %": a share of the print, where the wish itself has no level. */
function atPercent(clause: Clause): boolean {
  if (!has(clause, 'pause', 'cancel', 'stop', 'swapfilament', 'exclude')) return false;
  return clause.terms.some(
    ({ quantity }, index) =>
      quantity?.unit === 'percent' && (clause.terms[index - 1]?.concepts.includes('to') ?? false),
  );
}
