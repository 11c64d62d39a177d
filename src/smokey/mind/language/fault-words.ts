/**
 * Words by which people tell that something is not as it should be, without knowing what it is called. English, as
 * patterns of single words; what the fault is, the topics find out.
 */
const FAULTS: Record<string, string> = {
  sound:
    'noises?|noisy|rattl\\w*|buzz\\w*|humm\\w*|squeak\\w*|squeal\\w*|creak\\w*|whin(?:e|es|ing|y)|click\\w*|tick(?:s|ing)|grind\\w*|crunch\\w*|scrap(?:es|ing)|clunk\\w*|bang(?:s|ing|ed)|thump\\w*|thud\\w*|beep\\w*|popping|hiss\\w*|crackl\\w*|sizzl\\w*|sounds?|loud(?:er)?|screech\\w*|roar\\w*',
  plastic:
    'leak\\w*|ooz\\w*|drip\\w*|seep\\w*|clump\\w*|blobs?|goo|gunk|lump\\w*|mess|spaghetti|noodles|tangl\\w*|knot\\w*|clog\\w*|jam(?:s|med|ming)?|bird s nest|birds nest|mid ?air|thin air|the air',
  broken:
    'loose|broke|broken|snapped|cracked|bent|worn|torn|melted|melting|brown|scratch\\w*|dent(?:s|ed)?|frayed|wobbl\\w*|shak(?:es|ing|y)|vibrat\\w*|stiff|fell|fallen|falls|came (?:off|loose|up|undone|out)|comes? (?:off|loose|up)|coming (?:off|loose|up)|popped (?:off|out)|damaged|unplugged|disconnected',
  dead: 'stopped|died|dead|gone|frozen|froze|freezes|blank|blink\\w*|flash(?:es|ing)|flicker\\w*|stuck|hang(?:s|ing)|fail\\w*|crash\\w*|offline|missing|unresponsive|restarting|reboots?|rebooting|not (?:working|moving|turning|spinning|responding|heating|printing|sticking|extruding|connecting|loading|showing)|(?:does|do|will|did|is|are|can) not|(?:screen|display|picture|camera|stream|lcd|webcam|image) (?:is|went|goes|stays?) (?:all )?(?:black|dark|white|blue|empty)|ran out|runs out|out of filament',
  looks:
    'ugly|weird\\w*|strange\\w*|odd|funny|wrong|awful|terrible|fuzzy|hairy|rough|stringy|strings|droop\\w*|sag\\w*|curl\\w*|warp\\w*|lift(?:s|ed|ing)|peel\\w*|shifted|shifts|skip(?:s|ped|ping)|missed|misses|gaps?|holes?|hairs|uneven|crooked|look(?:s|ing)? (?:off|bad|melted|burnt|rough)|lines?|layer shift|bulg\\w*|weak|brittle|thin',
  smells: 'smells?|stinks?|smelly|fumes|smok(?:y|ey|ing)|odou?r|burnt',
  hits: 'hits?|bump\\w*|slam\\w*|drag\\w*|knock\\w*|collid\\w*|kicked|tripped|dropped|touched|burn(?:ed|t)|hurt|shocked|cut (?:my|her|his)',
  heat: 'fluctuat\\w*|swing\\w*|dropping|drops|falling|drift\\w*|overheat\\w*|too (?:hot|cold|low|high|slow|fast|loud)|not (?:hot|warm) enough|jumps|jumping|all over the place|slow|slower|sluggish',
  worry:
    'should i (?:worry|be worried)|normal|worr(?:y|ied|ying)|concern\\w*|is (?:this|that|it) (?:bad|ok|okay|fine)|problem\\w*|trouble|issue',
};

const ANY = new RegExp(`\\b(?:${Object.values(FAULTS).join('|')})\\b`);

/** True for words that tell of a fault; `text` is folded, with "won't" written out. */
export const tellsOfFault = (text: string): boolean => ANY.test(text);

/** "I put in PETG", "we just moved it": something was changed at the printer by hand. */
const CHANGED =
  /^(?:(?:just|so|ok|hey|hi) )*(?:i|we)(?: have| had)?(?: just| now| also| recently| finally)? (?:put|installed|fitted|mounted|swapped|changed|replaced|exchanged|bought|got|ordered|moved|loaded|switched|upgraded|fixed|repaired|tightened|took|cleaned|added|carried|stuck)\b|\b(?:was|has been|got) (?:replaced|swapped|changed|moved|installed|upgraded)\b|^(?:there is a |it has a |got a |my )?(?:brand )?new (?:nozzle|hotend|hot end|bed|plate|belt|belts|extruder|probe|fan|motor|board|sheet)\b/;

export const tellsOfChange = (text: string): boolean => CHANGED.test(text);
