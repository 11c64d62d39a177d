const LONGEST = 60;

/** A title from the first message: its first words, or the name of what came with it. */
export function titleFrom(text: string, attachmentNames: readonly string[]): string {
  const words = text
    .replace(/```[\s\S]*?(```|$)/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/[#*_`>[\]]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (/[\p{L}\p{N}]/u.test(words)) return shorten(words);
  return attachmentNames[0] ? shorten(attachmentNames[0]) : 'New conversation';
}

function shorten(words: string): string {
  const characters = [...words];
  if (characters.length <= LONGEST) return words;
  const cut = characters.slice(0, LONGEST - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > LONGEST / 2 ? cut.slice(0, space) : cut}…`;
}
