import type { Clause } from './clause.ts';

/** Words of danger and of work that are no report and no wish: figures of speech, fires elsewhere, words about words. */

const MACHINE =
  /\b(?:printer|machine|nozzle|hot ?end|extruder|bed|plate|heater|wires?|wiring|cables?|psu|power supply|board|mainboard|plastic|filament|motor|stepper|fan|enclosure|print)\b/;
const ELSEWHERE =
  /\b(?:movie|film|song|album|mixtape|outfit|beat|track|tune|gig|party|curry|food|dinner|salsa|chill?i|pizza|toast|mouth|tongue|throat|skin|sunburn\w*|calories|candles?|bbq|barbecue|grill|fireplace|campfire|bonfire|neighbou?rs?|next door|across the (?:road|street)|down the (?:road|street)|on (?:tv|telly|the news)|in the news|colou?r|called|named|smok\w+ hot|(?:fire|smoke|evacuation) ?(?:alarm )?(?:drill|test|practice|exercise|inspection|detector|extinguisher|blanket|door|exit|escape|safety)s?|fire ?(?:engine|truck|man|men|fighter|station|works?|place|fox|fly|wall|stick|breathing)\w*|smok(?:e|ing) breaks?|for a smoke|(?:stop|quit|gave up|give up) smoking|cigarettes?|vape|incense|dragon|rocket|flame (?:red|orange)|burning (?:question|desire|ears))\b/;

/** "that movie was fire", "my neighbour's house is on fire": no danger of this machine. */
export const burnsElsewhere = ({ folded }: Clause): boolean =>
  ELSEWHERE.test(folded) && !MACHINE.test(folded);

/** "spell cancel", "write me a poem about cancelling", "I dreamt you cancelled it", "cancel culture". */
export const OF_WORDS =
  /^(?:(?:please|can you|could you|would you|now|and|ok|hey) )*(?:spell|say|pretend|define|rhyme|sing|translate|act (?:as if|like)|role ?play|(?:write|compose|make up|tell|give) (?:me |us )?(?:a|an|some|the) (?:poem|song|story|joke|haiku|limerick|email|letter|essay|report|rhyme|riddle))\b|^(?:and |but |so )*(?:i|we) (?:dreamt|dreamed|imagined|had a dream|had a nightmare)\b|\b(?:pause for (?:thought|effect)|cancel culture|stop motion|stop sign|full stop|kill(?:ing)? time|(?:my|a|the|his|her|your) resume|resume is)\b/;

/** "repeat after me: emergency stop": the rest of the sentence is words. */
export const OPENS_WORDS =
  /\b(?:repeat after me|say after me|translate(?: this)?|spell|type out|in (?:german|french|spanish|swedish|english)|the words?|the phrase|the sentence)$/;
