/** Folds what people type differently into one spelling, before anything is understood. */

import { withPlainFractions } from './fractions.ts';

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** The longest message that is read; more than that is a pasted log or noise, and its start is enough. */
export const LONGEST_READ = 6_000;

/** Whole clean-up: control characters out, quotes and dashes unified, spaces collapsed, letters kept. */
export function cleanText(text: string): string {
  return text
    .slice(0, LONGEST_READ)
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[’‘`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐‑–—]/g, '-')
    .replace(/…/g, '...')
    .replace(/[\u00a0\u202f\t]/g, ' ');
}

/** Lower case without accents, so that "nödstopp" and "nodstopp" are one word. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'o')
    .replace(/œ/g, 'oe')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
}

const CONTRACTIONS: [RegExp, string][] = [
  [/\b(can)'?t\b/gi, 'can not'],
  [/\bcannot\b/gi, 'can not'],
  [/\bwon'?t\b/gi, 'will not'],
  [/\b(do|does|did|is|are|was|were|has|have|had|would|could|should|must|need)n'?t\b/gi, '$1 not'],
  [/\bain'?t\b/gi, 'is not'],
  [/\blet'?s\b/gi, 'let us'],
  [
    /\b(what|where|how|who|when|why|that|it|there|here|he|she|everything|nozzle|bed|print|printer|which)'s\b/gi,
    '$1 is',
  ],
  [/\b(what|where|how|who|when|that|there|here)s\b/gi, '$1 is'],
  // "the corner's lifting", "the fan's too loud"; "the printer's name" stays as it is
  [
    /\b(\p{L}{3,})'s (?=(?:\p{L}{2,}ing|not|too|so|very|still|quite|rather|way|a bit|a little|gone|got|been|on|off|hot|cold|warm|nice|dead|stuck|broken|finished|squashed|at)\b)/giu,
    '$1 is ',
  ],
  [/\b([\p{L}\d]+_[\p{L}\d_]+)'s (?=\p{L})/giu, '$1 is '], // a name: "cube_2's loose"
  [/(?<=^|the |what )%(?=\s*(?:\?|$|done|left))/gi, 'percent'],
  [/\bwhat'?re\b/gi, 'what are'],
  [/\b(i)'?m\b/gi, '$1 am'],
  [/\b(you|we|they)'re\b/gi, '$1 are'],
  [/\btheyre\b/gi, 'they are'],
  [/\b(i|you|we|they|it|he|she|that)'ll\b/gi, '$1 will'],
  [/\b(i|you|we|they|it|he|she)'d\b/gi, '$1 would'],
  [/\b(i|you|we|they)'ve\b/gi, '$1 have'],
  [/\bits (?=not|still|just|too|so|been|in|a|an|the|very)\b/gi, 'it is '],
  [/\bits (?=done|finished|ready|cold|hot|over|printing|paused|stuck|at\b)/gi, 'it is '],
  [/\btil\b/gi, 'till'],
  [/\by'?all\b/gi, 'you all'],
  [/\bgimme\b/gi, 'give me'],
  [/\blemme\b/gi, 'let me'],
  [/\bgonna\b/gi, 'going to'],
  [/\bwanna\b/gi, 'want to'],
  [/\bgotta\b/gi, 'got to'],
  [/\b(pls|plz|plse|pleez)\b/gi, 'please'],
  [/\bdunno\b/gi, 'do not know'],
  [/\bwat\b|\bwut\b|\bwhut\b/gi, 'what'],
  [/\bw(?:hitch|ich|hcih)\b/gi, 'which'],
  [/\bwats\b|\bwots\b|\bwot is\b/gi, 'what is'],
  [/\bthx\b|\btnx\b/gi, 'thanks'],
  [/\b(rn)\b/gi, 'right now'],
  [/\bu\b/gi, 'you'],
  [/\bur\b/gi, 'your'],
];

const VERSIONS: Record<string, number> = { one: 1, two: 2, three: 3, four: 4, five: 5 };

const COUNTS = 'zero one two three four five six seven eight nine ten'.split(' ');
const DIGIT = '(?:zero|oh|nought|naught|one|two|three|four|five|six|seven|eight|nine)';
/** Words behind which "point" is no decimal point, or the number is a longer one. */
const NO_DECIMAL = `this|that|some|which|what|${DIGIT}|\\w+ty|ten|hundred`;
const SPOKEN_DECIMAL = new RegExp(
  `(?<!\\b(?:${NO_DECIMAL}) )\\b(?:(${DIGIT}|ten|\\d+) )?point ((?:${DIGIT}\\b ?)+)`,
  'gi',
);

/** "point four" is 0.4, "one point eight five" 1.85. */
function decimalOf(whole: string | undefined, digits: string): string {
  const digit = (word: string): string => String(Math.max(0, COUNTS.indexOf(word.toLowerCase())));
  const before = whole === undefined ? '0' : /^\d/.test(whole) ? whole : digit(whole);
  return `${before}.${digits.trim().split(' ').map(digit).join('')}${digits.endsWith(' ') ? ' ' : ''}`;
}

const PARTS: Record<string, number> = { tenth: 10, hundredth: 100, thousandth: 1000 };

/** "three hundredths" is 0.03. */
function fractionOf(count: string, part: string): number {
  const word = COUNTS.indexOf(count.toLowerCase());
  const number = word > 0 ? word : Number(count) || 1;
  return number / (PARTS[part.toLowerCase()] ?? 1);
}

/** Opens contractions ("don't" → "do not", "l'impression" → "l impression"); the case of letters may change. */
export function expandContractions(text: string): string {
  const opened = CONTRACTIONS.reduce(
    (all, [pattern, full]) => all.replace(pattern, full),
    withPlainFractions(text),
  );
  return opened
    .replace(
      /\bversion (one|two|three|four|five|\d+)\b/gi,
      (_, n: string) => `v${VERSIONS[n.toLowerCase()] ?? n}`,
    )
    .replace(SPOKEN_DECIMAL, (_, whole: string | undefined, digits: string) => decimalOf(whole, digits))
    .replace(/\b(?:minus|less) (?=\d)/gi, '-')
    .replace(
      /\b(a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+) (hundredth|tenth|thousandth)s?(?: of a (?:millimet\w+|mm))?(?! of)/gi,
      (_, count: string, part: string) => `${fractionOf(count, part)} mm`,
    )
    .replace(/(\p{L})'(\p{L})/gu, '$1 $2')
    .replace(/(\p{L}{3,})-(l[ae]s?|moi)(?!\p{L})/gu, '$1 $2') // "éteins-la"
    .replace(/(?<!\p{L})(\p{L}*[áéíó]\p{L}*[aei])(l[ao]s?)(?!\p{L})/gu, '$1 $2'); // "apágala"
}
