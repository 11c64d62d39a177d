/** Questions behind "I was only wondering", "just": what stands before them is no part of them. */

const QUESTION = String.raw`(?=(?:what|whether|if|how|where|when|which|who|that (?:both|all|the|it|everything))\b)`;
const MERELY = '(?:only|just|merely|simply|actually|really)';
/** "I merely wondered what", "only I am asking whether", "I only want to see that": with a word for how little it is. */
const ASKING = new RegExp(
  String.raw`(?:^|[,.;:!?]\s*|\s+)(?:(?:and|but|so|rather),? )?(?:${MERELY} (?:i|we)(?:['’]m| am| are| was| were)?|(?:i|we)(?:['’]m| am| are| was| were|['’]d)? ${MERELY}|${MERELY})(?: ${MERELY})* (?:wonder(?:ed|ing)?|asking(?: you)?|ask|curious|interested|(?:want|wanted|need|needed|like|wish|trying) to (?:know|see|check|hear|ask|find out|learn|be sure|make sure))(?: about)?,? ${QUESTION}(?:that )?`,
  'giu',
);
/** "leave the heaters alone, just what are we at": a new sentence. */
const BEHIND =
  /(?:[,;:]|\s[-–—])\s*(?:but )?(?:just|only|simply) (?=(?:what['’]?s?|how|is|are|does|do|did|where|when|which|tell|show|give me)\b)/giu;
/** "need the percentage, nothing else" */
const ALONE =
  /,?\s+(?:(?:and|but) )?(?:nothing (?:else|more)|that['’]?s all|that is all)(?=\s*(?:[.!?]|$))/giu;

/** "a pupil wants to know the biggest thing we could make": asked for somebody. */
const FOR_SOMEBODY =
  /^\s*(?:and )?(?:(?:a|an|my|the|one of the|one of my|some|our) )?(?:\p{L}+ ){1,2}(?:wants? to know|would like to know|(?:is|are) (?:asking|wondering)|wonders?)(?: about)?,? (?=(?:what|whether|if|how|where|when|which|who|why|the)\b)/iu;

/** "what bed temp do people use for TPU?": what is usual. */
const DO_PEOPLE =
  /\b((?:what|which|how)\b.{0,40}?) do (?:most )?(?:people|folks|others|you guys|everyone) (?:usually |normally |typically |generally |all )?(?=(?:use|run|set|print|go|put|do|choose|pick)\b)/giu;

/** "the bed is off, isn't it?": one sentence, and a question. */
const TAG =
  /(?<=\b(?:is|are|was|were|has|have|had|will|does|did|it['’]?s|that['’]?s|there['’]?s|they['’]?re)\b[^.;!?]*),\s*(?:is|are|was|were|do|does|did|has|have|had|wo|will|would|ca|can)(?:n['’]?t| not)? (?:it|they|there|that|this)(?=\s*\?)/giu;

/** A message whose questions stand as sentences of their own. */
export const withPlainQuestions = (text: string): string =>
  text
    .replace(ASKING, '. Tell me ')
    .replace(FOR_SOMEBODY, 'Tell me ')
    .replace(DO_PEOPLE, '$1 should I ')
    .replace(BEHIND, '. ')
    .replace(ALONE, '')
    .replace(TAG, ' is it')
    .replace(/^\. /, '');
