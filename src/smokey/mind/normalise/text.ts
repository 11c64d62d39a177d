/** Folds what people type differently into one spelling, before anything is understood. */

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
  [/\b(can)'?t\b/g, 'can not'],
  [/\bcannot\b/g, 'can not'],
  [/\bwon'?t\b/g, 'will not'],
  [/\b(do|does|did|is|are|was|were|has|have|had|would|could|should|must|need)n'?t\b/g, '$1 not'],
  [/\bain'?t\b/g, 'is not'],
  [/\blet'?s\b/g, 'let us'],
  [
    /\b(what|where|how|who|when|why|that|it|there|here|he|she|everything|nozzle|bed|print|printer|which)'s\b/g,
    '$1 is',
  ],
  [/\b(what|where|how|who|when|that)s\b/g, '$1 is'],
  [/\bwhat'?re\b/g, 'what are'],
  [/\b(i)'?m\b/g, '$1 am'],
  [/\b(you|we|they)'re\b/g, '$1 are'],
  [/\b(i|you|we|they|it|he|she|that)'ll\b/g, '$1 will'],
  [/\b(i|you|we|they|it|he|she)'d\b/g, '$1 would'],
  [/\b(i|you|we|they)'ve\b/g, '$1 have'],
  [/\bgimme\b/g, 'give me'],
  [/\blemme\b/g, 'let me'],
  [/\bgonna\b/g, 'going to'],
  [/\bwanna\b/g, 'want to'],
  [/\bgotta\b/g, 'got to'],
  [/\b(pls|plz|plse|pleez)\b/g, 'please'],
  [/\bdunno\b/g, 'do not know'],
  [/\bwat\b|\bwut\b|\bwhut\b/g, 'what'],
  [/\bwats\b|\bwots\b|\bwot is\b/g, 'what is'],
  [/\bthx\b|\btnx\b/g, 'thanks'],
  [/\b(rn)\b/g, 'right now'],
  [/\bu\b/g, 'you'],
  [/\bur\b/g, 'your'],
];

/** Opens contractions ("don't" → "do not", "l'impression" → "l impression"); the case of letters may change. */
export function expandContractions(text: string): string {
  const opened = CONTRACTIONS.reduce(
    (all, [pattern, full]) => all.replace(new RegExp(pattern, 'gi'), full),
    text,
  );
  return opened.replace(/(\p{L})'(\p{L})/gu, '$1 $2');
}
