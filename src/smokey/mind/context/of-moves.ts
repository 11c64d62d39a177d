import { has, quantities, type Clause } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { EMPTY_NAMES } from '../understand/names.ts';
import { readTerms } from '../understand/terms.ts';
import type { Situation } from './follow-up.ts';
import { intentOf, rebuilt } from './merge.ts';

const AXES = /\b([xyz])\b/g;
/** Words behind which an axis is something else: "is y homed", "pid", "offset". */
const OF_ELSE =
  /\b(?:home|homed|homing|offset|max|min|limit|accel\w*|speed|endstop|shaper|resonance|frequency|motor|belt|babystep|where|what|which)\b/;

/** "same y, but x200": to that place. */
const SAME_BUT = /^(?:and |but |now )*(?:the )?same ([xyz]) (?:but |and )?([xyz]) ?(-?\d+(?:\.\d+)?)$/;

/** "now 25 in y as well", "x 200": behind a move an axis and a number are another move, by itself or to a place as before. */
export function ofMoves(frame: Frame, { before, reading }: Situation): Frame | null {
  const { clause } = frame;
  if (before.role !== 'do' || before.intent?.id !== 'move') return null;
  const [, , axis, place] = SAME_BUT.exec(clause.folded) ?? [];
  if (axis && place) {
    const moved = readTerms(`move ${axis} to ${place}`, 'en', EMPTY_NAMES).terms;
    return { ...rebuilt(frame, before, moved, reading), role: 'do', intent: intentOf('move') };
  }
  if (clause.asks || OF_ELSE.test(clause.folded) || has(clause, 'home', 'all')) return null;
  const axes = [...clause.folded.matchAll(AXES)].map(([, axis]) => axis);
  const lengths = quantities(clause).filter(({ unit }) => unit === null || unit === 'mm');
  if (axes.length !== 1 || lengths.length !== 1 || quantities(clause).length !== 1) return null;
  const saysWay = has(clause, 'up', 'down', 'left', 'right', 'front', 'backdir', 'by') || lengths[0]!.signed;
  const way = saysWay
    ? `${clause.folded}`
    : `${axes[0]} ${toPlace(before.clause) ? 'to ' : 'by '}${lengths[0]!.value}`;
  const terms = readTerms(`move ${way}`, 'en', EMPTY_NAMES).terms;
  return { ...rebuilt(frame, before, terms, reading), role: 'do', intent: intentOf('move') };
}

/** "go to x 20 y 20" names a place, "60 mm to the left" a distance. */
const toPlace = (clause: Clause): boolean =>
  /\b[xyz]\b/.test(clause.folded) &&
  !has(clause, 'by', 'up', 'down', 'left', 'right', 'front', 'backdir') &&
  !quantities(clause).some(({ signed }) => signed);
