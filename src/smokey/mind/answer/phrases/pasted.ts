import type { Phrases } from './types.ts';

export const PASTED_PHRASES = {
  pastedGcode: {
    en: 'That is pasted G-code, {count} lines. I do not run pasted lines, and nothing was sent.',
    sv: 'Det där är inklistrad G-kod, {count} rader. Jag kör inte inklistrade rader, och inget har skickats.',
    de: 'Das ist eingefügter G-Code, {count} Zeilen. Eingefügte Zeilen führe ich nicht aus, nichts wurde gesendet.',
    es: 'Eso es G-code pegado, {count} líneas. No ejecuto líneas pegadas y no se ha enviado nada.',
    fr: 'C’est du G-code collé, {count} lignes. Je n’exécute pas de lignes collées, rien n’a été envoyé.',
  },
  pastedWould: {
    en: 'It would {would}.',
    sv: 'Den skulle {would}.',
    de: 'Er würde: {would}.',
    es: 'Haría esto: {would}.',
    fr: 'Il ferait ceci : {would}.',
  },
  pastedStops: {
    en: 'stop the printer at once (M112)',
    sv: 'nödstoppa skrivaren (M112)',
    de: 'den Drucker sofort anhalten (M112)',
    es: 'parar la impresora de golpe (M112)',
    fr: 'arrêter l’imprimante d’un coup (M112)',
  },
  pastedNozzle: {
    en: 'heat the nozzle to {celsius} °C',
    sv: 'värma munstycket till {celsius} °C',
    de: 'die Düse auf {celsius} °C heizen',
    es: 'calentar la boquilla a {celsius} °C',
    fr: 'chauffer la buse à {celsius} °C',
  },
  pastedBed: {
    en: 'heat the bed to {celsius} °C',
    sv: 'värma bädden till {celsius} °C',
    de: 'das Bett auf {celsius} °C heizen',
    es: 'calentar la cama a {celsius} °C',
    fr: 'chauffer le plateau à {celsius} °C',
  },
  pastedHomes: {
    en: 'home the axes',
    sv: 'köra axlarna till hemläget',
    de: 'die Achsen referenzieren',
    es: 'llevar los ejes al origen',
    fr: 'ramener les axes à l’origine',
  },
  pastedMoves: {
    en: 'move the head ({count} moves)',
    sv: 'flytta huvudet ({count} rörelser)',
    de: 'den Kopf fahren ({count} Bewegungen)',
    es: 'mover el cabezal ({count} movimientos)',
    fr: 'déplacer la tête ({count} mouvements)',
  },
  pastedOffer: {
    en: 'Drop it here as a file, and I can check it, put it on the printer and print it; or ask me what one of the lines does.',
    sv: 'Släpp den här som fil, så kan jag kontrollera den, lägga den på skrivaren och skriva ut den; eller fråga vad en av raderna gör.',
    de: 'Als Datei hier abgelegt kann ich ihn prüfen, auf den Drucker laden und drucken; oder frag mich, was eine der Zeilen tut.',
    es: 'Suéltalo aquí como archivo y puedo comprobarlo, subirlo e imprimirlo; o pregúntame qué hace una de las líneas.',
    fr: 'Dépose-le ici comme fichier : je peux le vérifier, l’envoyer et l’imprimer ; ou demande-moi ce que fait une ligne.',
  },
  pastedLog: {
    en: 'That looks like a pasted log or file, {count} lines. I find no error of Klipper in it that I know. Ask "what is wrong?" and I look at the printer itself.',
    sv: 'Det där ser ut som en inklistrad logg eller fil, {count} rader. Jag hittar inget Klipperfel som jag känner till i den. Fråga "vad är fel?", så tittar jag på själva skrivaren.',
    de: 'Das sieht nach einem eingefügten Protokoll oder einer Datei aus, {count} Zeilen. Einen mir bekannten Klipper-Fehler finde ich nicht. Frag "was ist los?", dann sehe ich am Drucker selbst nach.',
    es: 'Eso parece un registro o archivo pegado, {count} líneas. No encuentro ningún error de Klipper que conozca. Pregunta "¿qué pasa?" y miro la impresora.',
    fr: 'Cela ressemble à un journal ou fichier collé, {count} lignes. Je n’y trouve aucune erreur de Klipper que je connaisse. Demande « qu’est-ce qui ne va pas ? » et je regarde l’imprimante.',
  },
} satisfies Phrases;
