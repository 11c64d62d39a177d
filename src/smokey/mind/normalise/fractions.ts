/** Numbers in words that are written in more than one: "fifty-five", "a third", "two fifths". */

const TENS = 'twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety';
const ONES = 'one|two|three|four|five|six|seven|eight|nine';
const HYPHENATED = new RegExp(String.raw`\b(${TENS})-(${ONES})\b`, 'gi');
const PARTS: Readonly<Record<string, number>> = { third: 3, fifth: 5 };
const COUNTS = ['', 'one', 'two', 'three', 'four'];
const PART =
  /\b(a|one|two|three|four) (third|fifth)s?\b(?! (?:time|one|print|copy|file|party|of a (?:mm|millimet\w*)|mm|millimet\w*|attempt|try|printer|row))/gi;

const LENGTH = String.raw`(?=(?:inch|cm|centimet\w+|mm|millimet\w+)\b)`;
const HALF_OF_ONE = new RegExp(String.raw`\bhalf an? ${LENGTH}`, 'gi');
/** "an inch", "a centimetre", and not "a hundredth of a millimetre". */
const ONE_OF = new RegExp(String.raw`(?<!\bof )\b(?:a|an|one) ${LENGTH}`, 'gi');

/** "fifty-five" as two words, "a third" as percents. */
export const withPlainFractions = (text: string): string =>
  text
    .replace(HYPHENATED, '$1 $2')
    .replace(HALF_OF_ONE, '0.5 ')
    .replace(ONE_OF, '1 ')
    .replace(PART, (_, count: string, part: string) => {
      const many = Math.max(1, COUNTS.indexOf(count.toLowerCase()));
      return `${Math.round((100 * many) / PARTS[part.toLowerCase()]!)} percent`;
    });
