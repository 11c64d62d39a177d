import type { Language } from '../language/lexicon/types.ts';
import type { Grammar } from './mood.ts';

/*
 * Folded words, the first rule that fits counts. What is told or asked goes before what is negated: "der erste Layer
 * hält nicht" and "varför svarar den inte" forbid nothing.
 */

const SV: Grammar[] = [
  {
    mood: 'hypothetical',
    pattern:
      /\b(?:vad hander (?:om|nar|da|ifall)|tank om|om (?:jag|vi|man)|ifall|skulle (?:det )?handa|antag|anta att|sag att (?:jag|den)|vad skulle|hur vore|vore det|hade det (?:varit|gatt))\b/,
  },
  {
    mood: 'deferred',
    pattern:
      /^(?:nar (?:den|det|utskriften|jobbet) (?:ar|blir) (?:klar|klart|fardig)|sa fort|sa snart)|\bnar (?:den|utskriften|det|jobbet) (?:ar|blir) (?:klar|klart|fardig)\w*\b(?!$)/,
  },
  {
    mood: 'howto',
    pattern: /^(?:hur (?!(?:mar|ser|gar|ligger|star|verkar) )\w+ (?:jag|man|vi)|hur gor|hur man)\b/,
  },
  {
    mood: 'permission',
    pattern:
      /^(?:(?:kan|far|ska|bor|borde|maste|skulle|vagar|behover|kunde) (?:jag|man|vi)\b(?! (?:se|fa|titta|vilja)\b)|ar det (?:nagon (?:fara|risk)|ok|sakert|farligt|okej|bra|lugnt|dumt|smart|vart|lampligt|tillatet|normalt|nodvandigt|ofarligt|riskabelt)|gar det (?:bra )?att|ar det okej)/,
  },
  {
    mood: 'question',
    pattern:
      /^(?:vad|va|vilken|vilket|vilka|nar|var|vart|hur|varfor|vem|vems|ar|har|finns|gar|blir|star|haller|kommer|fungerar|visst|gick|fick|blev|hann|stod|hade|hander|stammer|racker|hinner|fattas|behover|betyder)\b|^\w{3,}(?:ar|er|ade|ades|tes|des|te) (?:den|det|de|dom|jag|vi|han|\w{2,}(?:en|et|na|an|rn|ln))\b/,
  },
  {
    mood: 'negated',
    pattern:
      /^(?:du|ni|vi) (?:ska|far|bor|behover|borde|maste) (?:\w+ )?(?:inte|aldrig)\b|^(?:jag|vi) (?:vill|onskar) (?:inte|aldrig)|\b(?:den|det|utskriften|skrivaren) (?:ska|far|bor) (?:inte|aldrig)\b|^\w+(?: \w+){0,4} (?:inget|ingenting|inga)$/,
  },
  {
    // "jag tänkte avbryta", "brorsan sa att jag skulle pausa": told, whatever verb follows
    mood: 'reported',
    pattern:
      /^(?:jag|vi) (?:tankte|tanker|funderar|funderade|overvagde|holl pa|haller pa|var|har|hade|gjorde|satte|startade|avbrot|pausade|stangde|bytte|korde|tog|fick|kom|sag|ser|tror|trodde|tycker|undrar|undrade|vet|hoppas|ar|glomde|skulle (?:just|precis|nyss)|brukar|maste|menar|menade|gillar|hatar|rakade|skojar|skojade|horde|laste|kanner|\w{3,}(?:ade|rde|lde|kte|ste|nde))\b(?! att du\b)/,
  },
  {
    mood: 'reported',
    pattern:
      /^(?:han|hon|de|dom|nagon|nan|man|min|mitt|mina|hans|hennes|brorsan|syrran|morsan|farsan|pappa|mamma|polarn|kompisen|grannen|kollegan|chefen|frun|mannen|sambon|tjejen|killen|dottern|sonen|grabben|ungarna|barnen|eleverna|lararen|folk|nagra|en (?:kompis|kille|polare|kollega|tjej|van)|enligt|tydligen|det star|manualen|forumet)\b/,
  },
  {
    mood: 'statement',
    pattern:
      /^(?:(?:den|det|de|har|allt|nu)(?: har| dar)?|(?:forsta |andra |ena |hela |ett |en )?\w{3,}(?:en|et|na|an|rn|ln|yn|sn|ar|er)) (?:(?:bara|nog|ju|nu|fortfarande|redan|precis|nyss|aldrig) )?(?:har|hade|ar|var|blev|blir|ser|star|gar|gick|kom|holl|verkar|kanns|fick|borjar|borjade|kraver|sa|\w{3,}(?:ar|ade|rde|lde|des|kte|pte)|\w{2,}[^aeiou\W]er)\b(?! (?:du|ni|till \d))/,
  },
  {
    mood: 'negated',
    pattern:
      /\b(?:inte|aldrig|ej|icke|lat bli|undvik|strunta i|skippa|lat (?:den|det) vara|ror ingenting|ingenting)\b/,
  },
];

const DE: Grammar[] = [
  {
    mood: 'hypothetical',
    pattern:
      /\b(?:was (?:passiert|geschieht) (?:wenn|falls|beim|bei)|was ware|was wurde|wenn (?:ich|man|wir)|falls (?:ich|man)|angenommen|ware es|wurde (?:es|das|er|der)|konnte es sein)\b/,
  },
  {
    mood: 'deferred',
    pattern:
      /^(?:wenn (?:er|es|sie|der|das|die|du)|sobald|nachdem|falls)\b|\b(?:wenn|sobald|nachdem) (?:er|es|sie|der druck|das teil|das ding|die duse|das bett) (?:\w+ )?(?:fertig|durch|warm|kalt|heiss|abgekuhlt)\b/,
  },
  {
    mood: 'howto',
    pattern:
      /^(?:wie (?!(?:lang|lange|viel|viele|weit|oft|heiss|warm|hoch|schnell|gross)\b)\w+ (?:ich|man|wir)|wie man|wie geht(?! (?:es|s|der|das|die)\b)|wie funktioniert)\b/,
  },
  {
    mood: 'permission',
    pattern:
      /^(?:(?:darf|kann|soll|sollte|muss|konnte|durfte) (?:ich|man|wir)\b(?! (?:sehen|haben|mal sehen)\b)(?!.* (?:sehen|haben)$)|ist (?:es|das) (?:ok|sicher|gefahrlich|okay|schlimm|normal|sinnvoll|notig|ratsam|klug|dumm|erlaubt)|gibt es (?:ein risiko|eine gefahr)|geht das)/,
  },
  {
    mood: 'question',
    pattern:
      /^(?:was|welche\w*|wann|wo|wohin|wie|warum|wieso|weshalb|wer|wem|wessen|ist|sind|hat|hast|lauft|gibt|steht|wird|wurde|wieviel|war|waren|funktioniert|druckt|bist|habe?n?|reicht|klappt|stimmt|passt|geht|kommt|bleibt|hangt|klebt|schafft|dauert|braucht|heizt|liegt|fehlt|tut)\b|^\w{3,}t (?:er|es|sie|das|der|die|noch|denn|schon|da|sich|mein\w*)\b/,
  },
  {
    mood: 'negated',
    pattern:
      /^(?:du|ihr|sie|wir) (?:sollst|darfst|sollt|durft|musst|brauchst|sollten) .*\b(?:nicht|nichts|nie|kein\w*)\b|^ich (?:will|mochte|wollte) (?:\w+ ){0,3}(?:nicht|nichts|kein\w*)\b|^(?:der|die|das|er|es) (?:soll|darf|muss) (?:\w+ ){0,3}(?:nicht|nichts|nie)\b/,
  },
  {
    mood: 'reported',
    pattern:
      /^(?:ich|wir) (?:(?:habe?n?|hatte\w*|wollte\w*|war|waren|bin|dachte\w*|denke|glaub\w*|hab|hoffe|uberleg\w*|uberlegte|muss|musste|musst|weiss|wusste|finde|fand|seh\w*|sah|hor\w*|frag\w*|meinte|meine|mag|hasse|liebe|konnte|sollte|sollt|wollt|will nur (?:wissen|fragen)|dreh\w* durch)|\w{3,}te)\b(?! .*\b(?:bitte)\b)/,
  },
  {
    mood: 'reported',
    pattern:
      /^(?:mein(?:e|er|em|en)? (?!(?:bett|duse|druck|lufter|kopf)\b)\w+|jemand|man|er|sie|leute|die leute|alle(?! (?:achsen|heizungen|heizer|lufter|motoren|drei|beiden|lichter|drucker)\b)|laut|angeblich|anscheinend|irgendwer|(?:der|die) (?:chef|chefin|lehrer|lehrerin|kollege|kollegin|nachbar|kleine|kinder|anleitung|freund|freundin|kerl|typ|frau|mann)|im forum|auf youtube|im internet) /,
  },
  {
    mood: 'statement',
    pattern:
      /^(?:es|das|der|die|da|dann|alles|irgendwas|irgendetwas|mein\w*|dieser?|dieses|sie|er)(?: \w+){0,3}? (?:ist|war|hat|hatte|sind|waren|haben|wird|wurde|sieht|klingt|riecht|stinkt|geht|ging|kommt|kam|lauft|lief|bleibt|blieb|klebt|haftet|halt|lost|loste|zieht|steht|stand|macht|machte|scheint|funktioniert|klappt|hangt|druckt|heizt|quietscht|knackt|rattert|fehlt|reicht|\w{4,}t)\b(?! (?:du|ihr)\b)/,
  },
  {
    mood: 'negated',
    pattern:
      /\b(?:nicht|nichts|nix|nie|kein|keine|keinen|keinesfalls|niemals|lass (?:es|ihn|sie|das) (?:so|in ruhe|sein)|finger weg)\b/,
  },
];

const ES: Grammar[] = [
  {
    mood: 'hypothetical',
    pattern:
      /\b(?:que (?:pasa|ocurre|sucede) (?:si|cuando)|que pasaria|y si|si (?:yo|lo|la|le|se|te)? ?\w{2,}o(?: \w+)*$|si (?:yo|cancelo|pauso|pongo|apago|subo|bajo|dejo|paro|quito|corto)|supon\w*|seria|pasaria algo|en caso de)\b/,
  },
  {
    mood: 'deferred',
    pattern:
      /^(?:cuando (?:termine|acabe|este|llegue)|en cuanto|despues de que|apenas (?:termine|acabe))|\bcuando (?:termine|acabe|este (?:list|fri|termin)\w+)/,
  },
  {
    mood: 'statement',
    pattern:
      /^no (?:(?:se|me|le|lo|la|te|nos) )*(?:pega|pegan|funciona|calienta|imprime|va|sale|avanza|responde|arranca|extruye|entiendo|se\b|hay|es|esta|estaba|puedo|quiere|deja|para|hace|sabe|sabia|parece|enciende|conecta|aparece|carga|llega|agarra|adhiere|queda|tengo|tiene|quedo|salio|funciono|termino|creo|mueve|baja|sube)\b/,
  },
  {
    mood: 'negated',
    pattern:
      /^(?:por favor )?(?:no|nunca|ni|tampoco)\b|^(?:que )?no \w+|\b(?:todavia no|aun no|sin cancelar|sin parar|sin pausar|ni se te ocurra|no (?:lo|la|le|los|las|me|te|se)? ?\w+[ae]s)\b|^(?:no quiero|no hace falta|no toques)/,
  },
  {
    mood: 'howto',
    pattern:
      /^como (?:puedo|se (?!(?:ve|llama|encuentra|siente|ven)\b)\w+|hago|hay que|calibro|cambio|limpio|debo|(?!(?:quedo|acabo|termino|paso|llego|salio)\b)\w{3,}o)\b/,
  },
  {
    mood: 'permission',
    pattern:
      /^(?:(?:puedo|podemos|debo|deberia|tengo que|se puede|hay que|conviene|hace falta|vale la pena)\b(?! ver)|(?:es|sera|seria) (?:seguro|peligroso|normal|malo|necesario|recomendable|buena idea|mala idea)|pasa algo si|hay (?:riesgo|peligro))/,
  },
  {
    mood: 'question',
    pattern:
      /^(?:que|cual|cuales|cuando|donde|adonde|como|por que|quien|cuanto|cuanta|cuantos|cuantas|a cuanto|a cuantos|a que|en que|de que|con que|por donde|esta|estan|hay|tiene|es|son|ha|han|queda|quedan|falta|faltan|ya (?:acabo|termino|esta|casi|va)|va|van|se (?:ha|oye|ve|puede|quedo)|llega|alcanza|tardara|acabara|terminara|funciona|hubo|era|fue|estaba)\b/,
  },
  {
    mood: 'reported',
    pattern:
      /^(?:yo )?(?:iba a|estaba|estuve|pense|pensaba|queria|he|habia|tuve|tenia|puse|hice|cambie|cancele|pause|apague|creo|creia|espero|pienso|dije|oi|lei|vi|le dije|me (?:dijo|dijeron|dice|han dicho|gusta|parece|preocupa))\b/,
  },
  {
    mood: 'reported',
    pattern:
      /^(?:mi (?!impresora|cama|boquilla|impresion|ventilador)\w+|mis \w+|el (?:jefe|profe|profesor|vecino|nino|chico|manual|foro)|la (?:jefa|profe|profesora|vecina|nina|chica)|alguien|la gente|un (?:amigo|colega|companero)|segun|dicen|dice que|en (?:youtube|el foro|internet))\b/,
  },
  {
    mood: 'statement',
    pattern:
      /^(?:(?:el|la|los|las|esto|eso|todo|aqui|ahi|mi|se|lo)(?: \w+){0,3}? )(?:es|son|esta|estan|estaba|ha|han|hace|hacia|va|iba|sale|salen|suena|huele|parece|queda|quedo|tiene|tenia|sigue|despega|despego|atasco|salio|fallo|paro|rompio|cayo|levanta|pega|despegando|vibra)\b/,
  },
];

const FR: Grammar[] = [
  {
    mood: 'hypothetical',
    pattern:
      /\b(?:que se passe(?:-t-il| t il)? (?:si|quand)|ca (?:fait|ferait) quoi (?:si|quand)|et si|si (?:je|on|j|tu)|qu arrive|que se passerait|qu est ce qui se passe si|serait ce|ce serait|au cas ou)\b/,
  },
  {
    mood: 'deferred',
    pattern:
      /^(?:quand (?:c est|elle|il|l impression|ce sera|ca)|des que|une fois que|apres que|lorsque)\b|\b(?:quand|des que|une fois que|lorsque) (?:c est|c|elle|il|ce sera|ca)(?: \w+)? (?:fini|finie|termine|terminee|pret|prete)\b/,
  },
  {
    mood: 'howto',
    pattern:
      /^(?:comment (?!(?:va|vont|ca va|ca se (?:passe|fait)|se passe|est|sont|tu|il|elle|se)\b)\w+|comment (?:on|je) |c est quoi la (?:methode|procedure))/,
  },
  {
    mood: 'permission',
    pattern:
      /^(?:(?:puis-je|puis je|je peux|je dois|on doit|faut-il|faut il|il faut|est-ce que (?:je|on) (?:peux|dois|devrais|peut|doit|devrait)|est ce que (?:je|on) (?:peux|dois|devrais|peut|doit)|dois-je|dois je|devrais-je|je devrais|peut-on|peut on|on peut|j ai le droit)\b(?! voir| avoir)|(?:est-ce|est ce)(?: que c est)? (?:sur|dangereux|normal|grave|prudent|raisonnable)|c est (?:dangereux|grave|risque|normal|prudent)|ca (?:craint|risque)|y a(?: t il)? un risque)/,
  },
  {
    mood: 'question',
    pattern:
      /^(?:quel\w*|quand|ou|comment|pourquoi|qui|que|qu|combien|est-ce|est ce|est-elle|est-il|est elle|est il|y a|y avait|a quel\w*|a combien|c est quoi|c est (?:bientot|encore|deja)|est|il reste|elle en est|il en est|on en est|a-t|a t|reste|reste-t|ca (?:avance|va|tourne|imprime|chauffe|en est)\b|tu en es|as-tu|as tu|t as)\b/,
  },
  {
    // "ça donne quoi", "elle imprime quoi là"
    mood: 'question',
    pattern:
      /^(?:(?:ca|elle|il|on|tu|t|c|j|je|le|la|l|les)\b.*\b(?:quoi|combien|quel|quelle|quand|comment)\b)/,
  },
  {
    // "elle bouge plus", "ça colle pas": how things are
    mood: 'statement',
    pattern:
      /^(?:ca|c|elle|il|ils|elles|j|on|(?:le|la|l|les|mon|ma|mes|cette|ce) (?:\w+ ){1,3}?)(?: ?(?:ne|n|y|en|se|s|me|m))* ?(?:est|sont|a|ont|etait|avait|bouge|colle|marche|chauffe|imprime|sort|tient|fait|va|vient|reste|semble|sent|fume|claque|vibre|tremble|decolle|plante|repond|fonctionne|demarre|avance|grince|foire|part|marchait|chauffait|bougeait|\w{4,}ait)\b(?! (?:en pause|a \d|\d))/,
  },
  {
    mood: 'negated',
    pattern:
      /\b(?:ne|n)(?: \w+){1,4} (?:pas|rien|plus|jamais)\b|^\w+(?: (?:le|la|les|l|y|en|moi|encore|surtout|a|au|pas))* (?:pas|rien|jamais)\b|\bpas\b(?= (?:arrete|annule|pause|maintenant|encore|tout de suite))|^(?:surtout )?pas\b|\bjamais\b|^laisse (?:tomber|la|le|tourner|faire)\b|^(?:touche|arrete|annule|lance|coupe|change|bouge|demarre|imprime|supprime)(?: \w+)? (?:pas|rien)\b/,
  },
  {
    mood: 'reported',
    pattern:
      /^(?:j (?:ai|avais|allais|etais|hesite|ai failli|pensais|aimais|espere|hesitais)|je (?:pensais|voulais juste|viens|crois|pense|suis|sais|me (?:demande|demandais)|trouve|dois|vais)|on (?:a|avait|part|va|m a)|nous avons)\b/,
  },
  {
    mood: 'reported',
    pattern:
      /^(?:(?:mon|ma|mes) (?!imprimante|plateau|buse|impression|lit|ventilateur)\w+|quelqu un|les gens|un (?:pote|ami|collegue|mec|type)|une (?:amie|copine|collegue)|le (?:prof|chef|voisin|patron|manuel|tuto)|la (?:prof|voisine|patronne|doc)|d apres|selon|parait que|il parait|sur (?:youtube|le forum|internet))\b/,
  },
];

/** How clauses of the other languages are meant. */
export const GRAMMARS_ABROAD: Record<Exclude<Language, 'en'>, readonly Grammar[]> = {
  sv: SV,
  de: DE,
  es: ES,
  fr: FR,
};
