import { list } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import { has, quantities } from '../understand/clause.ts';
import { foldedOf } from '../understand/frames.ts';
import { EXPLANATIONS } from './explanations.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { isBusy } from './guards.ts';
import { refuseTarget } from './heat-answers.ts';
import { heatersOf, toCelsius } from './heaters.ts';
import { CAMERA_HANDLERS } from './handlers/camera.ts';
import { FILE_HANDLERS } from './handlers/files.ts';
import { HEAT_HANDLERS } from './handlers/heat.ts';
import { MACHINE_HANDLERS } from './handlers/machine.ts';
import { PROGRESS_HANDLERS, statusOutcome } from './handlers/progress.ts';
import { READING_HANDLERS } from './handlers/readings.ts';
import { TEMPERATURE_HANDLERS } from './handlers/temperatures.ts';
import { setFactor } from './handlers/tune.ts';

/** What a few words ask for follows from what the printer does; null for all longer talk. */
export function shortTalk(desk: Desk): Outcome | null {
  if (desk.language !== 'en' || desk.paste || !snapshotOf(desk)) return null;
  const [frame] = desk.frames;
  if (!frame) return null;
  const wished = desk.frames.filter(
    ({ role, intent }) => role !== 'remark' && role !== 'unknown' && intent?.kind !== 'talk',
  );
  const last = desk.frames.length > MOST_CLAUSES && wished.length === 1 ? wished : desk.frames;
  if (last.length > MOST_CLAUSES) return null;
  const text = foldedOf(last); // what is told before the one wish is no part of it
  for (const { asked, answer } of TALK)
    if (asked.test(text)) {
      const outcome = answer(desk, frame);
      if (outcome) return outcome;
    }
  return null;
}
const MOST_CLAUSES = 2;
const AXES = 3;

type Answer = (desk: Desk, frame: Desk['frames'][number]) => Outcome | null;

const whilePrinting =
  (answer: Answer): Answer =>
  (desk, frame) =>
    isBusy(snapshotOf(desk)!) && !isAboutElse(desk) ? answer(desk, frame) : null;

/** The message before was about a file or something else that could be meant just as well. */
const isAboutElse = ({ memory }: Desk): boolean =>
  memory.past[0]?.frames.some(({ intent }) => intent !== null && !OF_PRINT.has(intent.id)) ?? false;
const OF_PRINT: ReadonlySet<string> = new Set(
  'status progress eta layer what_printing elapsed snapshot greeting thanks yes no pause resume set_speed'.split(
    ' ',
  ),
);

const FRONT = String.raw`^(?:(?:so|and|ok|hey|but) )*`;
const BED = String.raw`(?:the |my )?(?:print ?)?(?:bed|plate|build plate|buildplate)`;
const TALK: readonly { asked: RegExp; answer: Answer }[] = [
  {
    asked:
      /^(?!.*\b(?:fan|cooling|alarm|beep\w*|music|volume)\b).*\b(?:too|so|way|very|really) (?:\w+ )?(?:loud|noisy)\b/,
    answer: whilePrinting((desk) => said(say(desk.language, 'tooLoudWhat'))),
  },
  {
    asked:
      /^(?:(?:can|could) you |please |ok |and |hey )*show (?:me|us) (?:the|my|our|how the) (?:\w+ )?(?:boat|print|part|model|piece|thing|baby|benchy|object)(?: please)?$/,
    answer: whilePrinting((desk, frame) => CAMERA_HANDLERS.snapshot!(desk, frame)),
  },
  {
    asked:
      /\b(?:one|another) more (?:pic|picture|photo|shot|snapshot|image)\b|\banother (?:pic|picture|photo|shot|snapshot|image)\b/,
    answer: (desk, frame) => CAMERA_HANDLERS.snapshot!(desk, frame),
  },
  {
    asked:
      /\b(?:leave|keep) (?:it|them|that|the \w+) (?:on )?at \d+\b.*\b(?:all (?:night|day)|over ?night|for \w+ (?:hours|days))\b/,
    answer: (desk, frame) => HEAT_HANDLERS.set_temperature!(desk, frame),
  },
  {
    asked:
      /\b(?:dark|light|night) (?:mode|theme)\b|\b(?:set|change|switch) (?:the )?(?:language|theme|font|text size)\b|\bmake the (?:text|font|letters|writing) (?:bigger|larger|smaller)\b|\brename (?:the|my|this) (?:printer|machine)\b|\b(?:change|set) (?:the |my )?(?:printer s? ?)?name (?:of (?:the|my) printer )?to\b/,
    answer: (desk) => said(say(desk.language, 'inSettings')),
  },
  {
    asked:
      /\bwhat (?:is|are|was) (?:(?:the|its|my|your|this) )*(?:(?:printer|pi|raspberry|machine) ?s? )*(?:ip|network address|ip address|address)\b|\b(?:what|which) (?:ip|ip address|address) (?:does|is|has|do)\b|\bip (?:address )?(?:of|for) (?:the|my|this) (?:printer|pi|machine)\b/,
    answer: (desk) => said(say(desk.language, 'addressWhere')),
  },
  {
    asked:
      /^(?:(?:please|can you|could you|ok|hey|now|just|i want to|let us|time to) )*(?:re)?(?:calibrate|tune) (?:everything|it all|all of it|the whole (?:thing|printer|machine)|the (?:printer|machine)|my (?:printer|machine)|all)(?: (?:please|now|again|for me|from scratch))*$/,
    answer: (desk) => said(say(desk.language, 'calibrateOrder')),
  },
  {
    asked:
      /\b(?:what|what is going to|what will|what would) (?:would |will )?(?:happens?|happen) if (?:i|we|you|he|she|they|someone|somebody|the (?:power|electricity|plug|lights?|fuse)) (?:\w+ )?(?:unplug\w*|pull\w* (?:the|out the) (?:plug|cord|cable)|goes? (?:out|off|down)|went (?:out|off|down)|cuts? out|fails?|trip\w*|blow\w*|cut\w* the power|lose power|lost power)\b/,
    answer: (desk) => said(say(desk.language, 'powerCut')),
  },
  {
    asked:
      /\b(?:tell|give) (?:me|us) (?:a|an|another|your best) (?:\w+ )?(?:joke|story|riddle|poem|pun)\b|\bsing (?:\w+ ){0,2}(?:a |the )?song\b|\b(?:write|compose) (?:me |us )?(?:a|an|my) (?:\w+ )?(?:poem|essay|song|story|e ?mail|haiku|homework)\b/,
    answer: (desk) => said(say(desk.language, 'offTopic')),
  },
  {
    asked:
      /^(?:.* )?(?:is )?(?:everything|all|things)(?: still| going| looking| running)* (?:good|okay|ok|fine|alright|all right|well|in order|normal|smoothly)(?: (?:over )?there| with (?:it|her|him|the \w+)| so far| now| today)*$/,
    answer: (desk, frame) =>
      frame.clause.asks || /\?\s*$/.test(desk.exchange.text) ? statusOutcome(desk) : null,
  },
  {
    asked: /^(?:(?:ok|please|now|just) )*(?:double|halve|triple) (?:it|that|this)(?: please| now)?$/,
    answer: (desk) =>
      isBusy(snapshotOf(desk)!) || desk.memory.past.length ? null : said(say(desk.language, 'changeWhich')),
  },
  {
    asked:
      /\b(?:can|could|may|will|would) (?:i|we|it|you) (?:do|print|make|fit|manage) (?:a |an |something |one )?(?:\w+ ){0,3}?(?:that is )?\d+(?: ?(?:mm|cm))? (?:high|tall|wide|long|big|deep)\b|\b(?:biggest|largest|tallest|widest) (?:thing|part|object|model|piece|print) (?:that )?(?:we|i|you|one|it|anybody) (?:can|could|may|might)\b/,
    answer: (desk, frame) => READING_HANDLERS.build_volume!(desk, frame),
  },
  {
    asked:
      /^(?:(?:so|and|ok|hey|but|then) )*(?:do|must|should) (?:i|we) (?:(?:need|have) to |still |really )*home (?:it |the printer |everything |all )?(?:first|again|now|before\b.*)?$|^(?:does|is) (?:it|the printer) (?:need (?:to be )?(?:homing|homed)|need homing)(?: first| again| now)?$/,
    answer: (desk) =>
      said(
        say(
          desk.language,
          snapshotOf(desk)!.toolhead.homedAxes.length < AXES ? 'homeNeeded' : 'homeNotNeeded',
        ),
      ),
  },
  {
    asked:
      /^(?:(?:no|nope|wait|hey|but|sorry) )*(?:you are|that is|this is|that was|you were) (?:(?:just|completely|totally|all|so|plain) )?(?:wrong|not (?:what i (?:asked|meant|said|wanted)|right|true|correct|it)|incorrect|nonsense|rubbish|bullshit|mistaken)(?: (?:again|there|mate|though))*$|^(?:(?:no|nope) )*i (?:did not (?:ask|say|mean) that|asked something else|meant something else)$/,
    answer: (desk) => said(say(desk.language, 'misheard')),
  },
  {
    asked:
      /^(?:(?:so|and|ok|hey) )*how (?:do|can|would) (?:i|we|you) (?:upload|send|add|transfer|put|get)(?: (?:you |it |on )*(?:a |my |the |new )*(?:files?|gcodes?|g-codes?|prints?|models?)?)?(?: (?:on|onto|to|in|here|up|there)(?: (?:here|the printer|it|this|there))?)?$/,
    answer: () => said(EXPLANATIONS.upload!),
  },
  {
    asked: /\bhow far (?:can|does|will|could) (?:the )?[xyz]\b/,
    answer: (desk, frame) => READING_HANDLERS.build_volume!(desk, frame),
  },
  {
    asked:
      /\b(?:can|could|may|does|will|would) (?:i|we|it|that|the (?:\w+ )?(?:nozzle|hot ?end|printer|bed|plate))(?: (?:even|really|actually|ever))? (?:go|take|do|reach|handle|manage|stand|get to|get up to|accept)(?: (?!at\b|for\b|speed)\w+){0,3} \d{3}\b(?! ?(?:mm|percent))|\b\d{3} for the (?:nozzle|bed)\b.*\b(?:does|would|will|can) (?:it|that|the \w+)(?: even| really)? (?:take|accept|allow|do|work)\b/,
    answer: mayReach,
  },
  {
    asked:
      /^(?:(?:so|and|ok|hey|right) )*how (?:long|much longer|much time)(?: (?:still|more|left|to go|now|then))*$/,
    answer: (desk, frame) =>
      isBusy(snapshotOf(desk)!)
        ? whilePrinting((other, item) => PROGRESS_HANDLERS.eta!(other, item))(desk, frame)
        : howLongOfFile(desk, frame),
  },
  {
    asked:
      /\bgive (?:it|klipper|that|this) another (?:go|try|shot)\b|\b(?:bring|get|wake) (?:it|klipper|klippy|the (?:printer|firmware|machine|board)) (?:back|up|going|running)(?: (?:up|again|to life|online|running|please))*$|\b(?:wieder )?zum leben (?:er)?wecken\b|^(?:(?:ok|so|now|please) )*try (?:it |that )?again(?: now| please)?$/,
    answer: (desk, frame) =>
      snapshotOf(desk)!.klippy.state === 'ready' ? null : MACHINE_HANDLERS.firmware_restart!(desk, frame),
  },
  {
    asked:
      /\b(?:has|is|did) (?:it|the (?:print|printer|job)) (?:just |now |already )?(?:stop(?:ped)?|paused?)\b/,
    answer: (desk) => (snapshotOf(desk)!.job.state === 'paused' ? statusOutcome(desk) : null),
  },
  {
    asked: new RegExp(
      String.raw`${FRONT}(?:please )?(?:crank|push|bump|kick|run|take|whack|rev) it (?:up |down )?(?:to|at) \d+(?: ?percent| ?%)?\b`,
    ),
    answer: whilePrinting((desk, frame) => setFactor(desk, frame.clause, 'speed')),
  },
  {
    asked: new RegExp(
      String.raw`${FRONT}how long (?:can|may|could|will|should|does|do) (?:it|i|we|the print|this|that) (?:\w+ ){1,4}(?:paused|on pause|in pause|like (?:this|that))$`,
    ),
    answer: () => said(EXPLANATIONS.pause!),
  },
  {
    asked: new RegExp(
      String.raw`${FRONT}how (?:big|tall|high|large|heavy) (?:is|will) (?:it|that|this|the (?:print|part|model|object))(?: (?:be|get|become))?(?: (?:once|when|in the end|at the end|finally)\b.*)?$`,
    ),
    answer: whilePrinting((desk, frame) => FILE_HANDLERS.file_facts!(desk, frame)),
  },
  {
    asked: /^(?:(?:so|and|ok|hey|please|can you|could you) )*show me(?: (?:please|now|it|this|that|then))*$/,
    answer: whilePrinting((desk, frame) => CAMERA_HANDLERS.snapshot!(desk, frame)),
  },
  {
    asked: new RegExp(
      String.raw`\bis (?:${BED}|there) (?:still |really |actually )?(?:empty|clear|free|occupied|(?:anything|something|a part|a print|stuff)(?: \w+){0,2} on ${BED})\b|^(?:is )?(?:there )?(?:anything|something)(?: still| left| lying| sitting)* on ${BED}$|^what is (?:(?:still|left|lying|sitting) )*on ${BED}$|\b(?:see|check|look|tell me|know) (?:if|whether) (?:there is (?:anything|something) on )?${BED}(?: is (?:still |really )?(?:empty|clear|free|clean))?$`,
    ),
    answer: (desk, frame) => CAMERA_HANDLERS.snapshot!(desk, frame),
  },
  {
    asked:
      /^(?:(?:so|and|ok|hey) )*it is (?:(?:still|way|far|a bit|a little|much) )*too (?:high|low|close|far)(?: (?:now|still|away|up|down))?$/,
    answer: whilePrinting((desk) => said(say(desk.language, 'tooHighWhat'))),
  },
  {
    asked:
      /\bwhen (?:was|did|is) (?:(?:the|my|this|that|i|we|you|it|last|current|default|bed) )*(?:mesh|levell?\w*|calibrat\w*|tun\w+|pid|input shap\w*|z offset|probed?|resonances?)\b.*$/,
    answer: datesUnknown,
  },
  {
    asked:
      /^(?:(?:and|so|ok) )*(?:when (?:was|did) (?:it|that|this|they|you)\b.*\b(?:made|measured?|taken?|created|done|saved?|recorded)|how old is (?:it|that|this)|from when is (?:it|that|this))$/,
    answer: (desk, frame) => (ofMeshBefore(desk) ? datesUnknown(desk, frame) : null),
  },
];

/** Of the one file that was spoken of; else that is asked. */
const howLongOfFile: Answer = (desk, frame) =>
  desk.memory.files.length === 1
    ? FILE_HANDLERS.file_facts!(desk, frame)
    : desk.memory.past.length === 0
      ? said(say(desk.language, 'howLongWhat'))
      : null;

const ofMeshBefore = ({ memory }: Desk): boolean =>
  memory.past[0]?.frames.some(({ intent }) => /mesh|check_flat/.test(intent?.id ?? '')) ?? false;

/** "can I go 290?": what the heaters may reach, and a no where it is more. */
function mayReach(desk: Desk, frame: Desk['frames'][number]): Outcome | null {
  const snapshot = snapshotOf(desk)!;
  const wanted = desk.frames.flatMap(({ clause }) => quantities(clause)).at(-1);
  const ofBed = desk.frames.some(({ clause }) => has(clause, 'bed'));
  const heater = heatersOf(snapshot).find(({ kind }) => kind === (ofBed ? 'bed' : 'nozzle'));
  if (!wanted || !heater || wanted.value < LEAST_ASKED) return null;
  const refusal = refuseTarget(desk, heater, toCelsius(wanted));
  return refusal ?? TEMPERATURE_HANDLERS.max_temperature!(desk, frame);
}
const LEAST_ASKED = 100;

/** Klipper keeps what was measured, but not when. */
function datesUnknown(desk: Desk, frame: Desk['frames'][number]): Outcome | null {
  if (/\bwhen (?:is|was) (?:it|that|this) (?:next|due)\b|\bshould\b/.test(frame.clause.folded)) return null;
  const mesh = READING_HANDLERS.mesh_state!(desk, frame);
  return { ...mesh, say: [say(desk.language, 'noDateKept'), ...mesh.say] };
}

/** "use the mesh from yesterday": which of the profiles that is, is not known. */
export function meshByDate(desk: Desk): Outcome | null {
  const snapshot = snapshotOf(desk);
  const text = foldedOf(desk.frames);
  if (!snapshot || !BY_DATE.test(text) || desk.frames.length > MOST_CLAUSES) return null;
  const { profiles } = snapshot.mesh;
  const names = list(profiles, desk.language, 'or');
  return said(
    say(desk.language, 'noDateKept'),
    profiles.length
      ? say(desk.language, 'whichProfile', { names })
      : say(desk.language, 'noMesh', { profiles: '-' }),
  );
}
const BY_DATE =
  /^(?:(?:please|can you|could you|ok|just) )*(?:use|load|take|activate|go with|apply) (?:the |my )?(?:bed )?(?:mesh|profile) (?:from|of) (?:yesterday|last (?:week|night|time|month)|this morning|earlier|before|today|\w+day)$/;
