/** Little tails of courtesy and of purpose: they change nothing of what is wanted. */

const END = String.raw`(?=\s*(?:[,.;!?]|$))`;
const COURTESY = new RegExp(
  String.raw`(?<=\S),?\s+(?:${[
    String.raw`(?:while|whilst|when|as) (?:you(?: are|['’]re)|ur) (?:at it|there|on it|about it)`,
    String.raw`if (?:you (?:would(?: be so (?:kind|good))?|please|could|can|may|will|do not mind|don['’]?t mind|get (?:a|the) chance)|(?:that|it)(?: is|['’]s) (?:ok|okay|all right|alright|possible|not too much trouble)|possible)`,
    String.raw`(?:i|we) (?:suppose|guess|think|reckon|should think|would say)`,
    String.raw`(?:or so|or thereabouts|give or take)`,
    String.raw`when (?:you (?:have|get|find) (?:a|the) (?:moment|minute|sec|second|chance|time)|convenient|it suits you)`,
  ].join('|')})${END}`,
  'giu',
);
/** "bed to sixty, would you?" */
const TAG = new RegExp(
  String.raw`(?<=\S),?\s+(?:would|will|could|can) you(?: please| kindly| mind)?\s*(?:\?|(?=[.!]|$))`,
  'giu',
);
/** "…, so it is ready when they come": what for, and nothing that is to be done. */
const PURPOSE =
  /(?<=\S),?\s+so (?:that )?(?:it|they|we|i|he|she|everyone|(?:the|my) (?!bed|nozzle|hotend|plate|heat|fan)\p{L}+)(?:['’]s|['’]re|['’]m|['’]ll| (?:is|are|am|can|could|will|knows?|does|do|gets?|has|have|might|would|stands?|sees?|fits?|sticks?|looks?))\b(?![^.;!?]*(?:\d|\b(?:need|needs|want|set|turn|switch|off|please|hundred|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b))[^.;!?,]*/giu;

/** A message without its tails of courtesy, and without what a wish is for. */
export function withoutTails(text: string): string {
  const plain = text.replace(COURTESY, '').replace(TAG, ' please');
  return plain.includes('?') ? plain : plain.replace(PURPOSE, '');
}
