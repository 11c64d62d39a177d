/** What is told beside a wish or round about it: reasons, circumstances, and numbers in other dress. */

/** "electricity costs a fortune, …": why; nothing of it is a power device. */
const COSTS =
  /^\s*(?:the |our |my )?(?:electricity|power|energy)(?: bills?| prices?)? (?:costs?|is|are|was|has|have) [^.,;!?]*[.,;!]\s*(?:so )?(?=\p{L})/iu;
/** "switch the heating off on that thing": which printer, not on or off. */
const ON_THAT =
  /\b(off|down|up) on (?:that|this|the) (?:thing|machine|printer|box|beast|one)\b(?! by\b| to\b)/giu;
/** "hold until it is really there", "only then the nozzle": the plan waits for the heat by itself. */
const UNTIL_THERE =
  /[,;]?\s*(?:(?:and|then) )?(?:hold|wait|stay)(?: there| it)? (?:until|till|for) (?:it|that|the (?:bed|plate|nozzle|hot ?end))(?: is|['’]s| has)?(?: \p{L}+ly)? (?:there|reached|hot|up to temp\p{L}*|at temp\p{L}*)(?=\s*(?:[,.;]|$))/giu;
const ONLY_THEN = /[,;.]\s*(?:and )?only (?:then|after that|afterwards)\s+/giu;
/** "245/100 pls": nozzle and bed. */
const PAIR =
  /(?<![\d/.:])(1[6-9]\d|2\d\d) ?(?:°c?|c)? ?[/&+] ?([3-9]\d|1[0-2]\d)(?: ?(?:°c?|c))?(?![\d/%:])(?=[,.! ]*(?:pls|plz|please|thanks|thx|ta|cheers|now|for me|then|k)*[.! ]*$)/iu;
const NUMBER = String.raw`\d+(?:\.\d+)?|a couple(?: of)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty`;
const HEATER = String.raw`(?:the |my )?(?:nozzle|hot ?end|extruder|print ?bed|bed|plate|chamber)(?: temp(?:erature)?)?`;
/** "take ten off the hot end", "put another 5 on the bed" */
const OFF_HEATER = new RegExp(
  String.raw`\b(?:take|knock|shave|drop|get|cut|trim|lop) (?:about |another |some |maybe )?(${NUMBER})(?: ?(?:degrees?|deg|°c?|c))? off (?:of )?(${HEATER})\b`,
  'giu',
);
const ON_HEATER = new RegExp(
  String.raw`\b(?:put|stick|add|slap) (?:about |another |an extra )?(${NUMBER})(?: ?(?:degrees?|deg|°c?|c))?(?: more| extra)? (?:on|onto|to) (${HEATER})\b`,
  'giu',
);

/** A message without what is told beside its wishes, its numbers in plain form. */
export const withoutTold = (text: string): string =>
  text
    .replace(COSTS, '')
    .replace(ON_THAT, '$1')
    .replace(UNTIL_THERE, '')
    .replace(ONLY_THEN, ', then ')
    .replace(PAIR, 'set the nozzle to $1 and the bed to $2')
    .replace(OFF_HEATER, 'lower $2 by $1 degrees')
    .replace(ON_HEATER, (whole: string, number: string, heater: string) =>
      Number(number) > MOST_MORE ? whole : `raise ${heater} by ${number} degrees`,
    );
/** "put 60 on the bed" is a target. */
const MOST_MORE = 25;
