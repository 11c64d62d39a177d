import type { Language } from '../language/lexicon/types.ts';
import { isGranted, WHETHER } from './granted.ts';
import { GRAMMARS_ABROAD } from './mood-abroad.ts';

/**
 * How a clause is meant:
 * - `command`: do it (also a polite request, or a bare "fan off");
 * - `question`: about how things are, or how something works;
 * - `howto`: how one does something;
 * - `permission`: whether one may, should, or it would be wise;
 * - `hypothetical`: what would be, if;
 * - `deferred`: do it later, when something has happened;
 * - `negated`: do not do it;
 * - `reported`: somebody did, does or said it;
 * - `statement`: how things are.
 */
export type Mood =
  | 'command'
  | 'question'
  | 'howto'
  | 'permission'
  | 'hypothetical'
  | 'deferred'
  | 'negated'
  | 'reported'
  | 'statement';

/** A mood and the folded words that show it. */
export interface Grammar {
  mood: Mood;
  pattern: RegExp;
}

/** Words at the front that change nothing: greetings, names, little connectives. */
const FRONT =
  /^(?:(?:after that(?! (?:is|has|one|job|print is))|(?:hey|hi|hello)(?: there)?|hej|hallo|hola|bonjour|salut|ok|okay|okej|so|well|and|also|then|now|um|uh|hmm|alright|right|yo|oh|great|cool|thanks|nice|good|yes|yeah|yep|sure|fine|but|please|smokey|sorry|just|quickly|och|men|sa|und|aber|also|dann|y|pero|entonces|et|mais|alors|bitte|snalla|dear|mate|dude|bro|sir|perfect|awesome|jo|ja|jaha|alltsa|assa|horru|du|tjena|halla|okej|naja|na|ach|ey|hm|sag mal|hola|oye|oiga|bueno|vale|venga|pues|tio|tia|ah|eh|bon|ben|c est bon|ca y est|voila|dis|hein|por favor|s il te plait|stp|svp|kanske|vielleicht|quiza|quizas|tal vez|peut etre|no(?! (?:need|more|reason|longer|point|one|way|wish|intention|\w+ing)\b)|nah|actually|maybe|perhaps|listen|look)\b[\s,.!]*)+/;

/** "could you tell me …": what follows is a question. */
const EMBEDDED =
  /^(?:(?:can|could|would|will) (?:you|u)(?: please)?(?: just)? (?:tell|show|let|give(?! (?:.*\b(?:more|less|extra|another|\d+) (?:\d+ )?(?:degrees?|percent|mm|c)\b|(?:the|it|my|that) .*\b(?:more|less|extra|another|nudge|push|kick|boost|bump)\b))|remind|explain|inform)(?: me| us)?(?: know)?|do you (?:happen to )?know|any idea|i (?:would like|want|need) to know|tell (?:me|us)|let me know|i (?:am |was )?(?:just )?wonder(?:ing)?|wondering|just curious|curious|quick question|question|remind me|explain|kannst du mir sagen|weisst du|sag mir|kan du saga|vet du|beratta|puedes decirme|sabes|dime|peux-tu me dire|peux tu me dire|sais-tu|sais tu|dis-moi|dis moi)\b[\s,:]*(?:please |bitte )?/;

/** "fan is at 100", "lights are off": how things are, without an article. */
export const STANDS_AT =
  /^(?:(?:the|my) )?(?:\w+ ){1,3}(?:is|are|was|were|reads?|shows?|says?|sits?|stands?) (?:(?:still|now|already|only|just|about|around|currently|stuck|at|on|set|to) ){0,3}(?:-?\d|(?:on|off|hot|cold|warm|dead|black|dark|loud|noisy|empty|full|open|closed|clean|dirty|gone|missing|broken|frozen)(?: now| already| again| here)?$)/;

/** "klipper went into shutdown", "corner has come up": what happened to something, without an article. */
const HAS_HAPPENED =
  /^(?!(?:pause|stop|cancel|delete|remove|start|heat|turn|switch|set|home|move|load|unload|run|show|tell|list|clear|restart|reset|reprint|print (?:the|my|that|this)|save|get|find|give|make|do|can|could|will|would|please|is|are|was|were|did|does|has|have|had|what|which|how|when|why|who|where|if|i|we|keep|let|put|bring|take|abort|bin|trash|resume|continue|rename|upload|exclude|skip|open|check|look|see|report|nothing|anything)\b)(?:\w+ ){1,2}(?:went|has|had|got|fell|came|kept|keeps|stopped|failed|died|crashed|froze|jammed|clogged|broke|tripped|dropped|rose|jumped|shifted|warped|lifted|popped|quit)\b(?! (?:to|got to|been asked)\b)(?!.*\b(?:please|can you|could you)\b)/;

const EN: Grammar[] = [
  {
    mood: 'reported',
    pattern:
      /\b(?:was|were) (?:only|just) (?:asking|wondering|curious|joking|kidding)|\bonly asking|just asking\b/,
  },
  {
    mood: 'negated',
    pattern:
      /^leave (?:\w+ ){1,3}(?:alone|be)\b|^(?:keep|leave|let) .{1,40}\b(?:as (?:it|they|he|she) (?:is|are|stands?|was)|(?:at what|how|where|the way|like) (?:it|they) (?:is|are)|unchanged|untouched|like that|like this|the same)\b|\b(?:do not you (?:dare|ever)|do not|never|no need to|need not|must not|should not|you should not|shall not|not going to|rather not|would rather you did not|no more(?! (?:\w+ )?(?:fans?|cooling|heat|heating|lights?)\b)|avoid|without having to|refrain from|hold off)\b(?! (?:know|think|see|have|understand|get|remember|work|feel|like|you|find|care|stick|mind|seem|look))|(?<!\b(?:does|did|is|are|will|would|can|could|has|have|was|why|if|or) )\bnot (?:yet )?(?:to )?(?:start|print|stop|cancel|pause|heat|move|delete|run|begin|home|turn|switch|touch|change|resume)\b/,
  },
  {
    mood: 'hypothetical',
    pattern:
      /\b(?:what (?:would )?(?:happens?|happen) (?:if|when)|what if|suppose|supposing|imagine|assuming|hypothetically|theoretically|in theory|say (?:i|we|you|it)\b|let us say|would happen|were to|what would|would it (?:be|take|hurt|help|harm|damage|break|matter|work)|how (?:much|long|many|far) would)\b/,
  },
  {
    // "and over how many prints", "in which folder": asked, whatever could be done over again
    mood: 'question',
    pattern:
      /^(?:over|in|on|of|for|with|across|from|after|by|at|until|to|during) (?:how (?:many|much|long|often|far)|what|which|whose)\b(?! (?:happens|if))/,
  },
  {
    // "and too hot?"
    mood: 'question',
    pattern:
      /^(?:and |or |but )*(?:what is |when is (?:it )?|how hot is )?too (?:hot|cold|warm|high|low|fast|slow|much|little)$/,
  },
  {
    // "there is a message on the screen, what does it say": the question stands at the end
    mood: 'question',
    pattern: /\bwhat (?:does|do) (?:it|they) (?:say|mean|read|show)$/,
  },
  {
    // "how tall will it be once it is finished": asked now
    mood: 'question',
    pattern:
      /^(?:how (?:tall|high|big|wide|long|heavy|much|many|hot|far)|what (?:height|size|weight)) .*\b(?:once|when|after) (?:it|that|this|they|the \w+)\b/,
  },
  {
    mood: 'deferred',
    pattern:
      /^(?:if (?!i\b|we\b|you (?:can|could|would|may|like|do not|please|want|have)\b|possible)|when (?:it|the|this|that|you|we|print)|once (?:it|the|this|that|you|we)|as soon as|after (?:it|the|this|that) (?:is|has|print|one|job|finish|reach)|before (?:it|the print) )|\b(?:when (?:it|this|that|this one|that one|the print|the job|the bed|the nozzle) (?:is|has|reach|finish|end|get|hit|drop|cool)\w*|once (?:it|this|that|the \w+) (?:is|has|reach|finish|end|get|cool|drop|hit)\w*|as soon as|in (?:a few|\d+|five|ten|half an|an) (?:min|minutes|hours|hour)|at (?:\d+ ?(?:am|pm|o clock)|midnight|noon|layer \d+)|tomorrow|tonight at|after (?:it|the print|the job) (?:is|has|finish|end)\w*|if (?:it|the \w+) (?:is|gets|goes|reaches|drops|fails|exceeds|ever|starts))\b/,
  },
  {
    mood: 'hypothetical',
    pattern:
      /(?<!see |tell me |check |know |wonder |wondering |asking |sure |ask |look |verify |me |find out )\bif (?:i|we|he|she|they|someone|somebody|one|you (?!can|could|would|may|like|do not|please|want))\b/,
  },
  {
    mood: 'howto',
    pattern:
      /^(?:how (?:do|does|can|should|would|could|to|might|did)\b|(?:what is|is there) (?:the |a )?(?:best |right |proper |correct |easiest |good )?way\b|what (?:are the )?steps|what is the (?:procedure|process)|what do i (?:do|need)|where do i)/,
  },
  {
    mood: 'howto',
    pattern:
      /^(?:why (?:do|does|are|would|should|not|use|have|can|people)\b|what is (?:the (?:difference|best|ideal|right|recommended|usual|point|purpose|use of|advantage|reason|correct|meaning)|a|an)\b|what (?:does|do) .{1,50}\b(?:mean|do|for|like|need|stand for)\b|what (?:causes?|helps?|makes?|limits?|affects?|should|can i (?:do|try|change|check|look)|else|happens|care|sort of|kind of|type of|settings?|are good|temperatures? (?:does|do|should|is good)|speed should|infill|layer height)\b|which .{1,60}\b(?:should|is (?:best|better|right|safest|strongest|good)|are (?:best|better|acceptable|safe|good|ok)|do i (?:choose|need|take|use|pick)|would you)\b|when (?:do|should|would|must) (?:i|we|you|one)\b|how (?:important|often|hot should|high should|fast can|fast should|thick|strong|safe|come|big a|many (?:perimeters|walls|top layers)|hot and how long)\b|(?:do|does) (?:i|we) (?:really |always |actually )?(?:need|have to|want)\b|can (?:klipper|pla|petg|abs|asa|tpu|nylon|moonraker|one)\b|(?:the )?difference between|pros and cons|advantages|explain|tips|advice|recommend|settings (?:to|for)|(?:best|good|starting|recommended|typical|normal) (?:settings|temperatures?|values|point|speed)\b)/,
  },
  {
    mood: 'permission',
    pattern: /^(?:(?:i|we) (?:should|could|might|ought to)|would you (?:recommend|advise|suggest))\b/,
  },
  {
    // "before i stick my fingers in", "machine was just switched on": how things are, whatever verb is in it
    mood: 'statement',
    pattern:
      /^(?:before|after|since|as|while|whilst|although|though|now that|given that|in case) (?:i|we) (?!(?:can|could|would) )|^(?:\w+ ){1,3}(?:was|were|has been|have been|had been|got|is|are|has just been) (?:just|only|already|recently|newly|freshly) (?:been )?(?:all )?\w+(?:ed|en)\b/,
  },
  {
    mood: 'statement',
    pattern: STANDS_AT,
  },
  {
    // "first layer is not sticking": a fault, without an article
    mood: 'statement',
    pattern:
      /^(?!(?:what|which|who|where|when|why|how|if|whether)\b)(?:\w+ ){1,3}(?:is|are) (?:(?:not|barely|hardly|really|just|so|too) (?:\w+ )?(?:\w{2,}ing|right|good|great)|(?:peel|curl|lift|warp|com|wobbl|droop|sagg|smok|leak|ooz|string|slipp|click|grind)ing)\b|^(?:brand )?(?:new|fresh|different|another|replacement) (?:\w+ ){1,3}(?:is|are|fitted|installed|mounted|attached|loaded|inserted) ?(?:in|on|now|fitted|installed|mounted|there|here|done|ready)?\b/,
  },
  {
    // "bed oscillates by 3 degrees around target"
    mood: 'statement',
    pattern:
      /^(?:the |my )?(?:bed|nozzle|hot ?end|temp\w*|chamber|heater) (?:temp\w* )?(?:oscillates|swings|fluctuates|jumps|wanders|overshoots|hunts|drifts|climbs|wobbles)\b/,
  },
  {
    // "warping again", "under extruding a little": a fault that is told
    mood: 'statement',
    pattern:
      /^(?:it is |still |a bit |slightly |badly |getting )*(?:(?:under|over)[ -]?)?(?:warping|stringing|extruding|curling|oozing|lifting|clicking|grinding|peeling|ringing|ghosting|sagging|drooping|leaking|skipping|slipping|shifting|clogging|jamming|wobbling|squeaking)(?: (?:again|a (?:bit|little|lot)|badly|slightly|still|now|like (?:mad|crazy)|everywhere|all over))*$/,
  },
  {
    // "one of my pupils discovered G28 in a file": what somebody did
    mood: 'reported',
    pattern:
      /^(?:(?:one|some|two|both|a few) of )?(?:my|our|the|these|those) \w+ (?:discovered|found|spotted|noticed|came across|stumbled|read|heard|typed|googled|posted)\b/,
  },
  {
    // "just moved the printer to the garage": done by whoever writes, whom the words leave out
    mood: 'reported',
    pattern:
      /^(?:recently |already |finally )*(?:moved|swapped|changed(?! my mind)|fitted|replaced|installed|cleaned|wiped|finished|updated|flashed|tightened|levelled|leveled|built|rebuilt|bought|mounted|removed|added|noticed|upgraded|adjusted|lubed|greased|oiled) (?:the|my|a|an|some|out|all|it|in|new|over|to|up|both|its|their|that|this)\b/,
  },
  {
    // "filament swapped", "new spool loaded": told to be done; "flow's looking thin": how something seems
    mood: 'reported',
    pattern:
      /^(?:(?:the|my|old|new|fresh|other) )*(?:filament|spool|roll|reel|nozzle|plate|bed|part|print|parts|jam|clog|tangle|door|cable|belt|belts|colou?r|material) (?:(?:is|are|has been|have been|was|all|now|just|already|finally) )*(?:swapped|changed|replaced|loaded|reloaded|inserted|fed|untangled|cleared|cleaned|wiped|fixed|sorted|tightened|removed|unclogged|unjammed|reattached|reseated)(?: (?:out|over|now|already|again|by me|and ready))*$/,
  },
  {
    mood: 'statement',
    pattern:
      /^(?!(?:what|which|who|where|when|why|how|if|whether|is|are|does|can)\b)(?:(?:the|my|this|that|our) )?(?:\w+ ){1,2}(?:is|are) (?:(?:\w+ )?(?:looking|sounding|smelling|feeling|behaving|acting))\b/,
  },
  {
    // "that vase I bailed on": what is spoken of, and not yet what is wanted of it
    mood: 'statement',
    pattern:
      /^(?:that|the) (?:\w+ ){1,2}(?:that |which )?(?:i|we|you|he|she|they) (?:bailed|gave|stopped|cancell?ed|aborted|started|printed|did|made|had|ran|tried|quit|killed|paused|dropped|left|lost|broke|forgot)(?: \w+){0,2}$/,
  },
  { mood: 'statement', pattern: HAS_HAPPENED },
  // "tempted to go to 150", "pausing it now would be stupid", "bed 60, is that right?"
  {
    mood: 'permission',
    pattern:
      /^(?:(?:i am |we are |am |kind of |a bit )?(?:tempted|thinking (?:of|about)|considering|debating|contemplating|inclined|torn|unsure|not sure|scared|afraid|worried))\b|^\w{3,}ing (?:\w+ ){0,4}(?:would|might|could) (?:be|have|help|hurt|make|do|cause|ruin)\b|\w (?:is|are) (?:that|this|it|those|these) (?:right|ok|okay|fine|good|normal|correct|enough|a lot|too \w+)\b/,
  },
  // "turned the speed to 110 on the display": done, and not by the printer
  {
    mood: 'reported',
    pattern:
      /^(?:just |already |then |also )?(?!need|speed|feed)\w{2,}ed (?:the|it|my|that|this|all|both|them)\b/,
  },
  {
    // "I need somewhere to keep it": what for, and not yet what
    mood: 'statement',
    pattern: /^(?:i|we) need (?:somewhere|someone|somebody|a (?:place|way|spot)|time|space|room)\b/,
  },
  {
    // "saw a guy emergency stop his printer": somebody else did
    mood: 'reported',
    pattern:
      /^(?:i |we )?(?:just |once |have |ve )?(?:saw|watched|seen|heard(?: of)?|met|knew|know|read about|remember) (?:(?:a|some|this|that|one|my|another|the) (?:\w+ )?(?:guy|man|woman|kid|boy|girl|dude|friend|bloke|lad|pupil|student|teacher|youtuber|colleague|neighbou?r|person|fellow|chap|video|post|thread|mate|someone)s?|someone|somebody|people|him|her|them)\b/,
  },
  {
    // "the bell rings in half an hour": when something else happens
    mood: 'statement',
    pattern:
      /^(?:the|my|our|his|her) (?!print\b|printer\b|job\b)\w+ (?:rings|starts|begins|ends|leaves|arrives|closes|opens|shuts|departs|comes|is due) (?:in|at|on|by|soon|around)\b/,
  },
  {
    mood: 'statement',
    pattern: /^(?:i|we) (?:hate|love|hope|fear|dislike)\b/,
  },
  {
    mood: 'permission',
    pattern:
      /^(?:(?:(?:can|could|may|might|should|shall|must|would|am|are) (?:i|we|my|the|one|kids?|students?|anyone|people|it|this|that|klipper)|(?:do|does) (?:i|we|my|one|kids?|students?|anyone|people|klipper))\b(?! (?:(?:please |just |also |quickly )?(?:see|get|have|know|ask|look|view|watch)|off|on)\b)|is it (?:ok|okay|safe|fine|alright|bad|good|dangerous|possible|necessary|worth|wise|normal|better|allowed|a good|a bad|risky|smart|reasonable|advisable|harmful|true|legal)|would it (?:be|hurt)|is there (?:any )?(?:a )?(?:danger|risk|harm|need|problem)|are (?:we|you) (?:allowed|able)|does it (?:make sense|matter|hurt|harm|help)|(?:is|are) .{1,40}\b(?:safe|dangerous|necessary|worth it|toxic|harmful|allowed|recommended|overkill)\b|any (?:risk|danger|harm|problem) |would(?: not)? (?:it|that|this|\w+ing|-?[\d.]+)\b|do you (?:think|reckon|suggest|recommend)\b|(?:i|we) (?:am|are) (?:thinking|tempted|considering)\b|is it time\b)/,
  },
  {
    mood: 'reported',
    pattern:
      /^(?:i|we) (?:read|heard|saw|learned|learnt|was told|were told|am told)\b|\bapparently\b|\baccording to\b|\bone (?:should|must|has to|ought to|needs to)\b|\b(?:said|says (?!error)|told (?:me|us)|suggested|suggests|reckons|recommended|recommends|thinks (?:i|we)|(?:asked|asks|wonders|wondered) (?:me|us|whether|if|about|what|why|how)|wants to know|keeps? (?:telling|yelling|shouting|saying|asking)|claims|advised|yesterday|last (?:night|week|month|year)|(?<!as |like )last time|the other day|ago\b|earlier today|this morning|always|usually|often|sometimes|normally|generally|used to|every time|whenever|people)\b/,
  },
  {
    // "I bumped the flow to 97": done, whatever verb it is; "I wanted to print" is a wish
    mood: 'reported',
    pattern:
      /^(?:i|we) (?:just |then |already |also )?(?!need|want|hop|wonder|lik|prefer|speed|feed|decid)\w{2,}ed (?!to\b)/,
  },
  {
    mood: 'reported',
    pattern:
      /^(?:he|she|they|someone|somebody) (?:just |then |already )?(?:left|forgot|put|took|\w{2,}ed)\b|^(?:i|we|he|she|they|someone|somebody|my \w+|the \w+|it|a \w+) (?:have |had |has |just |already |have just |had to )*(?:paused|cancel+ed|aborted|stopped|printed|started|deleted|heated|homed|moved|calibrated|levelled|leveled|restarted|resumed|loaded|unloaded|changed|turned|switched|tried|ran|set|put|uploaded|renamed|pressed|hit|killed|removed|replaced|swapped|took|broke|bought|gave|found|left|forgot|lost|dropped)\b/,
  },
  {
    mood: 'statement',
    pattern:
      /^(?:i|we|he|she|they|it|there|that|this|these|those|the(?: \w+){1,3}|my(?: \w+){1,2}|someone|something|everything)\s+(?:(?:finally|just|also|really|already|still|now|actually|only|even)\s+)?(?:am|is|are|was|were|has|have|had|will|can|could|may|might|think|guess|believe|feel|forgot|looks?|seems?|keeps?|sounds?|smells?|does|do not|did|just|never|came|comes|got|gets|fell|won|popped|broke|always|failed|failing|stopped|crashed|shifted|broke|warped|ended|died|froze|jammed|clogged|need(?:s)? to be)\b(?!.*\b(?:please|can you|could you)\b)/,
  },
  {
    // "prints stop by themselves": how things go, whatever verb is in it
    mood: 'statement',
    pattern:
      /^(?:(?:my|the|all|some|most|our|long|big|small) )*(?:prints|jobs|parts|pieces|layers|walls|corners|edges) (?:always |often |sometimes |just |never |randomly )*(?:stop|start|fail|end|pause|break|come|lift|warp|curl|shift|keep|look|get|go|do|have|stick|fall)s?\b/,
  },
  {
    mood: 'statement',
    pattern: /^(?:the|my|this|that)(?: \w+){1,6} (?:is|are|was|were) not (?:a|an|the|my|really)\b/,
  },
  {
    mood: 'question',
    pattern:
      /^(?!(?:\w+ ){1,3}(?:is|are|was|were|has|have|just) \w).*\b(?:already|yet)$|^(?:what|which|when|where|who|whose|why|how|is|are|was|were|did|does|has|had|am|any(?:thing|one)?\b|will (?:it|the|this|my|that|there)|do (?:i|we|you|they)\b|have (?:i|we|you|they|all)\b|have the\b(?=.*\b(?:been|all|any|yet|already|finished|done|gone|got|changed|stopped)\b)|should (?:it|the)|can (?:it|the|this|klipper|my)|could (?:it|the|this|that|something)|would (?:it|the|this|that)|are)\b/,
  },
];

/** "can you pause", "would you mind pausing", "I want the fan off": requests are commands in polite dress. */
const REQUEST =
  /^(?:(?:can|could|would|will) (?:you|u|ya|we|smokey)|would you mind|(?:can|could|may) (?:i|we) (?:please )?(?:see|get|have|look|view)|i (?:want|need(?! (?:somewhere|someone|somebody|a (?:place|way|spot)|time|space|room)\b)|would like|would love|think we should|think you should|think i (?:want|need))|we (?:need|want|should|would like)|you (?:can|may|might|should|could|need to|must|have to)|it is time|time to|let us|go ahead|make sure|kan du|skulle du|vill du|kunde du|jag (?:vill|behover|skulle vilja)|far jag se|kan jag fa|kan jag se|kannst du|konntest du|wurdest du|ich (?:mochte|will|brauche|hatte gern)|kann ich .{1,30}sehen|puedes|podrias|puede|quiero|quisiera|me gustaria|necesito|puedo ver|peux-tu|peux tu|pourrais-tu|pourrais tu|tu peux|pouvez|est-ce que tu peux|je (?:veux|voudrais|souhaite)|j aimerais|puis-je (?:voir|avoir)|je peux voir)\b/;

/** Ability in general rather than a wish for now: "can you pause a print?", "are you able to…". */
const ABILITY =
  /^(?:are you able|is it possible|can (?:you|this|it|the printer) (?:even |also |actually )?\w+ (?:a|an|any|prints|files|things|stuff)\b(?!.*\b(?:now|please|picture|photo|look|snapshot|mesh|bed mesh|folder|macro|home|test|pid|bit|bed|break|pic|image|shot|calibration|restart|purge)\b))/;

/** "would it be possible to…": a request in its best clothes. */
const POSSIBLE =
  /^(?:would it be possible (?:for you )?to |would you be (?:so|as) (?:kind|good|nice) (?:as )?to |(?:i|we) would (?:really |very much )?appreciate (?:it )?if you (?:would|could|can) |(?:i|we) (?:should|would) be (?:very |so |most |really |much )*(?:grateful|obliged|thankful|glad|happy|pleased|delighted) if you (?:would|could|can) |it would be (?:\w+ )?(?:nice|great|good|lovely|kind|helpful|wonderful|super|handy|best|brilliant|ideal)(?: of you)? (?:if you (?:would|could|can) |to have you ))(?:kindly |please |just )*/;
/** "can the bed go to 70 please": asked for with "please". */
const REQUESTED = /^(?:can|could|may|might) (?:i|we|the|it|my)\b.*\bplease$/;

/** In Spanish "no" in front is no answer but a part of the sentence: "pero no lo imprimas". */
const NO_IN_SPANISH =
  /^(?:(?:pero|y|por favor|que|mejor|oye|ok|vale|bueno) )*((?:no|nunca|ni) (?!gracias|espera|mejor).*)$/;

/** "it is not much longer, is it?": a question, although it is put as how things are. */
const TAG =
  /\b(?:is|are|was|were|does|do|did|has|have|had|will|would|can) (?:not )?(?:it|they|that|there|this)$/;

export interface MoodReading {
  mood: Mood;
  /** The clause without greetings and "could you tell me". */
  core: string;
  polite: boolean;
}

/** Reads the mood of a folded clause; `asks` tells that a question mark ends it. */
export function readMood(folded: string, language: Language, asks: boolean): MoodReading {
  const asked = folded.trim().replace(POSSIBLE, 'please ');
  const saysNo = language === 'es' ? NO_IN_SPANISH.exec(asked)?.[1] : undefined;
  const bare = saysNo ?? (asked.replace(FRONT, '').trim() || asked);
  const embedded = bare.replace(EMBEDDED, '').trim();
  const isEmbedded = embedded !== bare && embedded.length > 0;
  if (isEmbedded && WHETHER.test(embedded))
    return { mood: 'question', core: embedded.replace(WHETHER, ''), polite: REQUEST.test(bare) };
  const core = (isEmbedded ? embedded : bare).replace(saysNo ? /^$/ : FRONT, '').trim() || bare;
  const polite = REQUEST.test(bare) || REQUESTED.test(folded) || asked !== folded.trim();
  const found = moodOf(core, language, polite && !isEmbedded);
  if (isEmbedded && (found === 'command' || found === 'statement')) return { mood: 'question', core, polite };
  if (found === 'statement' && asks && (language !== 'en' || TAG.test(core)))
    return { mood: 'question', core, polite };
  if (ABILITY.test(core)) return { mood: 'permission', core, polite };
  if (found === 'statement' && !asks && isGranted(core)) return { mood: 'command', core, polite };
  return { mood: found, core, polite };
}

function moodOf(core: string, language: Language, polite: boolean): Mood {
  const rules =
    language === 'en' ? EN : [...GRAMMARS_ABROAD[language], ...EN.filter((rule) => rule.mood === 'question')];
  for (const { mood, pattern } of rules) {
    if (polite && ['question', 'permission', 'howto', 'reported', 'statement'].includes(mood)) continue;
    if (pattern.test(core)) return mood;
  }
  return 'command';
}
