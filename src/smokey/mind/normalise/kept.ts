/** Heaters that are to stay as they are: "nozzle 210, the bed stays cold", "bed off, nozzle as it is". */

const HEATER = String.raw`(?:heated |build |print |printing |heat)?(?:bed|plate|table|nozzle|hot ?end|hot-end|extruder|chamber|enclosure|t[0-3]|tool [0-3]|(?:left|right|first|second|other)(?: tool| nozzle| hotend| one)?)(?: heat| heater)?`;
const STATE = String.raw`(?:cold|cool|off|unheated|unused|hot|warm|on|running|going|alone|put|how it is|where it is|the way it is|as (?:it is|is|before|they are)|like (?:that|it is)|the same|its \d+(?: degrees)?|unchanged|untouched)`;
const MODAL = String.raw`(?:(?:we|i|it|he|she|that one|can|may|should|shall|must|will|to|is to|just|simply|still) )*`;
const STAYS = String.raw`(?:stays?|remains?|keeps?(?: on)?|carry on|carries on|goes on|left|let|leave|wait|waits|holds?)`;
/** Every way of saying that one of them stays; the name of the heater is caught. */
const STAYING = [
  String.raw`(?:the |my )?(?<n1>${HEATER}),? ${MODAL}${STAYS}(?: heating| heated)?(?: ${STATE})?`,
  String.raw`(?:the |my )?(?<n10>${HEATER}) as (?:it )?is`,
  String.raw`(?:leave|let|leaving|letting|keep|keeping) (?:the |my )?(?<n2>${HEATER}) (?:stay |be )?${STATE}`,
  String.raw`(?:the |my )?(?<n3>${HEATER}),? (?:no|not|nothing|does not (?:matter|need it))(?:, (?:that one )?${MODAL}${STAYS} ${STATE})?`,
  String.raw`(?:no heat|nothing) (?:on|for|in) (?:the |my )?(?<n4>${HEATER})`,
  String.raw`with (?:the |my )?(?<n5>${HEATER}) ${STATE}`,
  String.raw`(?:das |the )?(?<n6>bett|heizbett|düse) bleibt (?:kalt|aus|so|an|warm|heiß)`,
  String.raw`(?<n7>bädden|plattan|munstycket) (?:ska |får )?(?:vara|förbli|förblir|är kvar) (?:kall|kallt|av|som den är|på)`,
  String.raw`(?:la |el )?(?<n8>cama|boquilla) (?:se queda|sigue|queda) (?:fr[ií]a|apagada|igual|como está)`,
  String.raw`(?:le |la )?(?<n9>plateau|lit|buse) reste (?:froide?|éteinte?|comme ça|allumée?)`,
  String.raw`(?:das |die |den )?(?<n11>bett|heizbett|düse|hotend) (?:soll |kann |darf )?(?:an ?lassen|so lassen|warm lassen|heiß lassen|an ?bleiben|warm bleiben)`,
  String.raw`lass (?:das |die |den )?(?<n12>bett|heizbett|düse|hotend) (?:so|an|in ruhe|warm|heiß|wie (?:es|sie|er) ist)`,
  String.raw`låt (?<n13>bädden|plattan|munstycket|hotend) (?:vara(?: på| varmt?| som (?:den|det) är)?|stå på|förbli på|stå)`,
  String.raw`(?<n14>bädden|plattan|munstycket) (?:kan|får|ska) (?:vara på|stå på|vara kvar på)`,
  String.raw`deja (?:la |el )?(?<n15>cama|boquilla|hotend) (?:encendid[ao]|como está|caliente|puest[ao]|tranquil[ao])`,
  String.raw`laisse (?:la |le )?(?<n16>plateau|lit|buse|hotend) (?:allumée?|chaude?|tranquille|comme (?:ça|il est|elle est))`,
].join('|');
const OPENS = String.raw`(?:^|\s*[,;:.]\s*(?:(?:and|but|with|och|und|aber|y|pero|et|mais) )?|\s+(?:and|but|while|whilst|with|och|men|und|aber|y|pero|et|mais)\s+)(?:please |just )?`;
const CLOSES = String.raw`(?: for (?:now|the moment|the time being)| please| though| thanks| too)?(?=\s*(?:[,.;!?]|$))`;
/** A question that asks for something to be done. */
const ASKS_FOR = /\b(?:would|could|can|will) you\b/i;
const KEPT = new RegExp(`${OPENS}(?:${STAYING})${CLOSES}`, 'giu');

/** Beside it something must be wanted; of "the bed heats but the nozzle stays cold" both halves are the fault. */
const WANTS =
  /\d|\b(?:off|cool|cold|hundred|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|preheat|pre-heat|warm up|heat up|pla|petg|abs|asa|tpu|nylon|aus|av|apaga|eteins|coupe)\b/iu;
const TELLS =
  /\b(?:reaches|heats|gets|goes|climbs|shows|reads|says|will not|won't|does not|doesn't|why|never|refuses|went|was|were|is|are)\b/iu;
const OF_ALL = /\b(?:all|everything|both|heaters|preheat|pre-heat|warm up|heat up)\b/i;

/** A message without the heaters that stay as they are; where all were meant they are named as exceptions. */
export function withoutKept(text: string): string {
  if (text.includes('?') && !ASKS_FOR.test(text)) return text;
  const names: string[] = [];
  const rest = text
    .replace(KEPT, (whole, ...found: unknown[]) => {
      const at = found.find((item) => typeof item === 'number') ?? 0;
      if (
        TELLS.test(
          text
            .slice(0, at)
            .split(/[.;!]\s/)
            .at(-1) ?? '',
        )
      )
        return whole;
      const groups = found.at(-1) as Record<string, string | undefined>;
      const name = Object.values(groups).find(Boolean);
      if (name) names.push(name);
      return ' ';
    })
    .replace(/^[\s,;.]+|\s+$/g, '');
  if (!names.length || !WANTS.test(rest)) return text;
  return OF_ALL.test(rest) ? `${rest.replace(/[.\s]+$/, '')} except the ${names.join(' and ')}` : rest;
}
