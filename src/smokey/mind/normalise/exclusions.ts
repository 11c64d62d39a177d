/** Parts of a sentence that only say what is not meant: "… but leave the fan alone", ", not the cube". */

const JOINED = String.raw`(?:\s*[,;]\s*(?:and |but |whereas |while |whilst |och |men |und |aber |y |pero |et |mais )?|\s+(?:and|but|och|men|und|aber|y|pero|et|mais)\s+)(?:please\s+|just\s+)?`;
const WHY = String.raw`(?: (?:or|otherwise|else|because|cause|cos|so that|so) (?!(?:and|set|turn|heat|put|pause)\b)[^.,;!?]*)?`;
const END = String.raw`${WHY}(?=\s*(?:[,.;!?]|$|(?:and|or|nor) (?:not|do not|don['’]?t|never)\b))`;
const DONT = String.raw`(?:do not|don['’]?t|never)`;

/** "and don't touch the flow": a thing that stays as it is. */
const LEFT_ALONE = new RegExp(
  [
    String.raw`${JOINED}${DONT} (?:touch|change|alter|fiddle with|mess with|adjust|bother with|worry about|heat|move|use|include)\b[^,.;!?]*`,
    String.raw`${JOINED}leave? (?!it\b|that\b|this\b)(?:the |my )?[\p{L} ]{1,25}? (?:well )?(?:alone|be|as (?:it is|is|they are)|untouched|where it is)${END}`,
    String.raw`${JOINED}(?:the |my )?[\p{L}_. ]{1,25}? (?:left|stays?|remains?|(?:to|must|should|shall|is to|has to) (?:stay|remain|be left)) (?:well )?(?:alone|be|as (?:it is|is|they are)|untouched)${END}`,
    String.raw`${JOINED}(?:not|nor) (?:touch|change|alter|fiddle|mess|play|heat|move)\b[^,.;!?]*`,
    String.raw`${JOINED}keep (?:the |my )?(?!it\b|them\b|those\b|these\b|that\b|both\b|an? |going|printing|(?:new )?(?:values?|numbers?|results?|offset|mesh|settings?)\b)[\p{L}_. ]{1,25}?(?: safe| as it is)?${END}`,
    String.raw`${JOINED}keep (?:it|them|everything) (?:hot|warm|heated|there|still|as (?:it is|they are))${END}`,
    String.raw`${JOINED}(?:wait with|hold off (?:on|with)|skip) (?!it\b|that\b|this\b|them\b)(?:the |my )?(?!\p{L}+ (?:ones?|parts?|pieces?|objects?|copy)\b|(?:ones?|parts?|pieces?|objects?|number|no)\b)[\p{L}_. ]{1,25}?${END}`,
    String.raw`${JOINED}(?:rör inte|ror inte|no toques|ne touche[sz]? pas(?: à| a)?|touche pas(?: à| a)?|låt bli) [^,.;!?]*`,
    String.raw`${JOINED}(?:fass|lass) [^,.;!?]{1,25} (?:nicht an|in ruhe|so)${END}`,
  ].join('|'),
  'giu',
);

const LEFT_OUT = /(?:heat|move|include|use) (?:the |my )?([\p{L}\d]+)\s*$/iu;

const NO_NAME =
  '(?!now\\b|yet\\b|too\\b|so\\b|sure\\b|more\\b|less\\b|until\\b|if\\b|to\\b|that\\b|this\\b|much\\b|very\\b|working|sticking|only\\b|be\\b|sé\\b|gracias|espera)';
/** ", not the cube", "210 not 220", "instead of the nozzle". */
const CONTRASTED = new RegExp(
  [
    String.raw`(?:${JOINED}(?:not|inte|nicht|pas)|\s+(?:pero|y|sino) no) (?:the |a |my |den |det |das |die |el |la |le )?${NO_NAME}((?:[\p{L}\d._]+ ?){1,2}?)${END}`,
    String.raw`\s+not (?:the )?(v?\d[\w.]*)\b`,
    String.raw`\s+(?:instead of|rather than|i stället för|statt|en vez de|en lugar de|au lieu d[eu]) (?:the |my |la |le )?((?:[\p{L}\d._]+ ?){1,2}?)${END}`,
  ].join('|'),
  'giu',
);
const HEATER = '(?:heated |build )?(?:bed|plate|nozzle|hotend|chamber)';
const WITHOUT = new RegExp(String.raw`\s+without (?:heating )?(?:the |my )?(${HEATER})\b`, 'gi');
/** "not the nozzle, the bed: 65": what is meant follows. */
const FIRST =
  /^(?:no,? )?(?:not|inte|nicht|pas) (?:the |my |den |das |la |le )?[\p{L}\d._]+(?: [\p{L}\d._]+)?\s*[,;:-]\s+(?=[\p{L}\d])/iu;
/** "never mind the fan, set the speed": the matter that is dropped. */
const DROPPED =
  /^(?:never ?mind|forget(?: about)?) (?!it\b|that\b|this\b)(?:the |my )?\p{L}+(?: \p{L}+)?,\s+(?=\p{L})/iu;
const JUST = new RegExp(String.raw`^((?:please )?${DONT}\b[^,;.!?]*),\s*(?=just |only |but |instead )`, 'i');
/** "don't kill it just freeze it": two things, though no comma divides them. */
const ONLY_JUST = new RegExp(
  String.raw`(\b(?:dont|${DONT}) (?:\p{L}+ ){1,3}?(?:it|that|this|them|him|her)),? (?=(?:just|only|instead)\b)`,
  'giu',
);
/** What is meant of all, so that what is left out has to be said. */
const OF_ALL = /\b(?:all|everything|both|heaters?|preheat|pre-heat|warm up|heat up)\b/i;

/** A message without what it says is not meant; of "all" it is said as "except". */
export function withoutExclusions(text: string): string {
  const excepted = (whole: string, ...found: unknown[]): string => {
    const name = found.slice(0, 3).find((item) => typeof item === 'string') as string | undefined;
    return name && OF_ALL.test(text) ? ` except ${name.trim()}` : whole.startsWith(' ') ? ' ' : '';
  };
  const kept = text
    .replace(JUST, '$1; ')
    .replace(ONLY_JUST, '$1; ')
    .replace(FIRST, '')
    .replace(DROPPED, '')
    .replace(LEFT_ALONE, (whole) => {
      const name = LEFT_OUT.exec(whole)?.[1];
      return name && OF_ALL.test(text) ? ` except ${name}` : ' ';
    })
    .replace(WITHOUT, ' except the $1')
    .replace(CONTRASTED, excepted)
    .trim();
  return /\p{L}/u.test(kept) || /\d/.test(kept) ? kept : text;
}
