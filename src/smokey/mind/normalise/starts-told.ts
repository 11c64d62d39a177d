/** Ways to say that a print is to start, wait its turn or go on, which have a plainer one. */

/** "kick the planet gear off", "kick it off" */
const KICK_OFF =
  /\bkick(?:ing)? (?:off ((?:the |that |this |my |our )?[\p{L}\d_.-]+(?: [\p{L}\d_.-]+)?)|((?:the |that |this |my |our )?[\p{L}\d_.-]+(?: [\p{L}\d_.-]+)?) off)(?=\s*(?:[,.;!?]|$|please|pls|now|for me|when|as soon|then))/giu;
/** "put on whatever file takes the longest" */
const PUT_ON =
  /\b(?:put|stick|throw|bung|chuck) on (?=(?:whatever|whichever|the (?:file|one|print|job|model) (?:that|which|with)|the (?:longest|shortest|quickest|newest|latest|oldest|biggest|smallest))\b)/giu;
/** "while it's busy with the boat line up the vase": what it does now is no part of what is wanted. */
const WHILE_BUSY =
  /\b(?:while|whilst|as|since|seeing as) (?:it|she|he|that one|the (?:printer|machine))(?:['’]s| is)(?: still| already)? (?:busy|at it|working|going|printing|running|occupied)(?: (?:with|on) (?:the |that |my |this )?[\p{L}\d_ -]+?)?,? (?=(?:please |can you |could you |just )?(?:line up|queue|add|put|stick|enqueue)\b)/giu;
/** "un pause" */
const UN_PAUSE = /\bun[ -](?=paus)/giu;
/** "the boat behind it so it's on deck", "so it is next": why. */
const NEXT_UP =
  /,? so (?:that )?(?:it|that|this)(?:['’]s| is|['’]ll be| will be) (?:on deck|next(?: up| in line)?|ready|lined up|good to go|waiting)(?=\s*(?:[,.;!]|$))/giu;

/** A message with such starts in their plain form. */
export const withPlainStarts = (text: string): string =>
  text
    .replace(KICK_OFF, (_, after?: string, before?: string) => `print ${after ?? before}`)
    .replace(PUT_ON, 'print ')
    .replace(WHILE_BUSY, '')
    .replace(NEXT_UP, '')
    .replace(UN_PAUSE, 'un');
