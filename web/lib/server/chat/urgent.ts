/**
 * Words of somebody who cannot wait until a long answer ends. Such a message interrupts what Smokey is saying;
 * it decides nothing else, so a wrong guess costs half an answer.
 */
const URGENT = [
  /\b(emergency|e-?stop|fire|flames?|burn(s|ing)?|smok(e|ing)|smells? burnt|crash(ed|ing)?|explo\w+)\b/i,
  /\b(stop|halt)\b.{0,12}(!|now|it|immediately|everything)|^\s*(stop|halt|abort|kill it|cut power)\b/i,
  /\b(not-?aus|feuer|brennt|rauch\w*|sofort stop\w*)\b/i,
  /(?<!\p{L})(nödstopp|brinner|brand|rök|stoppa|stanna)(?!\p{L})/iu,
  /(?<!\p{L})(emergencia|fuego|quema\p{L}*|humo|para(r|lo)?\s*(ya|todo|!)|detén\p{L}*)(?!\p{L})/iu,
  /(?<!\p{L})(urgence|feu|brûle|fumée|arrête\p{L}*)(?!\p{L})/iu,
];

export function isUrgent(text: string): boolean {
  return URGENT.some((words) => words.test(text.slice(0, 400)));
}
