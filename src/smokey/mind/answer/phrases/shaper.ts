import type { Phrases } from './types.ts';

export const SHAPER_PHRASES = {
  shaperApply: {
    en: 'I would set input shaping to {shapers}. It holds until Klipper restarts, unless you save it.',
    sv: 'Jag skulle sätta input shaping till {shapers}. Det gäller tills Klipper startar om, om du inte sparar det.',
    de: 'Ich würde Input Shaping auf {shapers} setzen. Es gilt bis zum Neustart von Klipper, außer du speicherst es.',
    es: 'Pondría el input shaping en {shapers}. Vale hasta que Klipper se reinicie, salvo que lo guardes.',
    fr: 'Je mettrais l’input shaping à {shapers}. Cela vaut jusqu’au redémarrage de Klipper, sauf si tu l’enregistres.',
  },
  shaperType: {
    en: 'Which shaper, at which frequency and on which axis? Say for example "mzv at 54 on x".',
  },
  shaperAxis: {
    en: 'On which axis? Say for example "mzv at 54 on x", or "on both".',
    sv: 'På vilken axel? Säg till exempel "mzv at 54 on x", eller "on both".',
    de: 'Auf welcher Achse? Zum Beispiel "mzv at 54 on x" oder "on both".',
    es: '¿En qué eje? Por ejemplo "mzv at 54 on x" o "on both".',
    fr: 'Sur quel axe ? Par exemple « mzv at 54 on x » ou « on both ».',
  },
  shaperBelts: {
    en: 'I would measure along both belts and compare them. The printer shakes loudly for some minutes; put nothing on it.',
    sv: 'Jag skulle mäta längs båda remmarna och jämföra dem. Skrivaren skakar högljutt några minuter; ställ inget på den.',
    de: 'Ich würde entlang beider Riemen messen und sie vergleichen. Der Drucker rüttelt einige Minuten laut; nichts daraufstellen.',
    es: 'Mediría a lo largo de ambas correas y las compararía. La impresora vibra con ruido unos minutos; no pongas nada encima.',
    fr: 'Je mesurerais le long des deux courroies pour les comparer. L’imprimante vibre bruyamment quelques minutes ; ne rien poser dessus.',
  },
  shaperSave: {
    en: 'I would save {shapers} to printer.cfg. Klipper restarts for that, so homing and heat are lost.',
    sv: 'Jag skulle spara {shapers} i printer.cfg. Klipper startar om, så hemläge och värme går förlorade.',
    de: 'Ich würde {shapers} in printer.cfg speichern. Klipper startet neu; Referenz und Wärme gehen verloren.',
    es: 'Guardaría {shapers} en printer.cfg. Klipper se reinicia; se pierden el origen y el calor.',
    fr: 'J’enregistrerais {shapers} dans printer.cfg. Klipper redémarre ; l’origine et la chaleur sont perdues.',
  },
  shaperRestore: {
    en: 'I would bring back the values of before the save, from {backup}. Klipper restarts for that.',
    sv: 'Jag skulle ta tillbaka värdena från före sparandet, ur {backup}. Klipper startar om.',
    de: 'Ich würde die Werte von vor dem Speichern aus {backup} zurückholen. Klipper startet dafür neu.',
    es: 'Recuperaría los valores de antes de guardar, de {backup}. Klipper se reinicia.',
    fr: 'Je rétablirais les valeurs d’avant l’enregistrement, depuis {backup}. Klipper redémarre.',
  },
  shaperNoUndo: {
    en: 'No shaper was applied or saved in this conversation, so I do not know what held before. Tell me what to set, such as "mzv at 54 on x".',
    sv: 'Ingen shaper har satts eller sparats i det här samtalet, så jag vet inte vad som gällde. Säg vad jag ska sätta, till exempel "mzv at 54 on x".',
    de: 'In diesem Gespräch wurde kein Shaper gesetzt oder gespeichert, ich weiß also nicht, was vorher galt. Sag, was gelten soll, etwa "mzv at 54 on x".',
    es: 'En esta conversación no se aplicó ni guardó ningún shaper, así que no sé qué valía antes. Dime qué pongo, como "mzv at 54 on x".',
    fr: 'Aucun shaper n’a été appliqué ni enregistré dans cette conversation ; je ne sais pas ce qui valait avant. Dis-moi quoi mettre, par exemple « mzv at 54 on x ».',
  },
} satisfies Phrases;
