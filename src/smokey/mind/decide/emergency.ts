import type { Clause } from '../understand/clause.ts';
import { has } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import type { Desk } from './desk.ts';

/** Danger now, or a call for the emergency stop, in the person's own words. */
export const isDanger = (desk: Desk): boolean =>
  isEmergency(desk.ownFrames, desk.printer?.snapshot.job.state === 'printing');

const QUIET: ReadonlySet<string> = new Set([
  'hypothetical',
  'permission',
  'howto',
  'negated',
  'reported',
  'deferred',
]);

/**
 * True when a message reports danger now or calls for the emergency stop. Questions about it, past events and
 * "don't" are not; a false stop costs a print, a missed one more, so reports of fire count without a command.
 */
function isEmergency(frames: readonly Frame[], printing: boolean): boolean {
  const clauses = frames.map((frame) => frame.clause);
  if (clauses.some((clause) => clause.mood === 'negated' && has(clause, 'estop'))) return false;
  if (clauses.some(sparesThePrint)) return false;
  if (clauses.some(callsForStop)) return true;
  if (clauses.some(burns)) return true;
  const wantsOther = frames.some(
    (frame) =>
      frame.role === 'do' &&
      !['stop', 'emergency_stop', 'pause', 'cancel', 'run_macro', 'start_print'].includes(
        frame.intent?.id ?? '',
      ),
  );
  if (!wantsOther && clauses.some(crashes)) return true;
  return printing && !wantsOther && shoutsStop(clauses);
}

/** "STOP, don't kill it, just freeze it": a stop that would cost the print is not what is called for. */
const sparesThePrint = ({ folded }: Clause): boolean =>
  /\b(?:do not|dont|never|not|without) (?:kill|abort|cancel|ruin|lose|scrap)\w*\b/.test(folded);

/** Words that may stand beside M112 where it is meant: "M112 now", "send m112 please". */
const BESIDE_M112 =
  /^(?:m112|now|please|pls|plz|quick|quickly|immediately|asap|send|do|run|issue|execute|hit|press|stop|it|the|this|printer|an|a|emergency|halt|fast|go|jetzt|nu|ahora|maintenant|bitte|snalla)$/;

function callsForStop(clause: Clause): boolean {
  if (!has(clause, 'estop') || QUIET.has(clause.mood) || clause.mood === 'question') return false;
  const byWords = clause.terms.some((term) => term.concepts.includes('estop') && term.text !== 'm112');
  if (!byWords && !clause.folded.split(/[^\p{L}\d]+/u).every((word) => !word || BESIDE_M112.test(word)))
    return false;
  return (
    !/\b(button|works?|feature|function|tested|test|is for|does|mean|about)\b/.test(clause.folded) ||
    /\b(hit|press|push|smash)\b/.test(clause.folded)
  );
}

function burns(clause: Clause): boolean {
  if (!has(clause, 'fire') || QUIET.has(clause.mood) || has(clause, 'smokedetector')) return false;
  if (/\b(yesterday|last (week|night|time|month)|earlier|ago|used to|once)\b/.test(clause.folded))
    return false;
  if (clause.mood !== 'question')
    return !/\b(no|not|without) (fire|smoke|burning|flames?|burnt)\b/.test(clause.folded);
  return /\b(smoke|smoking|sparks?|flames?|fire|burning)\b.*\b(coming|from|out|inside|now)\b|\bwhy is (it|there|the \w+|my \w+) .*(smok|burn|fire|spark)/.test(
    clause.folded,
  );
}

function crashes(clause: Clause): boolean {
  if (!has(clause, 'crash') || QUIET.has(clause.mood) || clause.mood === 'question') return false;
  const machine =
    has(clause, 'bed', 'head', 'nozzle', 'axis', 'stop') ||
    /\b(it|z|y|x|gantry|frame|glass|clip|clips)\b/.test(clause.folded);
  return (
    machine &&
    !/\b(klipper|klippy|moonraker|app|software|browser|page|last|yesterday|always|keeps?|used to|crashed|past)\b/.test(
      clause.folded,
    )
  );
}

/** "STOP STOP", "STOP!!!", "stop it NOW!". */
function shoutsStop(clauses: readonly Clause[]): boolean {
  const stops = clauses.filter(
    (clause) => has(clause, 'stop') && !QUIET.has(clause.mood) && clause.mood !== 'question',
  );
  const words = stops.flatMap((clause) => clause.terms.filter((term) => term.concepts.includes('stop')));
  const isLoud = clauses.some((clause) => clause.loud);
  return (
    words.length >= 2 ||
    (words.length === 1 &&
      isLoud &&
      (has(stops[0]!, 'panic') || stops[0]!.terms.some((term) => /!!/.test(term.text))))
  );
}
