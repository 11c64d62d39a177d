/** "the fan on the hot end": the fan that has to run while the hotend is hot, whatever order its words stand in. */
const ON_THE_HOTEND =
  /\b(?:small |little |tiny |loud |noisy )*(?:cooling )?fan (?:that (?:is|sits) |which (?:is|sits) |'s )?(?:on|at|of|behind|by|from|cooling) (?:the |my )?(?:hot ?-?end|heat ?sink|heat ?break|cold end)\b/giu;
const NEVER_STOPS = /\b(hotend fan) (?:that|which) (?:never|always|constantly)\b[^,.;!?]*/giu;

/** A message with that fan under its name, without the complaint about it: "never" in it refuses nothing. */
export const withPlainFans = (text: string): string =>
  text.replace(ON_THE_HOTEND, 'hotend fan').replace(NEVER_STOPS, '$1');
