import { say } from '../answer/say.ts';
import { foldedOf } from '../understand/frames.ts';
import { CHANGES } from './deeds.ts';
import { proposed, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { notReady, whilePrinting } from './guards.ts';
import { millimetres } from '../answer/format.ts';

const TO_START =
  /\bback to (?:where|how) (?:it|we|she|he|you|i|the (?:head|nozzle))(?: all)? (?:was|were|started|began|stood|came from)\b|\bback to the start(?:ing)?(?: (?:point|position|place|spot))?\b|\bback where (?:it|we|she) (?:was|were|started|began)\b/;
const AXES = ['x', 'y', 'z'] as const;

/** "x 30 to the right" – "same again" – "now back to where it was at the start": before all of these moves. */
export function backToStart(desk: Desk): Outcome | null {
  if (desk.language !== 'en' || desk.paste || !TO_START.test(foldedOf(desk.frames))) return null;
  const at = snapshotOf(desk)?.toolhead.positionMillimetres;
  const [newest] = desk.memory.changes;
  if (!at || newest?.tool !== 'move') return null;
  const since = desk.memory.changes.findIndex(({ tool }) => tool !== 'move');
  const moves = (since < 0 ? desk.memory.changes : desk.memory.changes.slice(0, since)).filter(
    ({ result }) => result?.outcome === 'done',
  );
  if (!moves.length || moves.some(({ args }) => args.absolute === true)) return null;
  const blocked = notReady(desk) ?? whilePrinting(desk, 'moving the head');
  if (blocked) return blocked;
  const moved = AXES.flatMap((axis) => {
    const by = moves.reduce((sum, { args }) => sum + Number(args[`${axis}_mm`] ?? 0), 0);
    return by === 0 ? [] : [[axis, Math.round((at[axis] - by) * 1000) / 1000] as const];
  });
  if (!moved.length) return null;
  const what = moved
    .map(([axis, value]) => `${axis.toUpperCase()} to ${millimetres(value, desk.language)}`)
    .join(', ');
  return proposed(
    say(desk.language, 'move', { what }),
    CHANGES.move({ ...Object.fromEntries(moved), absolute: true }),
  );
}
