import type { Clause } from '../understand/clause.ts';

interface Advice {
  /** Tested against the whole folded message. */
  when: RegExp;
  /** Must not match. */
  unless?: RegExp;
  text: string;
  /** Said first to whoever asks, whatever else the message seems to want. */
  grave?: true;
  /** Also to whoever does not ask, but orders it. */
  always?: true;
}

/**
 * Questions of safety that must get a plain answer, first of all a no where it is a no.
 * Facts: prompts/knowledge (fire-safety, fumes-classroom, enclosure, nylon-pc, emergency-stop).
 */
const ADVICE: Advice[] = [
  {
    always: true,
    when: /\b(?:heater[- ]?(?:check\w*|verif\w*|watchdog|protection)|verify[ _]heater|thermal (?:runaway )?protection)\b.*\b(?:strip|remove|delete|disable|switch|turn|take|get rid|comment|rip|kill|throw|cut)\b|\b(?:strip|remove|delete|disable|switch off|turn off|take out|get rid of|comment out|rip out|kill)\b.*\b(?:heater[- ]?(?:check\w*|verif\w*|watchdog|protection)|verify[ _]heater|thermal (?:runaway )?protection)\b/,
    unless: /\b(?:do not|never|what (?:is|does|if)|how does)\b/,
    text: 'No. That protection stops the heaters when a thermistor falls out or a heater sticks; without it there is a fire risk, so I will not take it out. When it trips, find the cause: loose thermistor or heater cartridge, wiring, a fan blowing at the block, or a heater too weak for its target. [fire-safety]',
  },
  {
    when: /\b(?:brown(?:ed|ish)?|melted|molten|scorch\w*|charred|burnt|burned|blackened|discolou?red)\b.*\b(?:terminals?|plugs?|connectors?|sockets?|screw terminals?)\b|\b(?:terminals?|plugs?|connectors?|sockets?)\b.*\b(?:brown(?:ed|ish)?|melted|molten|scorch\w*|charred|burnt|burned|blackened|discolou?red)\b/,
    unless: /\bptfe\b|\bhow (?:do|can) i (?:replace|crimp|change)\b/,
    text: 'No, do not print on with it: stop, switch off and pull the plug now. A brown or melted connection is loose or too weak, has resistance and heats up, and that is how printers catch fire. Replace the connector, terminal and wire end (ferrules, tightened well), have the board looked at, and take a high bed current off the board with an external MOSFET or SSR. [fire-safety]',
    grave: true,
  },
  {
    when: /\b(?:thermistor|sensor|heater|cartridge|probe) (?:wire|cable|lead|plug|connector)?s? ?(?:is |are |seems? |feels? |looks? |has come )?(?:\w+ )?(?:loose|wobbly|frayed|hanging|coming (?:out|off)|half out)\b.*\b(?:ok|okay|safe|fine|print|tape|wedge\w*|keep|go on|carry on|still)\b|\b(?:tape|glue|wedge)\w*\b.*\b(?:thermistor|heater cartridge|heater wire)\b/,
    unless: /\bhow (?:do|can|should)\b/,
    text: 'No, do not print like that: a thermistor or heater that slips reads too cold or comes loose, the heater then runs on, and that is a fire risk even with the protection on. Switch the heaters off, let it cool, unplug it, and fix or replace the part and its wire properly; tape does not hold heat. [fire-safety]',
    grave: true,
  },
  {
    when: /\b(?:spi(?:l?t|lled)|poured|dripped|splashed|soaked|wet|flooded|leaked) \b.*\b(?:board|mainboard|electronics|psu|power supply|raspberry pi|plug|socket|wiring|cables?|controller)\b|\b(?:board|mainboard|electronics|psu|power supply|plug|socket|wiring|cables?|controller)\b.*\b(?:got wet|is wet|are wet|soaked|full of water|under water|coffee|juice|beer)\b/,
    text: 'No, do not switch it on: liquid on live electronics can short, burn or give a shock. Pull the mains plug, take the board out of power for days, not hours, clean it with isopropyl alcohol, let it dry completely, and look for corrosion. Where mains parts or the power supply got wet, let someone who knows them look first. [fire-safety]',
    grave: true,
  },
  {
    grave: true,
    always: true,
    when: /\bhotend fan\b.*\b(?:switch|turn|shut|kill|cut) (?:it|that) off\b|\b(?:hotend|hot end|heat ?sink)(?: fan)?\b.*\b(?:switch|turn|shut) (?:it|that|the fan) off\b.*\b(?:print|job|while|mid)|\b(?:unplug|disconnect|cut|remove|block|slow down|silence|swap out)\b.*\bfan\b.*\b(?:hotend|hot end|heat ?sink|nozzle|never stops|always|all the time)\b|\b(?:unplug|disconnect|remove)\b.*\b(?:hotend|heat ?sink|heatbreak) fan\b/,
    text: 'No: that fan keeps the upper part of the hotend cool. Without it the filament softens too high up (heat creep), jams, and plastic parts may melt. If it is loud, replace it with a quieter one of the same voltage, with the printer unplugged. [clogging]',
  },
  {
    when: /\b(?:wire|wires|live|swap|powered)\b.*\b(?:psu|power supply|mains)\b|\b(?:psu|power supply|mains)\b.*\b(?:wire|wires|live|swap|powered)\b/,
    text: 'No, never while it is powered: mains voltage can kill. Switch it off, unplug the mains cable, wait some minutes for the capacitors, check that it is dead, and let someone who knows mains wiring do it. [fire-safety]',
  },
  {
    when: /\b(?:burn(?:t|ed)|scald\w*|singed)\b.{0,25}\b(?:finger|fingers|hand|hands|thumb|arm|skin|myself|me|kid|child|pupil|student)\b|\b(?:finger|hand|thumb|arm|skin)\b.{0,20}\b(?:burn|burnt|burned|blister\w*)\b/,
    text: 'Cool the burn at once under cool running water for 20 minutes, take rings off, then cover it loosely and cleanly; no ice, no cream. See a doctor if it blisters, is larger than a coin, or is on a child, face or joint. Then let the printer cool, or switch its heaters off. [fire-safety]',
  },
  {
    when: /\b(?:nozzle|hot ?end|heater block)\b.*\b(?:bare|naked|my) (?:fingers?|hands?)\b|\b(?:pinch|wipe|pick|pull|peel|grab|touch)\b.*\b(?:bare|naked) (?:fingers?|hands?)\b/,
    unless: /\b(?:plate|bed|cold|already|cooled|burn(?:t|ed)|blister\w*)\b/,
    text: 'No, not with your fingers: the nozzle is hot as long as its heater is on, also in a pause, and burns at once. Use tweezers or pliers and keep the other hand away; or switch the heater off and wait until it is below about 45 °C. [fire-safety]',
    grave: true,
  },
  {
    when: /\b(?:grab|fish|pick|pluck|take|reach)\b.*\b(?:fingers?|hands?|barehanded)\b/,
    text: 'No, not with your fingers: the bed and nozzle may be hot and burn at once, and moving parts pinch. Pause the print or wait until it stands still and is cool, and use tweezers or pliers. [fire-safety]',
  },
  {
    when: /\b(psu|power supply|mains|terminals?|220 ?v|230 ?v|110 ?v|120 ?v|live wire|wiring|inside the printer|electronics|fuse|ssr|high voltage)\b.{0,60}\b(touch|open|work|safe|unplug|off|on|screw|measure|replace|change|shock)|\b(touch|open|work on|rewire|replace|change|poke|measure)\b.{0,60}\b(psu|power supply|mains|terminals?|live wire|electronics|fuse|ssr)\b/,
    unless: /\b(turn|switch) (the |my )?(psu|power supply) (on|off)|\bpsu (on|off)\b/,
    text: 'No. Unplug the mains cable first: a switch may leave the terminals live, and the capacitors hold a shock for some minutes. Wait, check that it is dead, and let someone who knows mains wiring do it. [fire-safety]',
  },
  {
    when: /\b(open|leave|crack|remove|take off)\b.*\b(door|lid|enclosure|hood|panel|chamber|cover)\b/,
    text: 'Better not while ABS, ASA or nylon prints: a draught cools the part, it warps or cracks between the layers, and the fumes come out. Keep it closed until the print has finished and let it cool slowly. With PLA or PETG an open door does no harm, often the opposite. [enclosure]',
  },
  {
    when: /\b(pull|take|remove|pry|peel|grab|lift|pop|get|knock|scrape|snap)\b.*\b(off|out|part|print|model|boat|piece|it|object)\b.*\b(while|during|as it|still|mid|before it (is )?(done|finished|cool)|whilst|when it is (printing|moving|hot))\b|\b(while|during)\b.*\b(print|moving)\w*\b.*\b(remove|pull|take|grab)\b/,
    text: 'No, do not reach in while it prints: the head is moving and hot (you can burn or get pinched), and the part would come loose and fail. Wait until the print has finished and the bed is cool, or pause or cancel it first.',
  },
  {
    when: /\b(touch|put (my|a) (hand|finger)|reach in|stick my|wipe|clean|hands? in|grab|hold)\b.*\b(nozzle|hotend|hot end|bed|belt|moving|inside|printer|head|blob|plastic|it)\b.*\b(hot|while|during|prints?|printing|running|moving|heated|heating)?/,
    unless:
      /\bwhether\b.*\b(?:hot|warm|cold|cool)\b|\bis (?:it|the \w+) still (?:hot|warm)\b|\b(cold|cool enough|how do i clean|clean the (bed|plate|nozzle)$|macro|if i run)\b|^(run|start|do|please|can you|could you)\b/,
    text: 'No: the nozzle is far above 150 °C while it prints and burns at once, the bed can be over 60 °C, and belts pinch fingers. Wait until it stands still and is below 50 °C, or pause it and use tools, never fingers. [fire-safety]',
  },
  {
    when: /\b(unattended|overnight|over night|all night|alone|leave (the house|home|it (running|on|printing))|go(ing)? (out|to bed|to sleep|away|home)|while i (sleep|am away|am out|am at work)|asleep|nobody (else )?(is )?(there|(at )?home|around|in)|go to (the |a )?(cinema|pub|gym|shops?|work|school|party|concert|town|supermarket|movies|dinner)|not (at )?home)\b/,
    unless:
      /\b(heat|set|nozzle to|bed to)\b.*\d{2,3}|\b(?:went|stopped|died|failed|crashed|happened|shut down|came|lost|froze|fell)\b.{0,40}\bover ?night\b|\bdid (?:i|we|somebody|someone) (?:leave|forget)\b|\bleave (?!the house)(?:\w+ ){0,3}alone\b/,
    text: 'Better not unattended: it is not safe to leave a heated machine alone. If you must: a smoke detector above it, a clear non-flammable surface, checked wiring, thermal protection (verify_heater) left on, and a way to cut the power. With ABS or ASA also ventilate: their fumes hold styrene, so not in a bedroom with the windows shut. [fire-safety]',
  },
  {
    when: /\b(abs|asa|nylon|resin|polycarbonate)\b.*\b(bedroom|living room|classroom|window|closed room|sleep|kids room|indoors|small room|office)\b|\b(bedroom|classroom|office|small room)\b.*\b(abs|asa|nylon)\b/,
    text: 'Not without ventilation: ABS and ASA give off styrene fumes and fine particles. Use an enclosure with extraction or an open window, and do not sleep or teach in the same room; for a bedroom or classroom take PLA or PETG. And not unattended overnight. [fumes-classroom]',
  },
  {
    when: /\b(acetone|gasoline|petrol|solvent|lighter|torch|flame|blowtorch|heat gun|oven|hair ?dryer)\b.*\b(nozzle|bed|print|part|smooth|clean|dry)\b|\b(clean|smooth|dry)\b.*\b(acetone|gasoline|petrol|torch|flame)\b/,
    unless: /\bhow (hot|long)\b|\bdry(ing)? (the )?(filament|nylon|petg|pla)\b/,
    text: 'Careful: acetone and other solvents burn, so never near a hot printer or a flame, only outdoors or under extraction with everything cold. Clean a hot nozzle with a brass brush, never with solvent. [abs-asa]',
  },
  {
    when: /\b(hairspray|alcohol|isopropyl|ipa)\b.*\b(hot|heated|while|during|printing)\b/,
    text: 'No: hairspray and alcohol burn. Let the bed cool, take the plate off and use them away from the hot printer. [adhesion]',
  },
  {
    when: /\b(ptfe|teflon)\b.*\b(2[5-9]\d|3\d\d)\b|\b(2[6-9]\d|3\d\d)\b.*\b(ptfe|teflon)\b/,
    text: 'No: above about 240-250 °C PTFE decomposes and gives off harmful gas. For hotter materials the hotend must be all-metal. [nylon-pc]',
  },
  {
    when: /\b(drill|file|solder|unscrew|change|swap|replace|tighten|remove)\b.*\bnozzle\b.*\b(while|during|printing|running|cold)\b/,
    text: 'Not while it prints. A nozzle is changed with the print ended, the hotend hot and the heater held with a wrench; cold it tears the thread or the heat break. Keep fingers and cables away from the block. [nozzles]',
  },
  {
    when: /\b(food|cup|mug|plate|spoon|cutter|eat|drink)\b.*\b(safe|food|print|pla|petg)\b.*\?*$/,
    unless: /\b(bed|build) plate|clean plate|the plate\b/,
    text: 'Mostly not: the layers keep bacteria, and colours and nozzle are not tested for food. A short contact such as a cookie cutter, washed by hand, is the most. [filament-guide]',
  },
  {
    unless: /\b(?:run|ran|running|out) out of\b|\bout of string\b/,
    when: /\b(string|strings|stringing|hairs)\b.*\b(cancel|overkill|worth|stop|abort)|\b(cancel|abort)\w*\b.*\b(string|strings|stringing)\b/,
    text: 'Usually yes, that is overkill: strings are cosmetic and come off with a heat gun or a knife. Dry filament, 5 °C less temperature and better retraction cure them. [stringing] Nothing was changed.',
  },
];

/** The advice that fits a question; null when it is not about safety. */
export function adviceFor(message: string, clause: Clause): string | null {
  if (
    ![
      'permission',
      'question',
      'hypothetical',
      'statement',
      'reported',
      'command',
      'howto',
      'deferred',
    ].includes(clause.mood)
  )
    return null;
  return fitting(message, ADVICE);
}

/** The advice that goes before everything else in a message; null when there is none. */
export const graveAdvice = (message: string): string | null => fitting(message, GRAVE);
const GRAVE = ADVICE.filter(({ grave }) => grave);
/** The advice that stands against an order. */
export const adviceAgainst = (message: string): string | null => fitting(message, AGAINST);
const AGAINST = ADVICE.filter(({ always }) => always);

const fitting = (message: string, among: readonly Advice[]): string | null =>
  among.find(({ when, unless }) => when.test(message) && !unless?.test(message))?.text ?? null;
