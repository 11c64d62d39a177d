import type { Language } from '../language/lexicon/types.ts';

/** Numbers in words, folded (no accents); tens and units combine by themselves ("two hundred and ten"). */
const WORDS: Record<Language, Record<string, number>> = {
  en: {
    zero: 0,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fourty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
    hundred: 100,
    thousand: 1000,
  },
  sv: {
    noll: 0,
    ett: 1,
    tva: 2,
    tre: 3,
    fyra: 4,
    fem: 5,
    sex: 6,
    sju: 7,
    atta: 8,
    nio: 9,
    tio: 10,
    elva: 11,
    tolv: 12,
    tretton: 13,
    fjorton: 14,
    femton: 15,
    sexton: 16,
    sjutton: 17,
    arton: 18,
    nitton: 19,
    tjugo: 20,
    tjugofem: 25,
    trettio: 30,
    fyrtio: 40,
    femtio: 50,
    sextio: 60,
    sjuttio: 70,
    attio: 80,
    nittio: 90,
    hundra: 100,
    tvahundra: 200,
    tusen: 1000,
  },
  de: {
    null: 0,
    eins: 1,
    zwei: 2,
    drei: 3,
    vier: 4,
    funf: 5,
    sechs: 6,
    sieben: 7,
    acht: 8,
    neun: 9,
    zehn: 10,
    elf: 11,
    zwolf: 12,
    funfzehn: 15,
    zwanzig: 20,
    dreissig: 30,
    vierzig: 40,
    funfzig: 50,
    sechzig: 60,
    siebzig: 70,
    achtzig: 80,
    neunzig: 90,
    hundert: 100,
    zweihundert: 200,
    tausend: 1000,
  },
  es: {
    cero: 0,
    uno: 1,
    dos: 2,
    tres: 3,
    cuatro: 4,
    cinco: 5,
    seis: 6,
    siete: 7,
    ocho: 8,
    nueve: 9,
    diez: 10,
    once: 11,
    doce: 12,
    quince: 15,
    veinte: 20,
    treinta: 30,
    cuarenta: 40,
    cincuenta: 50,
    sesenta: 60,
    setenta: 70,
    ochenta: 80,
    noventa: 90,
    cien: 100,
    ciento: 100,
    doscientos: 200,
    mil: 1000,
  },
  fr: {
    zero: 0,
    deux: 2,
    trois: 3,
    quatre: 4,
    cinq: 5,
    six: 6,
    sept: 7,
    huit: 8,
    neuf: 9,
    dix: 10,
    onze: 11,
    douze: 12,
    quinze: 15,
    vingt: 20,
    trente: 30,
    quarante: 40,
    cinquante: 50,
    soixante: 60,
    cent: 100,
    mille: 1000,
  },
};

/** Words that are numbers only beside another number word: "one" alone is usually a pronoun. */
const WEAK = new Set(['one', 'ett', 'uno', 'sex', 'once', 'null', 'acht', 'cent', 'mil']);

export function numberWord(word: string, language: Language): number | undefined {
  return WORDS[language][word] ?? (language === 'en' ? undefined : WORDS.en[word]);
}

/** Value of a run of number words: "two hundred and ten" = 210, "one eighty" = 180, "fifty five" = 55. */
export function valueOfWords(values: number[]): number {
  let total = 0;
  let group = 0;
  for (const value of values) {
    if (value === 1000) {
      total += (group || 1) * 1000;
      group = 0;
    } else if (value === 100) group = (group || 1) * 100;
    else if (group > 0 && group < 10 && value >= 10) group = group * 100 + value;
    else group += value;
  }
  return total + group;
}

export function isWeakNumber(word: string): boolean {
  return WEAK.has(word);
}

/** Parses "1.5", "0,02", ".02", "1 500", "3,000"; a comma with three digits behind it separates thousands. */
export function parseNumber(text: string): number {
  const compact = text.replace(/\s/g, '');
  if (/^\d{1,3}(,\d{3})+$/.test(compact)) return Number(compact.replace(/,/g, ''));
  return Number(compact.replace(',', '.'));
}
