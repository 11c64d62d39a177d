import { say } from '../answer/say.ts';
import { quantities } from '../understand/clause.ts';
import { CHANGES } from './deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { loadConfig } from './config/file.ts';
import { notReady } from './guards.ts';

const SETS =
  /^(?:(?:so|ok|then|please|now|just|and|can you|could you|i want to|let us) )*(?:set|change|raise|increase|lower|reduce|up|drop|put|make|bump|turn) (?:up |down )?(?:the |my )?retract(?:ion|s)?(?: (?:length|distance|amount))?\b(?! (?:test|tower|speed))/;
const LONGEST_MILLIMETRES = 10;

/** "set the retraction to 0.6": the slicer's, unless the firmware retracts; then it can be set live. */
export function retractionWish(desk: Desk): Outcome | null {
  const frame = desk.frames.find(({ clause, role }) => role !== 'negated' && SETS.test(clause.folded));
  if (!frame || desk.language !== 'en' || desk.paste || !snapshotOf(desk)) return null;
  if (frame.clause.mood === 'howto' || frame.clause.mood === 'hypothetical') return null;
  const blocked = notReady(desk);
  if (blocked) return blocked;
  const hasOwn = loadConfig(desk)?.sections.some(({ name }) => name === 'firmware_retraction') ?? false;
  const length = quantities(frame.clause).find(({ unit }) => unit === null || unit === 'mm')?.value;
  if (!hasOwn || length === undefined || length < 0 || length > LONGEST_MILLIMETRES)
    return said(say(desk.language, hasOwn ? 'retractionHowMuch' : 'retractionInSlicer'));
  return proposed(
    say(desk.language, 'tune', { what: 'retraction', value: `${length} mm`, now: '' }),
    CHANGES.gcode([`SET_RETRACTION RETRACT_LENGTH=${length}`]),
  );
}
