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

/** "of the bed?": as "and the bed?" */
const OF_PART =
  /^\s*(?:of|for|on|about|from) (?:the |my )?((?:print ?)?bed|plate|nozzle|hot ?end|chamber|part fan|fan)\s*([?.!]*)\s*$/iu;

/** "leave the vase out, the customer withdrew": not among what is wanted. */
const LEFT_OUT =
  /(?:^|[.,;!])\s*(?:and |but |please )*(?:leave|keep) (?:the |my )?([\p{L}\d_. ]{2,30}?) out(?: of (?:it|this|the queue))?(?:,[^.;!]*)?(?=\s*(?:[.;!]|$))/giu;
/** "queue only" */
const QUEUE_ONLY = /[.,;]\s*(?:just |only )?(?:the )?queue only(?:,[^.;!]*)?(?=\s*(?:[.;!]|$))/giu;
/** "queue X, then Y behind it" */
const BEHIND_IT =
  /\b(queue\b[^.;!?]*?)(?:,? (?:and )?then ([^.;!?]*?))? (?:right )?(?:behind|after) (?:it|that)(?=\s*(?:[.,;!]|$))/giu;
/** "hands off printer_psu" */
const HANDS_OFF = /\b(?:keep (?:your |ya )?)?hands off (?:of |from )?(?=\p{L})/giu;

/** "på lappen står det "tryck nödstopp om det ryker"": what is written there is no wish. */
const WRITTEN =
  /(?:^|(?<=[.!?]))\s*(?:på|vid|i|auf|an|am|en|sur|à) [^.!?"“„«]{3,50} (?:står det|stod det|steht|stand|dice|pone|ponía|est écrit) *:? *["“„«»][^"“”„«»]{8,}["”“»][.!]?\s*/giu;
/** "check the bed. if it is above 50, …", "only if …: …, otherwise leave it": the condition, plainly. */
const CHECK_FIRST =
  /^\s*(?:please )?(?:check|look at|have a look at|see) (?:the |my )?(?:bed|nozzle|hot ?end|plate|chamber|temps?|temperatures?)[.,;:]\s*(?=(?:only )?if\b)/iu;
const ONLY_IF = /^\s*(?:and |but )?only if ([^:,.;]+):\s*/iu;
const OTHERWISE =
  /[,.;]\s*(?:otherwise|else|if not),? (?:leave|keep|do not|don['’]?t) (?:touch |change )?(?:it|everything|things|all)(?: (?:alone|be|as (?:it is|is|they are|before)))?(?=\s*(?:[.,;!]|$))/giu;
/** "no homing please, is already done": homed already. */
const NO_HOMING =
  /^\s*no (?:homing|home|g28)(?: please| needed| now)*(?:,? (?:it )?(?:is|was|has been) (?:already )?(?:done|homed))?[.,;]\s*(?=\p{L})/iu;
const REST_STAYS =
  /[,;.]\s*(?:the )?(?:rest|others?|other axes) (?:stays?|remains?|unchanged)(?: (?:put|where (?:it is|they are)|as (?:it is|they are)|the same))?(?=\s*(?:[.,;!]|$))/giu;
/** "speed to 120, no, that'll ring in the corners, say 110": why not, and what instead. */
const RATHER =
  /(?<=[\p{L}\d%])[,.…\s]+(?:hm+,? )?no,? (?:that|it)(?:['’]ll| will| would|['’]d|['’]s| is)\b[^,.;\d]{2,50}[,.;]\s*(?:so |rather |then )?(?:say|make it|let['’]?s say|better|go) (?=\d)/giu;

/** "got my flat glass on today and …": how it stands. */
const GOT_ON =
  /^\s*(?:i )?(?:just )?(?:got|have) (?:my|the|a|some|an) (?:\p{L}+ ){1,3}(?:on|in|installed|fitted|mounted)(?: (?:today|now|yesterday|finally|at last|here))*(?:\s*[,.;!]\s*|\s+and\s+)(?=\p{L})/iu;

/** A condition without what is to be looked at for it, and without that nothing is done otherwise. */
export const withPlainConditions = (text: string): string =>
  text.replace(CHECK_FIRST, '').replace(ONLY_IF, 'if $1, ').replace(OTHERWISE, '');

/** A message without what is told beside its wishes, its numbers in plain form. */
export const withoutTold = (text: string): string =>
  withPlainConditions(text)
    .replace(COSTS, '')
    .replace(GOT_ON, '')
    .replace(WRITTEN, '')
    .replace(NO_HOMING, '')
    .replace(REST_STAYS, '')
    .replace(RATHER, ', no wait, ')
    .replace(LEFT_OUT, '')
    .replace(QUEUE_ONLY, '')
    .replace(BEHIND_IT, (_, first: string, second?: string) => (second ? `${first} and ${second}` : first))
    .replace(HANDS_OFF, 'do not touch ')
    .replace(OF_PART, 'and the $1$2')
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
