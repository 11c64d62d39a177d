import { say } from '../answer/say.ts';
import type { Frame } from '../understand/frames.ts';
import type { Desk, Outcome } from './desk.ts';

const MOST_WORDS = 5;
/** A thing at the front, its state or value behind it, and a question mark. */
const THING =
  /^(?:(?:is|are|ar|ist|sind|esta|estan|est|sont) )?(?:the |my |all |die |der |das |la |el |le |les |los )?(?:motors?|steppers?|motorer(?:na)?|motoren|motores|moteurs|bed|plate|badden|bett|cama|plateau|nozzle|hotend|extruder|munstycket|duse|boquilla|buse|chamber|fan|speed|flow|heaters?|heat|heizung|varmen)\b/;
const STATES: ReadonlySet<string> = new Set([
  'set_fan',
  'set_speed',
  'set_flow',
  'motors_off',
  'set_temperature',
  'heaters_off',
  'preheat',
]);

/** "motors off?", "bed 60?": as well a question how it stands as a wish. */
export function isHalfAsked({ clause, intent, role }: Frame): boolean {
  return (
    role === 'do' &&
    clause.asks &&
    !clause.polite &&
    STATES.has(intent?.id ?? '') &&
    THING.test(clause.folded) &&
    clause.folded.split(' ').length <= MOST_WORDS
  );
}

/** How it stands, and the wish only as an offer that a "yes" takes up. */
export function halfAnswer(desk: Desk, outcome: Outcome): Outcome {
  if (!outcome.deeds.length) return outcome;
  return {
    ...outcome,
    say: [...outcome.say, say(desk.language, 'halfAsked')],
    deeds: [],
    offers: outcome.deeds,
  };
}
