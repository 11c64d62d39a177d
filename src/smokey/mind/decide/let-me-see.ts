import { fold } from '../normalise/text.ts';
import { foldedOf, type Frame } from '../understand/frames.ts';
import { CAMERA_HANDLERS } from './handlers/camera.ts';
import { snapshotOf, type Desk, type Outcome } from './desk.ts';

const LOOK = String.raw`(?:look|peek|peep|glance|gander|squint|butchers|nose)`;
/** "let me have a look before I send the next lot"; not of what is read, such as a file or the settings. */
const WANTS_LOOK = new RegExp(
  String.raw`\b(?:let (?:me|us)|lemme|can (?:i|we)|could (?:i|we)|may (?:i|we)|(?:i|we) (?:want|would like|need|wanna|fancy)(?: to)?|give (?:me|us)) (?:please )?(?:have |take |get |grab |see )?(?:a |another )(?:quick |wee |little |last )?${LOOK}\b(?! (?:at|into|through|over|for|up) (?!(?:it|her|him|the (?:printer|print|bed|plate|part|nozzle|machine))\b))`,
);
/** "did they take their parts off the plate?": only a picture tells. */
const CLEARED =
  /\b(?:did|has|have) (?!i\b)(?:\w+ ){1,4}?(?:take|taken|took|clear|cleared|collect|collected|remove|removed|pick|picked|grab|grabbed|pull|pulled|empty|emptied) (?:\w+ ){0,5}?(?:plate|bed|printer|off)\b(?! (?:mesh|map|screws?|clips?|level\w*|heat\w*))/;
/** "what does it look like in there right now, show me" */
const HOW_IT_LOOKS =
  /\bwhat (?:does|do) (?:it|she|he|that|things|the (?:print|part|bed|plate|printer|mess)) (?:actually |really )?look like\b(?! (?:if|when|in the (?:config|file|log)))|\b(?:show|see) (?:me )?(?:what (?:it|she) looks like|how (?:it|she) looks)\b/;
const NO_REMARK: ReadonlySet<Frame['role']> = new Set(['do', 'deferred', 'negated']);
const MOST_WORDS = 40;

/** A wish to see the printer, whatever is told beside it; null where something else is wanted as well. */
export function letMeSee(desk: Desk): Outcome | null {
  const text = foldedOf(desk.frames);
  if (desk.language !== 'en' || desk.paste || !snapshotOf(desk) || text.split(' ').length > MOST_WORDS)
    return null;
  if (desk.exchange.attachments.length || desk.exchange.pictures > 0) return null;
  if (desk.frames.some(({ role }) => NO_REMARK.has(role))) return null;
  const asWritten = fold(desk.exchange.text);
  if (/\b(?:should|supposed to|normally|usually|in general)\b/.test(asWritten)) return null;
  const frame = desk.frames.find(({ clause }) =>
    [WANTS_LOOK, CLEARED, HOW_IT_LOOKS].some((pattern) => pattern.test(clause.folded)),
  );
  return frame ? CAMERA_HANDLERS.snapshot!(desk, frame) : null;
}
