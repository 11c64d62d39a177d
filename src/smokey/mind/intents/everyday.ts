import type { Intent } from './types.ts';

/** Short everyday questions that mean this printer, here and now, however they are put. */
export const EVERYDAY_INTENTS: Intent[] = [
  {
    id: 'safe_to_touch',
    kind: 'ask',
    here: true,
    weight: 2.5,
    patterns: [
      '~\\b(?:safe|ok|okay|cool enough|cold enough|fine|alright) (?:(?:for me|now|yet|already) )*to (?:touch|grab|hold|handle|reach in|put my hands?)\\b~ !#',
      '~^(?:can|may|could|should) (?:i|we|one|you) (?:safely |already |now |just )?(?:touch|grab|handle|reach into|put my hands? (?:in|on|near|under))\\b~ !#',
      '~\\b(?:bare|naked) (?:hands?|fingers?)\\b~ !#',
      '~\\b(?:will|would|can|could) (?:i|it|we) (?:get burn(?:t|ed)|burn (?:me|myself|my \\w+|us))\\b~ !#',
      '~\\b(?:ar det|kan (?:jag|man)) (?:\\w+ )?(?:sakert|ofarligt|okej|ta|rora|tar)\\b.*\\b(?:rora|ta|vidrora|pa)\\b~',
      '~\\b(?:kann|darf) (?:ich|man) (?:\\w+ ){0,3}(?:anfassen|beruhren|hinfassen|reinfassen)\\b~',
      '~\\b(?:puedo|se puede|es seguro) tocar\\w*~',
      '~\\b(?:je peux|on peut|puis je|puis-je|peut on|peut-on|c est sur de|sans danger de)(?: le| la)? toucher\\b~',
    ],
  },
  {
    id: 'can_print',
    kind: 'ask',
    here: true,
    weight: 1.6,
    patterns: [
      '~^(?:can|could|may) (?:i|we|you) (?:please )?(?:print|start|begin|use (?:it|the printer)|go(?: ahead)?|start (?:printing|a print|something))(?: (?:something|again|now|already|yet|today|a print|it))*$~',
      '~^(?:is|are) (?:it|we|the printer|everything|all|you) (?:all )?(?:ready|set|good|clear|prepared|good to go|able) (?:to (?:print|start|go|use)|for (?:a|the|another|my)(?: \\w+)? (?:print|one|job))\\b~',
      '~^(?:ready|good|all set) to (?:print|go|start)\\b~',
      '~^(?:kan|far) (?:jag|man|vi) (?:skriva ut|starta|borja)(?: nu| igen)?$~',
      '~^(?:kann|darf) (?:ich|man) (?:jetzt |nun |wieder |was |etwas )*(?:drucken|loslegen|starten|anfangen)$~',
      '~^(?:puedo|podemos|se puede) (?:imprimir|empezar)(?: ya| ahora| algo)?$~',
      '~^(?:je peux|on peut|puis-je|puis je|peut-on|peut on) (?:imprimer|commencer|lancer)(?: maintenant| quelque chose)?$~',
    ],
  },
  {
    id: 'take_off',
    kind: 'ask',
    here: true,
    weight: 1.8,
    patterns: [
      '~^(?:can|may|could|should) (?:i|we) (?:already |now |safely )?(?:take|remove|get|pull|pop|lift|pry|peel) (?:it|the (?:print|part|piece|model|object|thing)|my (?:print|part|piece))(?: (?:off|out))?(?: (?:the|of the) \\w+)?(?: (?:now|yet|already))?$~',
      '~^(?:kan|far) jag (?:ta (?:bort|loss|av)|plocka)\\b~',
      '~^(?:kann|darf) ich (?:es|ihn|das teil|den druck) (?:jetzt |schon )?(?:abnehmen|runternehmen|rausnehmen|losen)~',
      '~^puedo (?:quitar|sacar|despegar)\\w*~',
      '~^(?:je peux|puis-je|puis je) (?:enlever|retirer|decoller)~',
    ],
  },
  {
    id: 'why_slow',
    kind: 'ask',
    here: true,
    weight: 1.4,
    patterns: [
      '~\\b(?:why|how come)\\b.{0,30}\\b(?:so |this |that |too |running |going |printing )*(?:slow|slowly|long|sluggish|forever)\\b~ !heat !connection',
      '~\\b(?:varfor|warum|wieso|por que|pourquoi)\\b.*\\b(?:langsam\\w*|sakta|lang tid|lange|lent\\w*|despacio|tarda|longtemps)\\b~',
      '~\\bwhat (?:is )?(?:takes?|taking) (?:it )?so long\\b~ !heat',
    ],
  },
  {
    id: 'who_did',
    kind: 'ask',
    here: true,
    weight: 2,
    patterns: [
      '~^who (?:has |have |just )?(?:turned|switched|set|started|stopped|paused|cancelled|canceled|heated|moved|changed|deleted|printed|did|put|left)\\b~',
      '~\\bwho (?:was|did) (?:it|that|this)$~',
      '~^(?:did|was it) (?:you|someone|somebody|anyone|anybody)\\b.{0,40}\\b(?:on|off|heat\\w*|start\\w*|pause\\w*|cancel\\w*|chang\\w*|delet\\w*|mov\\w*|print\\w*|who)\\b~',
      '~^(?:vem har|vem satte|vem stangde|wer hat|quien (?:ha |encendio|apago|paro|empezo|cambio)|qui a)\\b~',
    ],
  },
  {
    id: 'all_well',
    kind: 'ask',
    here: true,
    weight: 1.2,
    patterns: [
      '~^(?:so )?(?:are we|is it(?: still| all)?(?: going| looking| doing)?|is everything|is it all|is all|everything|all|you|we)(?: still)? (?:good|ok|okay|fine|alright|well|right|in order)(?: (?:there|with (?:it|the printer|you)|so far|now|on your side))*$~',
      '~^(?:is )?anything (?:is )?(?:wrong|odd|weird|strange|off|amiss|broken|i should (?:know|worry)|to worry about)\\b~',
      '~^(?:how is|how are) (?:it|things|everything|the (?:printer|machine|workhorse)|she|he|@printer)(?: (?:going|doing|looking|today|there|now|over there))*$~',
      '@printer ~^how (?:is|are)\\b~',
      '~\\b(?:the |a )?(?:rundown|overview)\\b(?! of)~',
      '~^(?:tell me|say) (?:something |a bit |more )?about (?:this|the|my) (?:machine|printer)$~',
      '~^(?:does|do) (?:it|everything|things|all) (?:still )?(?:look|seem) (?:ok|okay|good|fine|right|normal|alright)~',
      '~^(?:is|are|hows|how is) (?:my|the|this|our) (?:printer|machine)s? (?:ok|okay|fine|alright|all right|good|well|healthy|(?:doing|feeling|running) (?:ok|okay|fine|well|alright))\\b(?! (?:for|to|with)\\b)~',
      '~^(?:ar )?allt (?:ok|bra|okej|i ordning)\\b|^ist alles (?:ok|okay|in ordnung|gut)\\b|^alles (?:ok|klar|gut|in ordnung)\\b|^(?:va|esta) todo (?:bien|en orden)\\b|^todo bien\\b|^tout (?:va bien|est ok|est en ordre)\\b~',
    ],
  },
  {
    id: 'is_moving',
    kind: 'ask',
    here: true,
    weight: 1.6,
    patterns: [
      '~^(?:is|are|has|did) (?:it|the (?:printer|print|head|nozzle|machine)|you|things) (?:still |even |just |really |actually )?(?:moving|stuck|hung|frozen|freeze|hang|jammed up|alive|responding|crashed|stalled|dead|asleep|awake|doing (?:anything|something))\\b~',
    ],
  },
  {
    id: 'can_leave',
    kind: 'ask',
    here: true,
    weight: 1.8,
    patterns: [
      '~^(?:can|may|could|should) (?:i|we) (?:just |safely |now )?leave (?:it|the printer|the print|now|the room|this)(?: (?:alone|running|on|now|like this|unattended))*$~',
      '~^is it (?:safe|ok|okay|fine) to leave(?: (?:it|the printer|the print|now|alone|running|on))*$~',
    ],
  },
];
