import type { Language } from '../language/lexicon/types.ts';

/** Short forms people type, verbs that fall apart, and lists of axes, in the form the rest of the mind knows. */
const FORMS: Record<Exclude<Language, 'en'>, [RegExp, string][]> = {
  sv: [
    [/(?<!\p{L})(?:oxå|oxa|ocks)(?!\p{L})/giu, 'också'],
    [/(?<!\p{L})e(?= (?:kvar|klar|det|den|varm|på|av))/giu, 'är'],
    [/(?<!\p{L})mkt(?!\p{L})/giu, 'mycket'],
    [/(?<!\p{L})mycke(?!\p{L})/giu, 'mycket'],
    [/(?<!\p{L})(?:dom)(?!\p{L})/giu, 'de'],
    [/(?<!\p{L})ba(?!\p{L})/giu, 'bara'],
    [/(?<!\p{L})(?:hotenden|nozzlen|nozzeln)(?!\p{L})/giu, 'munstycket'],
    [/(?<!\p{L})(?:beden|bedden)(?!\p{L})/giu, 'bädden'],
    [/(?<!\p{L})delkylning(?:en)?(?!\p{L})/giu, 'fläkten'],
    [/(?<!\p{L})(?:arbets|bord|kammar|skriv)(?:ljuset?|lampan?|belysning(?:en)?)(?!\p{L})/giu, 'lampan'],
    // "…, så ser vi": what for
    [/,? så (?:ser|får) vi(?: se| hur det går)?(?=\s*(?:[.,;!]|$))/giu, ''],
    // "har bytt hotend så kör en pid": the wish begins behind it
    [
      /^((?:jag |vi )?har (?:\p{L}+t|just|precis) [^.,;?]{3,60}?),? så (?=(?:kör|starta|sätt|gör|skriv|värm|ta|ladda|kan du) )/iu,
      '$1. ',
    ],
    [
      /,? så (?=(?:kör|starta|sätt|stäng|gör|pausa|avbryt|skriv|värm|höj|sänk|tänd|släck|ta|visa|flytta|ladda|mata|slå|kan du|nu kan) )/giu,
      ', ',
    ],
  ],
  de: [
    [/(?<!\p{L})(?:nich|net|ned)(?!\p{L})/giu, 'nicht'],
    [/(?<!\p{L})is(?!\p{L})/giu, 'ist'],
    [/(?<!\p{L})(kann|mach|druck|bis|has)te(?= (?:mal|das|den|die|bitte|mir|kurz|noch))/giu, '$1st du'],
    [/(?<!\p{L})ma(?= (?:den|das|die|kurz|nen|ne|bitte|n))/giu, 'mal'],
    [/(?<!\p{L})(?:nen|n)(?= \p{L})/giu, 'einen'],
    [/(?<!\p{L})wieviel(?!\p{L})/giu, 'wie viel'],
    [/(?<!\p{L})(?:arbeits|kamera|kammer|innen|gehäuse)(?:licht|beleuchtung|lampe)(?!\p{L})/giu, 'Licht'],
    [
      /(?<!\p{L})mach(?:e)? (?:mal |bitte |doch )*(?=(?:das|die|den|dein)?\s*\p{L}+ (?:aus|an)(?!\p{L}))/giu,
      'schalte ',
    ],
    [
      /(?<!\p{L})(bett|platte) (?:einmal |mal |bitte |noch |frisch |neu )*(?:ab)?(?:tasten|scannen)(?!\p{L})/giu,
      '$1 neu vermessen',
    ],
    [
      /(?<!\p{L})zieh(?:e)? (?:mal |bitte )*das filament (?:mal |bitte )*(\d+ ?(?:mm)?) zurück(?!\p{L})/giu,
      'filament $1 zurückziehen',
    ],
    [/(?<!\p{L})([xyz]) und ([xyz])(?!\p{L})/giu, '$1 $2'],
    [/(?<!\p{L})(?:das|der|die|den) (hot ?end)(?!\p{L})/giu, 'die $1'],
    // "benenn a in b um": the verb alone says it
    [/(?<=(?:^|\s)benenne? .{1,80}\.gcode) um(?=\s*(?:[,.;!?]|$))/giu, ''],
  ],
  es: [
    // "…, que huele a caliente": why
    [
      /,? (?:que|ya que|porque) (?:huele|hace (?:calor|frío|frio)|ya (?:es|está|esta|termin\p{L}+|acab\p{L}+)|me (?:voy|tengo)|estoy|voy a|tengo que|se está|se esta) [^,.;!?]*(?=\s*(?:[,.;!]|$))/giu,
      '',
    ],
    [/(?<!\p{L})(?:xq|pq|porq)(?!\p{L})/giu, 'por qué'],
    [/(?<!\p{L})(?:q|k|ke)(?= \p{L})/giu, 'que'],
    [/(?<!\p{L})(?:porfa|porfi|xfa|xfavor)(?!\p{L})/giu, 'por favor'],
    [/por qu[eé] (?=(?:capa|porcentaje|parte)(?!\p{L}))/giu, 'en qué '],
    [/(?<!\p{L})tb(?!\p{L})/giu, 'también'],
    [/(?<!\p{L})([xyz]) (?:e|y) ([xyz])(?!\p{L})/giu, '$1 $2'],
    // "imprimelo": the thing stands in the verb
    [/(?<!\p{L})(impr[ií]me|borra|mu[eé]strame)l[oa]s?(?!\p{L})/giu, '$1 eso'],
    // what is not to be touched is left out of what is wished beside it
    [/,\s*(?:y )?(?:el|la|los|las) [xyz](?:[ ,]+[xyz])* no l[oa]s? (?:toques|muevas)(?!\p{L})/giu, ''],
  ],
  fr: [
    // "je voudrais sécher une bobine, …": what for
    [/(?:^|(?<=bonjour[,! ]+))\s*je (?:veux|voudrais) (?:faire )?s[eé]cher [^.?!]*[.]\s*/iu, ''],
    [/(?<!\p{L})(?:pk|pq|pkoi|pourkoi)(?!\p{L})/giu, 'pourquoi'],
    [/,?(?<!\p{L}) ?(?:stp|svp|s['’]il (?:te|vous) pla[iî]t)(?!\p{L})/giu, ''],
    [/(?<!\p{L})cb(?!\p{L})/giu, 'combien'],
    // a height is a place, not a step
    [
      /(?<!\p{L})(?:monter|lever|remonter|monte|lève|descendre|descends) (?:la |le )?(?:t[êe]te|buse|z) [àa] (\d+) ?mm(?: de haut(?:eur)?)?(?!\p{L})/giu,
      'déplacer z à $1 mm',
    ],
    [/(?<!\p{L})(?:qd)(?!\p{L})/giu, 'quand'],
    [/(?<!\p{L})(?:jsuis|chuis|chui)(?!\p{L})/giu, 'je suis'],
    [/(?<!\p{L})([xyz]) et ([xyz])(?!\p{L})/giu, '$1 $2'],
  ],
};

/** A message with such forms written out; English has its own in `text.ts`. */
export const plainAbroad = (text: string, language: Language): string =>
  language === 'en' ? text : FORMS[language].reduce((all, [form, plain]) => all.replace(form, plain), text);
