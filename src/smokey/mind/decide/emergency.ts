import type { Clause } from '../understand/clause.ts';
import { has } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { readMood } from '../understand/mood.ts';
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
  const clauses = frames.map((frame) => beforeWarning(frame.clause));
  if (clauses.some((clause) => clause.mood === 'negated' && has(clause, 'estop'))) return false;
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
  return printing && !wantsOther && !clauses.some(sparesThePrint) && shoutsStop(clauses);
}

/** A warning behind the danger: "it is on fire, do not lose the house". What is forbidden there is not the stop. */
const WARNING =
  /\b(?:do not|dont|never)\b(?! (?:(?:use|press|hit|push|touch|trigger|send|run|do|call|need|want|execute)\b(?! to\b)|emergency|estop|e-stop|stop))/;

/** A clause without the warning that is joined to it, where the danger is told before. */
function beforeWarning(clause: Clause): Clause {
  const at = clause.folded.search(WARNING);
  if (clause.mood !== 'negated' || at <= 0) return clause;
  const folded = clause.folded.slice(0, at).trim();
  const words = folded.split(' ').length;
  const terms = clause.terms.filter(({ kind }) => kind !== 'punctuation').slice(0, words);
  const told = { ...clause, folded, terms };
  if (!has(told, 'estop', 'fire')) return clause;
  return { ...told, mood: readMood(folded, clause.language, false).mood };
}

/** "STOP, don't kill it, just freeze it": the shouting does not ask for a stop that would cost the print. */
const sparesThePrint = ({ folded }: Clause): boolean =>
  /\b(?:do not|dont|never|not|without) (?:kill|abort|cancel|ruin|lose|scrap)\w*\b/.test(folded);

/** Words that may stand beside M112 where it is meant: "M112 now", "send m112 please". */
const BESIDE_M112 =
  /^(?:m112|now|please|pls|plz|quick|quickly|immediately|asap|send|do|run|issue|execute|hit|press|stop|it|the|this|printer|an|a|emergency|halt|fast|go|jetzt|nu|ahora|maintenant|bitte|snalla)$/;

/** "can it go on after an emergency stop?" */
const AFTER_STOP =
  /\b(?:after|efter|nach|despues de|apres) (?:(?:an?|the|ett|en|det|einem|dem|un|una|la|el|le|l|une) )?(?:nodstopp\w*|not ?-?(?:halt|aus)\w*|emergency stop|e-?stop|parada de emergencia|arret d urgence)/;

function callsForStop(clause: Clause): boolean {
  if (!has(clause, 'estop') || QUIET.has(clause.mood) || clause.mood === 'question') return false;
  if (AFTER_STOP.test(clause.folded)) return false;
  const byWords = clause.terms.some((term) => term.concepts.includes('estop') && term.text !== 'm112');
  if (!byWords && !clause.folded.split(/[^\p{L}\d]+/u).every((word) => !word || BESIDE_M112.test(word)))
    return false;
  return (
    !/\b(button|works?|feature|function|tested|test|is for|does|mean|about)\b/.test(clause.folded) ||
    /\b(hit|press|push|smash)\b/.test(clause.folded)
  );
}

/** "could it start a fire": asked, and nothing burns. */
const COULD_BURN =
  /^(?:could|can|might|would|may|will) (?:you|it|this|that|they|(?:the|a|an|my|your) \w+) (?:ever |really |actually |just )?(?:start|cause|catch|set|begin|lead to)\b/;

/** "det ryker inte", "es brennt nichts", "no sale humo", "rien ne brûle" */
const NOT_ABROAD =
  /\b(?:ryker|brinner|luktar|raucht|brennt|qualmt|riecht) (?:\w+ )?(?:inte|nicht|nichts|ingenting)\b|\b(?:ingen|inget|kein\w*|nichts|ne|rien|sin|ningun\w*) (?:\w+ )?(?:rok|eld|brand|rauch|feuer|brennt|raucht|humo|fuego|fumee|feu|brule|fume)\b|\bno (?:sale|hay|huele|echa) (?:\w+ )?(?:humo|fuego|a quemado)\b/;

function burns(clause: Clause): boolean {
  if (!has(clause, 'fire') || QUIET.has(clause.mood) || has(clause, 'smokedetector')) return false;
  if (/\b(yesterday|last (week|night|time|month)|earlier|ago|used to|once)\b/.test(clause.folded))
    return false;
  if (COULD_BURN.test(clause.core) || NOT_ABROAD.test(clause.folded)) return false;
  if (clause.mood !== 'question')
    return !/\b(?:no|not|nothing|without|never)(?: (?:on|any|a|the|is|really|actually|even|longer|yet)){0,2} (?:fire|smok\w*|burning|flames?|burnt)\b/.test(
      clause.folded,
    );
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
