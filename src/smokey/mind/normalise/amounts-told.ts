/** Numbers that are told rather than ordered: "70 is a bit much, 62 will do", "warm? like 65". */

const NUMBER = String.raw`\d+(?:[.,]\d+)?(?: ?(?:mm|cm|degrees?|deg|percent|%|°c?|c\b))?`;
const SO_MUCH = String.raw`(?:much|far|high|low|hot|warm|cold|fast|slow|little|strong|weak|loud|bright|close|hard)`;
const RATHER = String.raw`(?:(?:a (?:bit|little|touch|tad|lot)|way|far|much|rather|probably|still|just|really|maybe) )*`;

/** "62 will do", "4 is plenty": the number that is wanted, said for itself. */
const ENOUGH = new RegExp(
  String.raw`(^|[,.;!:]\s*(?:(?:so|but|and|i think|i guess|i['’]d say|let['’]?s say|say)[, ]+)?)(${NUMBER})(?:['’]ll| will| would| should| ought to)?(?: be| is| are|['’]s)? (?:(?:just|quite|really) )?(?:do(?: it| nicely| for now| fine)?|plenty|enough|sufficient|suffice|adequate|more like it|(?:fine|ok|okay|good|better|perfect)(?! (?:for|with|as|at)\b))(?: for (?:what (?:remains|is left)|the rest(?: of it)?))?(?=\s*(?:[,.;!]|$))`,
  'giu',
);
/** "too far, …" before it: why. */
const TOO_MUCH = new RegExp(
  String.raw`^\s*((?:(?:hm+|oh|ah|no|nah|whoa|ok|okay|sorry|oops|actually|wait)[,.! ]+)*)(?:(?:that|it)(?:['’]s| is| was) )?${RATHER}(?:too )?${SO_MUCH}(?: for [^,.;!?]{2,40})?[,.;!]+\s*(?:so |but )?(?=make it )`,
  'iu',
);
/** "too hot, 210": what it is to be instead. */
const TOO_SO =
  /^\s*((?:(?:oh|hm+|no|ok(?:ay)?|ah|sorry|oops|wait|whoa|hey)[,. ]+)*)(?:(?:that|it)(?:['’]s| is) )?(?:way |a bit |a little |far |much |still )?too (?:hot|cold|warm|cool|high|low|much|little)[,;. ]+(?:so |try |go |use |do |take |let['’]?s say |say )?(?=\d+(?:[.,]\d+)? ?(?:degrees?|deg|°c?|c|percent|%|mm)?(?: (?:please|then|instead))?\s*[.!]*$)/iu;
/** "sorry, misread the label. It says 208." */
const MISREAD =
  /\b(?:mis-?read|read (?:it|that|the \p{L}+) wrong|wrong (?:label|spool|line|column|row|number)|looked at the wrong|typo)\b[^.;!?]*[.;!,]\s*(?:it|the (?:label|spool|box|bag|sticker)|that|this one)(?: actually| really)? (?:says|reads|said|is|wants|needs|was)(?: actually)? (?=\d)/giu;
/** "can you warm it? like 65": how much, behind the question. */
const LIKE = new RegExp(
  String.raw`(?<=\p{L})\s*\?\s*(?:like|say|maybe|about|around|roughly|perhaps|i think|something like|to) (?:to )?(${NUMBER})\s*(?:or so|ish|please)?\s*[?.!]*\s*$`,
  'iu',
);
/** "too slow, go 120" */
const TOO_SLOW =
  /\b(?:(?:that|it|this)(?:['’]s| is) )?(?:a bit |way |far |much )?too (?:slow|fast),? (?:so )?(?:please )?(?:go|make it|run(?: it)?|try|do|take it|put it|set it) (?:at |to |down to |up to )?(\d{2,3}) ?(?:%|percent)?(?=\s*(?:[,.;!]|$))/giu;
/** "25 in plus y" */
const WAY_BEHIND =
  /\b(\d+(?:\.\d+)?)(?: ?mm)?(?: more)? (?:in|along|on|towards?|to) (?:the )?(plus|minus|positive|negative|\+|-) ?([xyz])\b/giu;
/** "x 200, y stays where it is" */
const AXIS_STAYS =
  /[,;]?\s*(?:(?:and|but|with|while) )?(?:(?:leave|keep) [xyz](?: and [xyz])? (?:where (?:it is|they are)|as (?:it is|is|they are)|alone|the same|put)|[xyz](?: and [xyz])? (?:stays?|remains?|unchanged|can stay)(?: (?:where (?:it is|they are)|the same|put|as (?:it is|is|they are)|there|unchanged))?)(?=\s*(?:[,.;!]|$))/giu;

/** A message in which such numbers are ordered. */
export function withPlainAmounts(text: string): string {
  const plain = text
    .replace(TOO_SO, '$1make it ')
    .replace(TOO_SLOW, 'set the speed to $1 percent')
    .replace(LIKE, ' to $1?')
    .replace(
      WAY_BEHIND,
      (_, value: string, way: string, axis: string) =>
        `${axis} ${/^(?:minus|negative|-)$/i.test(way) ? 'minus' : 'plus'} ${value}`,
    )
    .replace(MISREAD, 'no wait, make it ');
  const moved = /\d/.test(plain.replace(AXIS_STAYS, '')) ? plain.replace(AXIS_STAYS, '') : plain;
  if (moved.includes('?')) return moved;
  return moved.replace(ENOUGH, '$1make it $2').replace(TOO_MUCH, '$1');
}
