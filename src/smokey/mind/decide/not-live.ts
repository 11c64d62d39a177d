import { say } from '../answer/say.ts';
import { quantities } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { said, type Desk, type Outcome } from './desk.ts';

/** Wishes as which a setting of something else is easily heard: "set x current to 0.8" moves nothing. */
const MISHEARD: ReadonlySet<string> = new Set(
  'move adjust_z set_temperature preheat set_speed set_flow set_fan set_output motors_off extrude retract home'.split(
    ' ',
  ),
);
/** Of the slicer: what was sliced cannot be changed any more. */
const OF_SLICER =
  /\b(?:layer (?:height|thickness)|infill|brim|raft|skirt|supports?|perimeters?|wall (?:count|thickness)|number of walls|top layers?|bottom layers?|retraction(?: (?:length|distance|speed))?|retract (?:length|distance|speed)|z[ -]?hop|line width|extrusion width|seam|ironing|coasting)\b|\bscale (?:the |my |it |[xyz] |in )/;
/** Of printer.cfg. */
const OF_CONFIG =
  /\b(?:(?:motor|stepper|driver|run|hold|[xyze]) current|current (?:of|for|on) (?:the )?(?:[xyze]\b|motors?|steppers?)|endstops?|micro ?steps?|jerk|skew|origin|e-?steps|steps per mm|(?:bed|build ?plate|build volume|build) size|probe (?:speed|samples|count)|(?:homing|homed) (?:speed|position)|[xyz] (?:speed|velocity|accel\w*|max|min|maximum|minimum|limit)|(?:max|min)(?:imum)? [xyz]\b|rotation distance|gear ratio|idle time ?out|nozzle (?:size|diameter)|filament diameter|stealth ?chop)\b/;
const OF_BED_SIZE = /\b(?:bed|build ?plate|build volume|build) size\b/;
const SETS = /^(?:please |can you |could you )?(?:set|change|make|put|increase|reduce|lower|raise|use) /;
const OF_SHAPER = /\bshap(?:er|ers|ing)\b|\b(?:mzv|zvd|2hump|3hump)\b|\b(?:hz|hertz)\b/;

/** What is set elsewhere and would be carried out as something else: where it is set is said instead; null for all other wishes. */
export function setElsewhere(desk: Desk, { role, intent, clause }: Frame): Outcome | null {
  const text = clause.folded;
  if (desk.language !== 'en' || clause.mood !== 'command') return null;
  if (SETS.test(clause.core) && OF_SLICER.test(text) && quantities(clause).length)
    return said(say(desk.language, 'setInSlicer'));
  if (SETS.test(clause.core) && OF_BED_SIZE.test(text) && quantities(clause).length)
    return said(say(desk.language, 'setInConfig'));
  if (role !== 'do' || !MISHEARD.has(intent?.id ?? '')) return null;
  const units = quantities(clause).map(({ unit }) => unit);
  if (OF_SHAPER.test(text) || units.includes('hz' as never)) return said(say(desk.language, 'shaperType'));
  if (!units.length) return null;
  if (OF_SLICER.test(text)) return said(say(desk.language, 'setInSlicer'));
  return OF_CONFIG.test(text) ? said(say(desk.language, 'setInConfig')) : null;
}
