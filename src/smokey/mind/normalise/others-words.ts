/** Who is quoted, or what is to be done with words that are not the person's own wish. */
const LEADS =
  /\b(?:said|says|(?<!\bi )(?:texted|texts|messaged|emailed|yell(?:s|ed|ing)|shout(?:s|ed|ing)|scream(?:s|ed|ing)|typed|mutter(?:s|ed)|whisper(?:s|ed)|replied|commented|joked|sang|sing(?:s|ing)|demand(?:s|ed)|insist(?:s|ed))|wrote|writes|posted|states|reads|recommends|suggests|tells? (?:me|us|you)|told (?:me|us)|(?:read|found|saw|got|sent me) (?:this|that|it)|this is from [^:\n]{1,40}|according to [^:,\n]{1,40}|translate(?: this)?|summari[sz]e(?: this)?|rephrase(?: this)?|explain this)\b[^:.!?\n]{0,30}:\s*(?=\S)/i;
/** Things that speak without a colon; what they say is asked about in the next sentence. */
const SOURCES =
  /\b(?:label|box|spool|packaging|manual|wiki|tutorial|guide|forum|reddit|article|video|datasheet|maker|manufacturer|website|teacher|friend|colleague|brother|sister|dad|mum|mom)\b[^.?!\n]{0,20}\b(?:says?|said|recommends?|suggests?|states|tells (?:me|us|you)(?: to)?|told (?:me|us)(?: to)?)\s+(?=\S)/i;
/** "…, could you set those two?": their words are made the person's own. */
const ADOPTED =
  /\b(?:can|could|would|will) (?:you|we)(?: please| just)? (?:set|use|put|do|go|heat|take|apply|enter|dial)\b/i;
const QUOTED_LINE = /^[ \t]*>[ \t]*(\S.*)$/gm;
const HAS_QUOTES = /["“”„«»]/;
const LONGEST = 180;

/**
 * Puts quotes round what others said and the person only shows: lines behind `>`, words behind "my teacher said:",
 * and what a label or a guide says when a question about it follows. Quoted words are no wish.
 */
export function quoteOthers(text: string): string {
  const lines = text.replace(QUOTED_LINE, (_line, words: string) => quote(words));
  if (HAS_QUOTES.test(lines)) return lines;
  const lead = LEADS.exec(lines);
  if (lead) return quotedFrom(lines, lead.index + lead[0].length);
  const source = SOURCES.exec(lines);
  if (!source) return lines;
  const from = source.index + source[0].length;
  const behind = lines.slice(from);
  if (/^\d/.test(behind)) return lines; // a value that is told, and may be taken up
  const asked = /[.!;\n].*\?/s.test(behind) && !ADOPTED.test(behind);
  return asked ? quotedFrom(lines, from) : lines;
}

/** To the end of the sentence; a point inside a number does not end it. */
function quotedFrom(text: string, from: number): string {
  const length = text.slice(from).search(/[.!?;](?!\d)|\n|$/);
  return `${text.slice(0, from)}${quote(text.slice(from, from + length))}${text.slice(from + length)}`;
}

const quote = (words: string): string => `"${words.replace(/["“”„«»]/g, '').slice(0, LONGEST)}"`;
