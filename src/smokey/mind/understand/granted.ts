/** Leave that is given and what is asked inside "tell me if …": moods that lie behind the first words of a clause. */

const THING =
  '(?:bed|plate|build plate|heatbed|hot plate|nozzle|hotend|hot end|extruder|heaters?|heat|heating|chamber|fans?|part fan|cooling|speed|flow|flow rate|lights?|leds?|motors?|steppers?|acceleration|accel|pressure advance|temps?|temperatures?|bed temp\\w*|nozzle temp\\w*|z offset)';
const GOES =
  '(?:(?:go|drop|come|cool|run|ease|turn|slow|calm|rest|idle) |be (?:turned|switched|set|lowered|raised|dropped|reduced|put|taken|brought|cooled|knocked|cranked|bumped|kept|dialled|dialed) |be |stay |sit )';
/** "to 50 now", "down to 50": a number alone could be what it is able to ("my bed can go to 110"). */
const DOWN = '(?:\\w+ ){0,2}?(?:down|off|back|lower|by)\\b';
const NOW = '.*\\b(?:now|please|again|instead|too|as well)\\b';

/** "the bed can go down to 50", "fan could come down to 40 now": leave that is given is a wish. */
const GRANTED = new RegExp(
  `^(?:(?:the|my|that|both|all|all the) )?${THING} (?:can|could|may|might) (?:now |also |just |probably |please |safely |then )*${GOES}(?:${DOWN}|${NOW})`,
);

export const isGranted = (core: string): boolean => GRANTED.test(core);

/** "(tell me) if anything is still heating": asked of now, not of some later time. */
export const WHETHER =
  /^(?:if|whether) (?=(?:\w+ ){1,4}(?:is|are|was|were|has|have|had|can|does|do|did)\b|(?:i|we|you) \w+)/;
