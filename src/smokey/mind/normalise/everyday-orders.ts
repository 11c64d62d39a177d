/** Everyday ways to put an order that have a plainer one. */

const PART = String.raw`(?:flow|speed|feed ?rate|part(?: cooling)? fan|cooling fan|fan|cooling|nozzle|hot ?end|extruder|bed|plate|chamber|pressure advance|accel(?:eration)?|light|temp(?:erature)?)`;
/** "push the flow to 104", "crank the fan up to 80" */
const PUSHED = new RegExp(
  String.raw`\b(?:push|crank|dial|kick|jack|bump|knock|whack|pump|bang|stick|nudge|tick|ramp|ease|trim)(?: up| down| back)? ((?:the |my )?${PART})(?: up| down| back| in)?(?: back)? to (?=\d)`,
  'giu',
);
/** "do the M600 now" */
const CHANGE_CODE = /\b(do|run|trigger|start|fire|call|send|give me)(?: me)? (?:the |an? )?m600\b/giu;
/** "a PID run at 240 with the part cooling fan at 30%": the fan goes on first. */
const WITH_FAN =
  /^(.*\b(?:pid|calibrat\w*|tun(?:e|ing)|mesh|accuracy)\b.*?),? with (?:the |my )?((?:part |part cooling |cooling |model )?fan) (?:running |on |set )?(?:at|to) (\d+) ?(?:%|percent)/iu;
/** "we do it another day", "I'll finish it tomorrow": nothing that is to be done. */
const ANOTHER_DAY =
  /[,;.]?\s*(?:(?:and|then|but|so) )?(?:we|i|let['’]?s)(?:['’]?ll| will| can| shall| may| might)? (?:do|try|continue|finish|redo|repeat|sort|print|look at|come back to|deal with) (?:it|this|that|those|them|the rest)(?: again| out)? (?:another (?:day|time)|some (?:other|another) (?:day|time)|tomorrow|later|next (?:week|time|month)|at the weekend|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: instead| then| anyway)?(?=\s*(?:[.,;!]|$))/giu;
/** "forget the live z stuff I did, …": not all that was said before. */
const FORGET_THING =
  /\bforget (?:about )?(?:the|my|that|all the) ((?:\p{L}+ ){0,2}(?:stuff|adjust\w*|changes?|tweaks?|tuning|offset|babystep\w*))(?: (?:i|we) (?:did|made|have|had))?[,;]\s*(?=\p{L})/giu;
/** "use that from here on" */
const FROM_NOW =
  /(?<=\p{L}|\d),?\s+(?:from (?:here|now) on(?:wards?)?|going forwards?|henceforth|from this point on)(?=\s*(?:[,.;!]|$| (?:but|and)\b))/giu;
/** "mostly petg here so 80": the number, behind what it is for. */
const SO_NUMBER =
  /^\s*(?:(?:it['’]?s|its|i (?:print|use|run|do)|we (?:print|use|run|do)|mostly|mainly|usually|always|only|just|well|hm+|uh+m?)\b)[^.?!\d,]{2,45}?,? so (?:make it |let['’]?s say |say |take |use |go with |i guess |probably )?(\d+(?:\.\d+)?) ?(degrees?|°c?|c|mm|%|percent)?[.! ]*$/iu;
/** "TEST_RESONANCES on X. Raw data only." */
const RAW_ONLY =
  /[,.;]?\s*(?:just |only )?(?:the )?raw (?:data|samples|csv|values)(?: only| please| is enough)?(?=\s*(?:[,.;!]|$))/giu;

/** "the plate is clean, so kindly let it go on" */
const SO_PLEASE = /,\s*so (?=(?:kindly|please|go ahead|you can|could you|can you|would you)\b)/giu;
/** "can we do the planet gear one now" */
const DO_MODEL =
  /\b(?:can|could|shall|let['’]?s|may|might)(?: we| you| i)? do (?:the|that|my) (?!same\b|other\b|next\b|last\b|first\b|whole\b)([\p{L}\d_ -]{3,30}?) (?:one|file|model|print)(?= now\b| next\b| please\b|[,.!?]|$)/giu;
/** "new colour's in, carry on": done by the person. */
const IS_IN =
  /(^|[.;!]\s*)(?:(?:ok(?:ay)?|right|aight|alright|yo|hey|so|well|cool|done),? )?(?:the )?(?:new|fresh|other|next|second|spare) (?:\p{L}+ )?(?:colou?rs?|filament|spool|roll|reel)(?:['’]?s| is| are)? (?:in|on|loaded|fed|threaded)(?: now)?(?:[,.;!]\s*|\s+(?:so|and|now|let['’]?s go+)\s*,?\s*)(?=\p{L})/giu;
/** "take the vase back out of the queue" */
const OUT_OF_QUEUE =
  /\b(?:take|get|pull|bring|move|put) (.{2,40}?) (?:back )?(?:out of|off(?: of)?|from) (the (?:print )?queue\b)/giu;

/** "3 copies of the cube": to be printed. */
const COPIES =
  /^\s*(?:(?:i|we)(?:['’]d| would)? (?:need|want|like) )?(?:(\d+|two|three|four|five|six|ten) cop(?:y|ies) of)(?= )/iu;

/** "brightness 30": of the light. */
const BRIGHTNESS = /^\s*(?:set )?(?:the )?brightness (?:to |at |of )?(?=\d)/iu;

/** "I should like to", "when it is convenient for you": no more than polite. */
const SHOULD_LIKE = /\bI should (?:very much |rather )?like (?=to\b|you to\b|it\b)/gu;
const CONVENIENT =
  /,?\s+(?:when(?:ever)?|if|as soon as) (?:it['’]?s|it is|this is|that is)(?: at all)? (?:convenient|possible|no (?:trouble|bother))(?: (?:for|to) you)?(?=\s*(?:[.,!]|$))/giu;
/** "let soap_dish.gcode be called dish.gcode" */
const BE_CALLED = /\blet (\S+) be (?:called|named|known as) (\S+)/giu;
/** "can we finally get it going?" */
const GET_GOING =
  /\bget (it|that one|this one) (?:going|started|under ?way|rolling|printed|off the ground)\b(?! again)/giu;
/** "warming the nozzle and bed up" */
const WARM_UP =
  /\b(warm|heat)(ing)? ((?:the |my )?(?:nozzle|hot ?end|extruder|bed|plate)(?:(?:,| and) (?:the |my )?(?:nozzle|hot ?end|extruder|bed|plate))+) up\b/giu;
/** "plugged in and on" */
const PLUGGED_IN = /\bplugged in and (?=(?:on|off|running)\b)/giu;

/** "chamber light also you put on" */
const ALSO_YOU =
  /\b((?:the |my )?\p{L}+(?: \p{L}+)?) also (?:you )?(?:please )?(put|switch|turn) (on|off)\b/giu;
/** "the print, pause it" */
const LED_BY =
  /\b(?:the|this|that|my) (print|job), (?:please |kindly )?(pause|cancel|resume|stop|abort) it\b/giu;
/** "how high's the head" */
const HOW_IS = /\b(how (?:high|low|hot|warm|cold|full|fast|far|big|tall|long|old|much))['’]s\b/giu;

/** "get rid of that file I don't need anymore": no ban. */
const NOT_NEEDED =
  /\b((?:delete|remove|get rid of|bin|trash|erase|clear out|throw out|chuck) [^.,;?]{2,40}?) (?:that |which )?(?:i|we) (?:do not|don['’]?t) (?:need|want|use|like|print)(?: (?:it|them))?(?: (?:any ?more|any longer|now))?(?=\s*(?:[.,;!?]|$))/giu;

/** "for our yearly report I need …": what for. */
const WHAT_FOR =
  /^\s*(?:(?:hi|hello|hey)[, ]+)?for (?:my|our|the|his|her|their|an?) [^.,;?!\d]{3,45}?,? (?=(?:i|we) (?:need|want|would like|have to)\b(?! to know)|(?:can|could|would) you\b|please\b|what\b|how (?:many|much|long)\b)/iu;

/** "put the cube on whichever printer is free" */
const ON_FREE =
  /\b(?:put|throw|stick|chuck|get|send|run) ((?:the |my |this |that )?[\p{L}\d_. -]{2,40}?) (?:up )?(?:on|onto|to) (?=(?:whichever|which ever|any (?:free|idle)|the (?:free|idle) (?:one|printer|machine))\b)/giu;

/** "nozzle 3 cm off the bed", "drop z till it's 0.2 above the plate": a height, and no step. "Lift it 5 off the bed" is one. */
const ABOVE_BED =
  /^(?!.*\b(?:lift|raise|up|by|is|what|how|why|layer|while|when|if)\b)(?:(?:please|ok|now|and|then|can you|could you) )*(?:(?:drop|lower|put|bring|set|move|get|take|drive|leave|hover) )?(?:the |my )?(?:nozzle|head|z|hot ?end|it|toolhead)? ?(?:(?:hanging|parked|sitting|hovering|waiting|standing|resting) )?(?:down )?(?:to |at |till? |until |so that )?(?:it['’]?s |its |it is )?(\d+(?:\.\d+)?) ?(mm|cm)? (?:off|above|over|from) the (?:bed|plate)(?= please|[.!]|$)/iu;

/** "to 0.06 at runtime": live, as all that is not written down. */
const AT_RUNTIME = /,? (?:at run ?time|on the fly)(?=\s*(?:[.,;!]|$))/giu;

/** "can you get the bed to 55, want to do one thing before bed": why stands behind. */
const WHY_TAIL =
  /^((?:.*\b(?:can|could|would) (?:you|u)\b|\s*(?:please )?(?:set|heat|get|put)\b)[^,.?]*\d[^,.?]*),? (?:i )?(?:want|need|wanna|gonna|(?:(?:i['’]?m|am) )?(?:going|trying|hoping|about)) to [^.?!]*$/iu;
/** "that exhaust fan can run at 40 percent" */
const CAN_RUN =
  /\b(?:the|that|this|my) ((?:\p{L}+ )?fan) (?:can|could|may|should) (?:run|go|be|sit|stay) (?:at|on) (?=\d)/giu;
/** "forget the loaded mesh for now" */
const FORGET_MESH =
  /\bforget (?:about )?(?:the|my|that) (?:loaded |current |active |saved )?(?:bed )?mesh\b/giu;
/** "pid the hotend, i mostly print petg so 240" */
const PRINTS_SO =
  /\b(pid\b[^,.?\d]*),? (?:i|we) (?:mostly |usually |mainly |always |only )?(?:print|use|run) [^,.\d]{2,20}? so (\d{2,3})\b/giu;

/** A message with such orders in their plain form. */
export function withPlainOrders(text: string): string {
  const plain = text
    .replace(PUSHED, 'set $1 to ')
    .replace(/\btoo (?:much|far|high|low),? (?=back\b)/giu, '')
    .replace(CHANGE_CODE, 'change the filament')
    .replace(
      WITH_FAN,
      (_, order: string, fan: string, percent: string) => `set the ${fan} to ${percent} percent. ${order}`,
    )
    .replace(ANOTHER_DAY, '')
    .replace(FORGET_THING, '')
    .replace(FROM_NOW, '')
    .replace(SO_NUMBER, '$1 $2')
    .replace(COPIES, 'print $1 copies of')
    .replace(BRIGHTNESS, 'set the light to ')
    .replace(NOT_NEEDED, '$1')
    .replace(WHAT_FOR, '')
    .replace(ON_FREE, 'print $1 on ')
    .replace(ABOVE_BED, 'move z to $1 $2')
    .replace(AT_RUNTIME, '')
    .replace(WHY_TAIL, '$1')
    .replace(CAN_RUN, 'set the $1 to ')
    .replace(FORGET_MESH, 'clear the mesh')
    .replace(PRINTS_SO, '$1 at $2')
    .replace(ALSO_YOU, '$2 $3 $1')
    .replace(LED_BY, '$2 the $1')
    .replace(HOW_IS, '$1 is')
    .replace(SHOULD_LIKE, 'I would like ')
    .replace(CONVENIENT, '')
    .replace(BE_CALLED, 'rename $1 to $2')
    .replace(GET_GOING, 'print $1')
    .replace(WARM_UP, '$1$2 up $3')
    .replace(PLUGGED_IN, '')
    .replace(SO_PLEASE, '. ')
    .replace(DO_MODEL, 'print the $1')
    .replace(IS_IN, '$1')
    .replace(OUT_OF_QUEUE, 'remove $1 from $2');
  return /\btest_?resonances\b/i.test(plain) ? plain.replace(RAW_ONLY, '') : plain;
}
