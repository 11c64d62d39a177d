import { fold } from '../normalise/text.ts';
import { loadMeanings } from '../likeness/meanings.ts';
import { COMMON_WORDS } from './common-words.ts';
import { englishWords } from './english-words.ts';
import { everydayWords } from './everyday.ts';
import type { Language } from './lexicon/types.ts';

/** Small frequent words that tell the languages apart; each is worth one point, letters of one language more. */
const MARKERS: Record<Language, string> = {
  en: 'the is are what how please can could it my to of and do does for with on off this that will you i set show where when which stop start print not all home bed nozzle go get was one any now then back me only want from until just again an thanks thank yes yeah yep hello hi hey sorry nice cool great good okay why because there here did has have had been would should but or if dont much many lot more less so very too they them we us he she her his their its these those need let turn switch heat cancel resume save load tell give take make keep about over under before after still already yet hot cold done finished ready left long going stuck pause printer printing',
  sv: 'forvarm forvarma och att det den ar jag du inte hur vad var nar kan ska med for till av skrivaren utskriften skriv ut stang satt hoj sank snalla tack hej gor borde vilken vilka finns varm varmt munstycket badden grader nu mig varde bade avbryt fortsatt pausa starta flakten filer klar kvar varme ljuset kor hem alla axlar nodstopp hastigheten temperaturen kalibrera ladda upp ta bort radera lampan slack tand bilden visa vill hett innan mellan bara forst sedan igen lagg ar skrivare filamentet fil filen ner upp flytta huvudet spara stanna hinner ata innan fortfarande mycket lange langt tid lite ocksa inget nagot sitter igang kolla faktiskt ju lugnt fixa kold kall kallt narvarande snart redan sedan vanta mitt din ditt gick funkar koll sluta fattas hanga hangt trycket har stund lever haller sitta ny nytt byter byta trasig tills ens nog allt min skulle an nej tjena halla jo jodå nja oj stopp stoppa laget lage printa printar kompis fortsatta kostar vadå nan nat dom oxa mkt asså alltsa hyfsat ingenting ror rora om vid hos sak gora tacka tackar flakt lampa badd munstycke skriver jobbet utskrift avsluta pausad pausat avbruten koppla frakoppla',
  de: 'schafft schaffts ers bis uhr gehts laufts passt dir und der die das ist ein eine ich du nicht wie was wo wann kann kannst soll mit fur auf aus den dem drucker druck drucke drucken bitte mach mache stell stelle setz heiss warm duse bett grad noch jetzt mir zeig zeige welche dateien lufter pausiere abbrechen fortsetzen wird dauert lange viel starte hore heize loschen losche temperatur geschwindigkeit nach alle achsen schalte ab an zum beim ob und halt anhalten weiter licht kamera notaus fertig ist es sind lade hoch fahre kopf erhohe senke gib wieviel oder druckauftrag schneller langsamer er sich lauft mal schon auch wenn aber nur mehr kein keine dann sag gibt geht kurz gerade denn dreh ihn uber unter steht alles hangt aufgehangt aufgehort wieso warum gleich etwas meine mein sein diese dieser dieses neu neustarten starten nein danke hallo moin servus warte stopp druckt druckst machst hast habe hab waren wurde werden wirst will wollte muss sollte bist seid wir ihr euch dich dir ihm ihnen unser klar genau doch also weil damit sonst zur vom ins am vor hinter drin raus rein runter rauf schalt machen gehts lass lassen brich los',
  es: 'el la los las de que es un una por favor como cuanto cuanta cual donde cuando puedes puede esta estan con para en al del mi pon pausa imprime imprimir impresora impresion cama boquilla grados temperatura ventilador apaga enciende cancela reanuda muestrame archivos falta termina termino canceles solo puedo debo deberia mueve sube baja velocidad calienta ahora todo todos ejes luz borra hay tengo parada emergencia quiero dame muestra casa lleva detener para inicia que tan hace caliente va muy ya hasta pero sigue queda quedan dime oye tio se eso aun todavia mas menos tarda acaba acabar imprimiendo pieza rollo reinicia puedo poner dale aqui bien dentro cierra abre gracias muchas buenas buenos dias tardes noches espera vale bueno venga claro pues imprimelo imprimela ponlo ponla porfa otra otro vez nada algo sus mis sin sobre desde ni no fue ser estaba ponga pones haz quita saca mete cambia seguir continua calibra nivela cancelala cancelalo paralo parala apagalo apagala enciendela enciendelo',
  fr: 'le la les de des et est un une que qui je tu vous ne pas comment combien ou quand quel quelle peux peut mets met avec pour dans sur au aux du buse plateau lit imprimante impression imprime temperature degres ventilateur arrete annule reprends montre fichiers reste finit vitesse chauffe maintenant tout tous axes s il te plait moi demarre lance eteins allume lumiere supprime monte baisse origine urgence photo camera en voir est-ce fait devrais quels mon ma cette ca mais encore deja faut fini elle il ses toujours jusqu dis truc tourne bobine alim allumee eteinte arreter redemarre remets reprendre ete chaud chaude froid ici aussi peu fait-il merci beaucoup bonjour salut bonsoir coucou oui non ouais attends quoi ok ben bon alors donc sans chez par sous entre si tes leur nos vos nous ils elles on suis es etes sommes sont ai avons avez ont etait avait sera fais faire vas va allez trop tres fais-moi annuler annulez lancer relance relancer changer chauffer imprimer imprimes cest jai quest sil stp svp',
};

const LETTERS: [RegExp, Language][] = [
  [/[åÅ]/, 'sv'],
  [/ß|[üÜ]/, 'de'],
  [/[¿¡ñáíóú]/, 'es'],
  [/[èêçàùœîôûë]|\b[lLdDqQjJ]'/, 'fr'],
];

const SETS = Object.fromEntries(
  Object.entries(MARKERS).map(([language, words]) => [language, new Set(words.split(' '))]),
) as Record<Language, Set<string>>;

export interface Detected {
  language: Language;
  /** False for texts that could be anything ("215", "ok", "pause"): then the conversation's language goes on. */
  sure: boolean;
}

/** What a word says for a language; words of the trade are said in English by everybody. */
const WORTH = { marker: 1, everyday: 0.6, trade: 0.35, english: 0.2 };
const TRADE = new Set(
  'stop start restart print printer printing home bed nozzle hot cold pause cancel resume load save speed reset heat bed on off status ok okay cool temperature position'.split(
    ' ',
  ),
);

/** English words that stand in another language's list too. */
const ALSO_ENGLISH = new Set(
  'warm halt min max still stand redo an so in man was war hat fast bald gift hell pardon a perfect super no die stop up down it now please'.split(
    ' ',
  ),
);

/** "halt", "stand still": nothing but words that English has as well. */
export const couldBeEnglish = (text: string): boolean =>
  wordsOf(text).every((word) => ALSO_ENGLISH.has(word));

/** "bitte": a small word of another language, and none of English. */
export const isForeignWord = (word: string): boolean =>
  OTHERS.some((language) => SETS[language].has(word)) &&
  !(SETS.en.has(word) || ALSO_ENGLISH.has(word) || englishWords().has(word));

/** "measure": a word of an English dictionary, or one that is said here. */
export const isEnglishWord = (word: string): boolean =>
  ALSO_ENGLISH.has(word) || SETS.en.has(word) || englishWords().has(word) || loadMeanings().knows(word);

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1 || /[aio]/.test(word));

const OTHERS: readonly Language[] = ['sv', 'de', 'es', 'fr'];

/** An English word that is none in the other languages, as far as they are known. */
const isOnlyEnglish = (word: string): boolean =>
  word.length >= SHORTEST_ENGLISH &&
  (englishWords().has(word) || loadMeanings().knows(word)) &&
  !TRADE.has(word) &&
  !ALSO_ENGLISH.has(word) &&
  !OTHERS.some((language) => SETS[language].has(word) || everydayWords(language).has(word));
const SHORTEST_ENGLISH = 4;

/** Guesses the language of one message from its small words. */
export function detectLanguage(text: string): Detected {
  const words = fold(text)
    .split(/[^a-z]+/)
    .filter((word) => word.length > 1 || /[aeioy]/.test(word));
  const scores: Record<Language, number> = { en: 0, sv: 0, de: 0, es: 0, fr: 0 };
  for (const word of words) {
    if (isOnlyEnglish(word)) scores.en += WORTH.english;
    for (const language of Object.keys(SETS) as Language[])
      if (SETS[language].has(word)) scores[language] += TRADE.has(word) ? WORTH.trade : WORTH.marker;
      else if (everydayWords(language).has(word) && !COMMON_WORDS.has(word))
        scores[language] += WORTH.everyday;
  }
  for (const [pattern, language] of LETTERS) if (pattern.test(text)) scores[language] += 1.5;
  if (/[äö]/i.test(text)) {
    scores.sv += 0.7;
    scores.de += 0.7;
  }
  scores.en += 0.4;
  const ranked = (Object.entries(scores) as [Language, number][]).sort((a, b) => b[1] - a[1]);
  const [best, second] = ranked as [[Language, number], [Language, number]];
  return { language: best[0], sure: best[1] >= 1 && best[1] - second[1] >= 0.5 && !couldBeEnglish(text) };
}
