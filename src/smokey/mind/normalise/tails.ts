/** Little tails of courtesy and of purpose: they change nothing of what is wanted. */

const END = String.raw`(?=\s*(?:[,.;!?]|$))`;
const NO_RUSH = String.raw`(?:there(?:['’]s| is) )?no (?:rush|hurry|panic)`;
const COURTESY = new RegExp(
  String.raw`(?<=\S),?\s+(?:${[
    String.raw`(?:while|whilst|when|as) (?:you(?: are|['’]re)|ur) (?:at it|there|on it|about it)`,
    String.raw`if (?:you (?:would(?: be so (?:kind|good))?|please|could|can|may|will|do not mind|don['’]?t mind|get (?:a|the) chance)|(?:that|it)(?: is|['’]s) (?:ok|okay|all right|alright|possible|not too much trouble)|possible)`,
    String.raw`(?:i|we) (?:suppose|guess|think|reckon|should think|would say)`,
    String.raw`(?:or so|or thereabouts|give or take)`,
    String.raw`when(?:ever)? (?:you (?:have|get|find) (?:a |the )?(?:moment|minute|sec|second|chance|time)|you (?:can|like|are ready|want)|(?:it(?: is|['’]s) )?convenient(?: for you)?|it suits(?: you)?)`,
    String.raw`in the same (?:direction|way)|(?:the )?same way`,
    String.raw`(?:all )?(?:done|finished) for (?:today|tonight|the (?:day|night|evening))`,
    NO_RUSH,
    String.raw`in (?:that|this|the same) order`,
    String.raw`(?:directly|at once|straight ?away|right away|immediately)?,? ?(?:and )?(?:do not|don['’]?t|without|no need to|never) (?:ask|asking|confirm|confirming|bother asking|check(?:ing)? with me|wait(?:ing)? for (?:me|approval|confirmation))(?: me| us| first| again| for (?:approval|confirmation|permission))*`,
    String.raw`no (?:questions?|confirmations?|approval|cards?)(?: asked| needed| please)?`,
  ].join('|')})${END}`,
  'giu',
);
/** "no rush, but when you get a chance pause it": the courtesy stands in front. */
const FIRST = new RegExp(
  String.raw`^(?:(?:hi|hey|hello|ok|okay)[, ]+)?(?:(?:${[
    NO_RUSH,
    String.raw`(?:in|take) your(?: own)? time`,
    String.raw`when(?:ever)? (?:you (?:have|get|find) (?:a |the )?(?:moment|minute|sec|second|chance|time)|you(?: are|['’]re) (?:ready|free)|convenient|it suits(?: you)?)`,
    String.raw`if you (?:get|have|find) (?:a|the) (?:chance|moment|minute|sec|second)`,
    // a start is refused anyway where a print runs
    String.raw`(?:hello|hi|good \p{L}+)?(?: smokey)?[,.]? ?(?:if|as|since|when) (?:the printer|the machine|it|\p{L}+)(?: is|['’]s) (?:free|idle|not busy|available|not doing anything|not printing)(?: now| right now| today| this \p{L}+| at the moment| already)?`,
  ].join('|')})[,.:; ]+(?:but |and |so |then )?)+(?=\p{L})`,
  'iu',
);
/** "bed to sixty, would you?" */
const TAG = new RegExp(
  String.raw`(?<=\S),?\s+(?:would|will|could|can) you(?: please| kindly| mind)?\s*(?:\?|(?=[.!]|$))`,
  'giu',
);
/** "…, so it is ready when they come": what for, and nothing that is to be done. */
const PURPOSE =
  /(?<=\S),?\s+so (?:that )?(?:it|they|we|i|he|she|everyone|(?:the|my) (?!bed|nozzle|hotend|plate|heat|fan)\p{L}+)(?:['’]s|['’]re|['’]m|['’]ll| (?:is|are|am|can|could|will|knows?|does|do|gets?|has|have|might|would|stands?|sees?|fits?|sticks?|looks?))\b(?![^.;!?]*(?:\d|\b(?:need|needs|want|set|turn|switch|off|please|hundred|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b))[^.;!?,]*/giu;

/** ", the pupils arrive in ten minutes": why it is wanted; the time is theirs. */
const OTHERS_TIME =
  /(?<=\S),?\s+(?:(?:because|since|as|cause|cos) )?(?:the|my|our) (?!bed|nozzle|hotend|plate|heat|fan|print|light|speed|job|head|queue)\p{L}+(?: (?!but\b|and\b|or\b)\p{L}+)? (?:arrives?|comes?|leaves?|starts?|begins?|(?:is|are|will be) (?:coming|here|back|arriving|due))\b[^,.;!?]*(?=\s*(?:[,.;!?]|$))/giu;

/** "…, i'm done for tonight": that nobody stays, and no time for anything. */
const LEAVING =
  /(?<=\S),?\s+(?:(?:because|since|as|cos|cause|and) )?(?:i|we)(?:['’]?m| am|['’]?re| are)? (?:all )?(?:done|finished|through|off|heading (?:off|home)|calling it (?:a day|a night)|packing up) ?(?:(?:for|till|until) )?(?:tonight|today|the (?:day|night|evening|weekend)|now|tomorrow|home|to bed)?(?=\s*(?:[.,;!]|$))/giu;

/** A message without its tails of courtesy, and without what a wish is for. */
export function withoutTails(text: string): string {
  const plain = text.replace(FIRST, '').replace(COURTESY, '').replace(TAG, ' please');
  return plain.includes('?')
    ? plain
    : plain.replace(PURPOSE, '').replace(OTHERS_TIME, '').replace(LEAVING, '');
}
