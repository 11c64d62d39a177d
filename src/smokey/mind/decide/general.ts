import { searchKnowledge } from '../../knowledge/search.ts';
import { quantities } from '../understand/clause.ts';
import { beginsWithVerb, foldedOf, type Frame } from '../understand/frames.ts';
import type { Term } from '../understand/terms.ts';
import { said, type Desk, type Outcome } from './desk.ts';
import { knowledgeText, lookedUp } from './handlers/knowledge.ts';

/** Questions about this printer's state that are never meant in general. */
const OF_THIS_PRINTER: ReadonlySet<string> = new Set(
  'progress eta elapsed what_printing which_printer last_job totals position homed queue_show list_files list_macros macro_facts compare_files find_file display_message console objects heaters_state snapshot list_cameras show_config host_health filament_used help thanks greeting cool_time heat_time max_temperature layer screws_tilt probe_accuracy check_flat'.split(
    ' ',
  ),
);

/** What goes wrong with prints and printers, as people describe it. */
const SYMPTOM =
  /\b(gaps?|rough|bulg\w*|lifts? off|lifting|peel\w*|loose|stringy|string(?:s|ing)|hairs?|warp\w*|curl\w*|blobs?|zits?|clog\w*|click\w*|grind\w*|under-?extru\w*|over-?extru\w*|shift(?:s|ed|ing)?|ghost\w*|echo\w*|ringing|ripples?|band(?:s|ing)|weak|brittle|snap\w*|sag\w*|droop\w*|elephant|spaghetti|stick(?:s|ing)?|stuck to|comes? (?:off|loose)|coming (?:off|loose)|swings?|fluctuat\w*|overheat\w*|too (?:big|small|thick|thin|wide)|measures?|does not (?:take|stick|work|start|connect|show|fit|extrude|move|home|turn)|will not (?:stick|start|connect|extrude|flash)|no (?:picture|image|video|connection|filament comes)|not (?:sticking|extruding|connecting|flashing|working)|nothing comes out|under-?voltage|undervoltage|split\w*|crack\w*|delaminat\w*|scratches|holes?|pillow\w*|layers? (?:separate|split)|leak\w*|ooz\w*|squeak\w*|noisy|wobbl\w*|uneven|jam(?:s|med)?|skipp\w*|jumped|slips?|slipping|cannot connect|can not connect|unauthorized|401)\b/;

/** Spoken of in general: no "this", no state, but kinds of things. */
const GENERAL =
  /\b(?:a|an|any|most|every|each) (?:new |good |clean |3d |bed |saved )?(?:printer|print|nozzle|bed|filament|mesh|hotend|probe|webcam|spool|macro|slicer|extruder|raspberry|pi|board|part|raft|brim)\b|\b(?:filaments|nozzles|supports|overhangs|slicers?|fumes?|classroom|beginners?|marlin|octoprint|cura|prusaslicer|orcaslicer|moonraker use|overnight|unattended)\b|\b(?:when|if|before|after|while) (?:i|you|we|one|the filament|a print)\b|\b(?:should|would) (?:i|you|it)\b|\bdo(?:es)? (?:i|one|people|klipper|moonraker)\b|\bwhat (?:helps|now|can i do|should i)\b|\b(?:port|protocol) does\b/;

/** True for a fault of prints that is described, or for what concerns printing and not this printer. */
export const speaksInGeneral = (text: string): boolean =>
  SYMPTOM.test(text) ||
  /\b(?:filaments|nozzles|slicers?|classroom|beginners?|overnight|unattended)\b/.test(text);

const GOOD = 90;
/** Less is enough where the file is named in the message. */
const sureFor = (frame: Frame): number =>
  frame.intent?.id === 'file_facts' ? SURE_LIKENESS / 2 : SURE_LIKENESS;
/** A question so like known ones about this printer is no question in general. */
const SURE_LIKENESS = 0.5;

/**
 * A message about printing in general, or about a fault of prints, that only looks like a question about the
 * printer's state. Null for wishes, for questions about this printer, and where nothing is known.
 */
export function generalAnswer(desk: Desk, active: readonly Frame[]): Outcome | null {
  if (desk.language !== 'en' && desk.language !== 'sv') return null;
  if (
    active.some((frame) => frame.intent?.here || isToBeMeasured(frame) || isNow(frame) || asksForFiles(frame))
  )
    return null;
  if (active.some(isMine)) return null;
  const text = foldedOf(desk.frames);
  if (desk.frames.some((frame) => frame.role === 'negated' || frame.clause.terms.some(isFileLike)))
    return null;
  if (
    desk.memory.changes.length &&
    /\b(?:back to [\d.]+|(?:go|put it|change it|set it) back)\b/.test(desk.exchange.text.toLowerCase())
  )
    return null;
  const best = searchKnowledge(lookedUp(desk), { limit: 1 })[0];
  if (!best || best.score < GOOD) return null;
  const topical = COMPARES.test(text) || isTopical(best.likeness, desk, active);
  if (!topical && active.some((frame) => OF_THIS_PRINTER.has(frame.intent?.id ?? '') && frame.score >= 1.6))
    return null;
  if (!topical && active.some((frame) => frame.role === 'answer' && likenessIn(frame) >= sureFor(frame)))
    return null;
  const commands = active.filter(({ role }) => role === 'do' || role === 'deferred');
  if (commands.some(isPlainlyOrdered) || (!topical && commands.some((frame) => !isAccidental(frame))))
    return null;
  const describes =
    topical ||
    (SYMPTOM.test(text) &&
      (desk.frames.length > 1 ||
        /^(?:my|the|there|i|why|what|how|random|vertical|fine|corners?|halfway)\b/.test(text) ||
        desk.frames[0]?.clause.asks === true));
  if (!describes && !GENERAL.test(text)) return null;
  const passages = knowledgeText(desk, lookedUp(desk), 2);
  return passages.length ? said(...passages) : null;
}

/** "what is my pressure advance": the printer's own value. */
export const isMine = ({ role, clause, score }: Frame): boolean =>
  role === 'answer' && score >= SURELY_MEASURED && /^what (?:is|are) (?:my|our) /.test(clause.core);

/** "please remove the bed mesh profile named default": an order, whatever topic its words are of. */
const isPlainlyOrdered = ({ clause, score }: Frame): boolean =>
  !clause.asks &&
  ((score >= SURELY_MEASURED && (beginsWithVerb(clause) || quantities(clause).length > 0)) ||
    (clause.polite && score >= SURELY_ASKED));
const SURELY_ASKED = 2.3;
/** "what have I got saved on here that I can print" */
const asksForFiles = ({ role, intent, score }: Frame): boolean =>
  role === 'answer' &&
  (intent?.id === 'list_files' || intent?.id === 'build_volume') &&
  score >= SURELY_LISTED;
const SURELY_LISTED = 2.5;

/** "how far does each knob have to be turned": only the probe of this printer can tell. */
const isToBeMeasured = ({ role, intent, score }: Frame): boolean =>
  role === 'answer' && intent?.kind === 'measure' && score >= SURELY_MEASURED;
const SURELY_MEASURED = 3;

/** "is the nozzle hot enough right now for PETG?" */
export const isNow = ({ role, clause, intent, score }: Frame): boolean =>
  role === 'answer' &&
  ((intent?.id === 'temperatures' &&
    (/^(?:is|are) (?:the|my) .*\b(?:right now|now|already|yet|at the moment|currently)\b/.test(clause.core) ||
      STILL_HOT.test(clause.folded))) ||
    (OF_THE_JOB.has(intent?.id ?? '') && score >= SURELY_OF_JOB && THIS_PRINT.test(clause.folded)) ||
    (OF_THE_JOB.has(intent?.id ?? '') &&
      score >= SURELY_OF_JOB &&
      /^how (?:many|far|much|long|high)\b.*\b(?:does it have|did it get|has it|is it|are there|in it)\b/.test(
        clause.core,
      )));
/** "tell me whether the nozzle is still hot" */
const STILL_HOT =
  /\b(?:nozzle|hot ?end|bed|plate|chamber) (?:is )?still (?:too )?(?:hot|warm)\b|\bis the (?:nozzle|hot ?end|bed|plate|chamber) (?:still )?(?:hot|warm|cold|cool)$|^what is the (?:nozzle|hot ?end|bed|plate|chamber) (?:at|on|set to)(?: now| right now)?$/;
const THIS_PRINT = /\b(?:rest of )?(?:this|the current) (?:print|job)\b/;
/** "how many layers does it have all together", "how far did it get": it is the print. */
const OF_THE_JOB: ReadonlySet<string> = new Set([
  'layer',
  'progress',
  'eta',
  'elapsed',
  'filament_used',
  'filament_left',
]);
const SURELY_OF_JOB = 2.5;

/** How like the examples of its intent a frame is. */
export const likenessIn = (frame: Frame): number =>
  frame.matches.find(({ intent }) => intent === frame.intent)?.likeness ?? 0;
/** Two things are weighed against each other: a matter of what is known. */
const COMPARES = /\bdifference between\b|\b(?:vs|versus)\b/;

/** So like what people ask of a topic, and less like anything of this printer; a plain order is never topical. */
const TOPICAL = 0.4;
/** A few words ("list my macros") name a thing of this printer; a matter in general takes more of them to tell. */
const FEWEST_WORDS = 8;
function isTopical(likeness: number, desk: Desk, active: readonly Frame[]): boolean {
  const words = desk.exchange.text.split(/\s+/).length;
  if (likeness < TOPICAL || words < FEWEST_WORDS || desk.memory.past.length > 0) return false;
  const most = Math.max(0, ...active.map(likenessIn));
  return (
    most < Math.max(0.5, Math.min(likeness, 0.9)) &&
    !active.some(
      ({ role, clause, score }) =>
        role === 'do' && (beginsWithVerb(clause) || (clause.polite && score >= SURELY_MEASURED)),
    )
  );
}

/** "planet_gear" or "cube.gcode": a name of a file, so that the message is about this printer. */
const isFileLike = ({ kind, raw }: Term): boolean =>
  (kind === 'file' && !/\.(?:cfg|conf)$/.test(raw)) ||
  (/^[a-z0-9]+_[a-z0-9_]+$/.test(raw) &&
    kind === 'word' &&
    !/klipper|gcode|config|firmware|_accel|_offset|_distance|_temp|_velocity|_count/.test(raw));

/** "my prints bulge", "… fix?": words of a command inside a description. */
function isAccidental(frame: Frame): boolean {
  const { clause, intent } = frame;
  const units = quantities(clause).map(({ unit }) => unit);
  if (
    /^set_/.test(intent?.id ?? '') &&
    units.some((unit) => unit === 'c' || unit === 'f' || unit === 'percent')
  )
    return false; // "the plate should sit at 140 °F before I lay the film on it"
  const { core } = frame.clause;
  if (frame.intent?.id === 'fix_config') return /^fix\b/.test(core) && core.split(' ').length <= 2;
  return (
    /^(?:my|the|there|this|these|random|vertical|horizontal|corners?|fine|some|no|i (?:get|have|see|put)|it|when|halfway|every|all|parts?|prints?|layers?|surface)\b/.test(
      core,
    ) &&
    !/\b(?:please|can you|could you)\b/.test(core) &&
    [
      'upload',
      'upload_and_print',
      'start_print',
      'fix_config',
      'set_temperature',
      'set_speed',
      'home',
      'unload_filament',
      'adjust_z',
      'move',
      'exclude_object',
      'reprint',
      'stop',
      'bed_mesh',
      'extrude',
      'set_fan',
      'cancel',
      'delete_file',
      'heater_off',
    ].includes(frame.intent?.id ?? '')
  );
}
