import type { Intent } from '../intents/types.ts';
import type { Likeness } from '../likeness/likeness.ts';
import type { Clause } from './clause.ts';
import type { Fit } from './pattern-scores.ts';

export interface Match {
  intent: Intent;
  score: number;
  /** How probable the intent is by its examples alone, 0 to 1. */
  likeness: number;
}

/** What being wholly like the examples of an intent is worth beside the points of a pattern. */
const LIKENESS_WORTH = 3.2;
/** Without a pattern only a clear likeness counts; an answer to a question does no harm, so less will do for it. */
const CLEAR_LIKENESS = 0.35;
const CLEAR_QUESTION = 0.22;

/** What cannot be brought back is no guess: where the examples are few it must be very like them. */
const FOR_GOOD: ReadonlySet<string> = new Set(['delete_file', 'shutdown_host', 'reboot_host', 'send_gcode']);
const SURE_LIKENESS = 0.75;
/** "yeet the file", and not "the bracket file"; in other languages the examples are too few to tell. */
const beginsLikeOrder = ({ language, core }: Clause): boolean =>
  language === 'en' && !/^(?:the|my|our|that|this|these|those|a|an|file|and)\b/.test(core);

/** A pattern that fits counts less when the examples tell of something else. */
const DISBELIEF = 0.6;
const UNLIKE = 0.04;

/**
 * "class 5b are standing round the printer with their coats on": two words of an order among many others, put like
 * none of its examples. What is shouted or begins like an order is one all the same.
 */
function isMentioned(clause: Clause, { kind, id }: Intent, { share }: Fit, like: number): boolean {
  if (kind !== 'act' || clause.language !== 'en' || clause.mood !== 'command' || ALWAYS_MEANT.has(id))
    return false;
  return share < FEW_EXPLAINED && like < BARELY_LIKE && !ORDERED.test(clause.core);
}
const FEW_EXPLAINED = 0.35;
const BARELY_LIKE = 0.2;
const ALWAYS_MEANT: ReadonlySet<string> = new Set(['emergency_stop', 'pause', 'cancel', 'bypass']);
/** Begins with what is to be done, as far as that can be told from the place of the word. */
const ORDERED =
  /^(?:(?:ok|okay|please|just|now|then|and|so|aye|yes|well|also|hey) )*(?:turn|switch|put|store|keep|call|write|enter|build|make|run|do|get|set|give|take|chuck|send|let us|let|start|stop|move|home|go|bring|heat|warm|cool|print|save|load|unload|add|remove|delete|level|measure|tune|calibrate|test|restart|reset|change|raise|lower|drop|lift|i (?:want|need|would like)|(?:can|could|would|will) you|time to)\b/;

/** All intents that fit a clause, best first: by their patterns, and by being like their examples. */
export function matchIntents(
  clause: Clause,
  intents: readonly Intent[],
  likeness: Likeness,
  patterns: ReadonlyMap<string, Fit>,
): Match[] {
  const matches: Match[] = [];
  const isTold =
    clause.language === 'en' &&
    [likeness.nothing, ...likeness.intents.values()].some((share) => share >= CLEAR_LIKENESS && share < 1);
  const out = ruledOut(clause);
  for (const intent of intents) {
    if (out.has(intent.id)) continue;
    const fit = patterns.get(intent.id);
    const like = unitsFit(clause, intent.id) ? (likeness.intents.get(intent.id) ?? 0) : 0;
    const fits = fit && isMentioned(clause, intent, fit, like) ? undefined : fit?.score;
    const least = intent.kind === 'ask' && like > likeness.nothing ? CLEAR_QUESTION : CLEAR_LIKENESS;
    if (
      fits === undefined &&
      like < (FOR_GOOD.has(intent.id) && !beginsLikeOrder(clause) ? SURE_LIKENESS : least)
    )
      continue;
    const doubted = isTold && like < UNLIKE && intent.kind !== 'talk'; // greetings and thanks stand in no example
    const pattern = (fits ?? 0) * (doubted ? DISBELIEF : 1);
    matches.push({ intent, score: pattern + LIKENESS_WORTH * like, likeness: like });
  }
  return matches.sort((a, b) => b.score - a.score);
}

/** Intents that the words of a clause rule out, however like them it is otherwise. */
const RULED_OUT: readonly (readonly [intents: readonly string[], by: (clause: Clause) => boolean])[] = [
  [['set_temperature'], (clause) => clause.terms.some(isFraction) || isPlace(clause)],
  [['bed_mesh', 'check_flat'], ({ folded }) => BY_HAND.test(folded) || NO_MESH.test(folded)],
  [['heater_off', 'heaters_off'], ({ folded }) => SWITCHED_ON.test(folded)],
  [['move'], ({ folded }) => /\bbaby ?step\w*\b/.test(folded)],
  [['adjust_z', 'move'], ({ folded }) => WARMER.test(folded)],
  [['snapshot'], ({ folded }) => OF_RECORDS.test(folded) && !/\b(?:web)?cam|picture|photo/.test(folded)],
  [['reprint'], isOtherWork],
  [['cancel'], ({ folded }) => /\bmacro\b/.test(folded)],
  [['run_macro'], ({ core }) => CALLED.test(core)],
  [['compare_files', 'set_speed'], ({ core }) => STARTS.test(core)],
  [['start_print'], ({ core }) => !STARTS.test(core) && NAMES.test(core)],
];

const ruledOut = (clause: Clause): ReadonlySet<string> =>
  new Set(RULED_OUT.flatMap(([intents, by]) => (by(clause) ? intents : [])));

/** "let me look at the log": read, and not seen by the camera. */
const OF_RECORDS =
  /\b(?:look|peek|glance|see|show) (?:me )?(?:at |into |in |through )?(?:the |my |that |its )?(?:klipp(?:y|er) )?(?:logs?|config\w*|files?|queue|history|settings|macros?|mesh)\b/;

/** Units that a wish cannot have: nothing is heated to percents, and no speed is set in degrees. */
const UNFIT: Record<string, readonly (string | null)[]> = {
  set_temperature: ['percent', 'mm', 'mm/s', 'mm/s2', 'min', 'h'],
  set_speed: ['c', 'f', 'mm', 'mm/s2'],
  set_flow: ['c', 'f', 'mm', 'mm/s'],
  set_fan: ['c', 'f', 'mm'],
  move: ['c', 'f', 'percent'],
  adjust_z: ['c', 'f', 'percent'],
  extrude: ['c', 'f', 'percent'],
};

/** "what it looks like with no mesh at all": nothing is measured. */
const NO_MESH = /\b(?:no|without(?: any| a| the)?) (?:bed )?mesh\b/;
/** What is levelled by hand has screws; a mesh turns none. */
const BY_HAND = /\b(?:by hand|manual|manually)\b/;

/** "up to z 120": a length along an axis. */
const IN_A_CORNER = /\b(?:left|right|front|rear|back) corner\b|\b(?:corner|centre|center|middle) (?:of|at)\b/;
const AXIS_VALUE = /\b(?:to|at|in|on|by|of|up|down)? ?[xyz] ?(?:axis |= ?|to |at |by )?[+-]?\d/;

/** "drive the nozzle to 20 20": a place, unless the numbers can be the heat of nozzle and bed. */
function isPlace({ folded }: Clause): boolean {
  if (AXIS_VALUE.test(folded) || IN_A_CORNER.test(folded)) return true;
  const found =
    /^(?:\w+ )*?(?:move|drive|send|put|take|bring|go|position|park|jog)\b.* (?:to|at|over) (\d+)[ ,]+(\d+)\b(?! ?(?:c|degrees)\b)/.exec(
      folded,
    );
  return found !== null && Number(found[1]) < 160 && Number(found[2]) < 160;
}

/** "bed on": never the opposite, however like "bed off" it looks. */
const SWITCHED_ON =
  /^(?!.*\b(?:off|no|not|stop|without)\b)(?:.*\bon|.*\b(?:turn|switch|power) (?:\w+ ){0,3}?on\b.*)$/;

/** "print whichever is fastest", "print the vase at 80 percent": neither a comparison nor a speed alone. */
const STARTS =
  /^(?:please |now |then |just )*print (?!speed|job|queue|head|time)(?:the|a|my|whichever|[a-z_]+\d?)\b/;
/** "call the vase a pot" names it, and "m104 s230" is no name of a file. */
const NAMES =
  /^(?:(?:please |now |then |just )*(?:call|name) (?!of\b)\w|[gm]\d{1,4}(?:\.\d)?(?: [a-z]-?\d|$))/;

/** "measure them once more": what is done again is no print. */
function isOtherWork({ folded }: Clause): boolean {
  return (
    /\b(?:measure|probe|calibrate|home|mesh|level|tilt|heat|warm|cool|purge|extrude|load|unload|wipe|clean|move|tune|pid|read|show|tell|say)\b/.test(
      folded,
    ) && !/\bprint\w*\b/.test(folded)
  );
}

/** "call the vase a pot": another name, and no macro. */
const CALLED = /^(?:please |now |then |just )*call (?:the |my |that |this )?[\w.]+(?: \w+)? an? \w+/;

/** "a tad cooler": of heat, though the word is one for down as well. */
const WARMER = /\b(?:hotter|warmer|cooler|colder)\b/;

/** "0.03": a distance, whatever it stands beside. */
const isFraction = ({ quantity }: Clause['terms'][number]): boolean =>
  quantity !== undefined && quantity.value !== 0 && Math.abs(quantity.value) < 1;

function unitsFit(clause: Clause, id: string): boolean {
  const unfit = UNFIT[id];
  const found = clause.terms.flatMap((term) => (term.quantity ? [term.quantity.unit] : []));
  return !unfit || !found.length || !found.every((unit) => unfit.includes(unit));
}
