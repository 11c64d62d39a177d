import type { Phrases } from './types.ts';

/** Beside what the topics tell of a fault that somebody reports. */
export const TROUBLE_PHRASES = {
  pauseIfYouWish: {
    en: 'Say "pause" or "cancel" if you want that; I changed nothing.',
    sv: 'Säg "pausa" eller "avbryt" om du vill det; jag har inte ändrat något.',
    de: 'Sag „Pause“ oder „abbrechen“, wenn du das willst; ich habe nichts geändert.',
    es: 'Di «pausa» o «cancela» si lo quieres; no he cambiado nada.',
    fr: 'Dis « pause » ou « annule » si tu le veux ; je n’ai rien changé.',
  },
  describeFault: {
    en: 'What I cannot see from here I need from you: what you see, hear or smell, where, and since when. If something smokes, burns or grinds on, use the emergency stop or pull the plug.',
    sv: 'Det jag inte kan se härifrån får du berätta: vad du ser, hör eller luktar, var, och sedan när. Om något ryker, brinner eller fortsätter skrapa: nödstopp eller dra ur kontakten.',
    de: 'Was ich von hier nicht sehe, brauche ich von dir: was du siehst, hörst oder riechst, wo und seit wann. Wenn etwas raucht, brennt oder weiter schleift: Not-Aus oder Stecker ziehen.',
    es: 'Lo que no veo desde aquí me lo tienes que decir: qué ves, oyes o hueles, dónde y desde cuándo. Si algo echa humo, arde o sigue rozando: parada de emergencia o desenchufar.',
    fr: 'Ce que je ne vois pas d’ici, dis-le-moi : ce que tu vois, entends ou sens, où et depuis quand. Si quelque chose fume, brûle ou frotte encore : arrêt d’urgence ou débrancher.',
  },
} satisfies Phrases;
