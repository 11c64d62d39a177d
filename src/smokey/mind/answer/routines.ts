import type { Routine } from '../decide/deeds.ts';
import type { Language } from '../language/lexicon/types.ts';

/** A text in every language. */
type Said = Record<Language, string>;

interface RoutineWords {
  /** As the object of "I would run …". */
  name: Said;
  /** What happens, and what must be ready. */
  note?: Said;
}

const PID_NOTE: Said = {
  en: 'It heats and swings around the target for some minutes.',
  sv: 'Det värms och pendlar kring målet i några minuter.',
  de: 'Es wird geheizt und pendelt einige Minuten um das Ziel.',
  es: 'Calienta y oscila alrededor del objetivo unos minutos.',
  fr: 'Ça chauffe et oscille autour de la cible pendant quelques minutes.',
};

/** What calibrations are called, and what a person must know before agreeing. */
export const ROUTINE_WORDS: Record<Routine, RoutineWords> = {
  bed_mesh: {
    name: {
      en: 'a bed mesh',
      sv: 'en uppmätning av bädden (bed mesh)',
      de: 'eine Bettvermessung (bed mesh)',
      es: 'una malla de la cama (bed mesh)',
      fr: 'un maillage du plateau (bed mesh)',
    },
    note: {
      en: 'The head travels over the whole plate, so it must be clear.',
      sv: 'Huvudet går över hela plattan, så den måste vara tom.',
      de: 'Der Kopf fährt über die ganze Platte, sie muss frei sein.',
      es: 'El cabezal recorre toda la cama, así que debe estar libre.',
      fr: 'La tête parcourt tout le plateau, il doit être libre.',
    },
  },
  z_offset: {
    name: {
      en: 'the Z offset calibration (paper test)',
      sv: 'kalibreringen av Z-offset (papperstest)',
      de: 'die Kalibrierung des Z-Offsets (Papiertest)',
      es: 'la calibración del Z offset (prueba del papel)',
      fr: 'le calibrage du Z offset (test du papier)',
    },
    note: {
      en: 'It homes first. Then slide paper under the nozzle and say "down 0.05" or "up 0.05" until it drags slightly, then "accept". Bed and nozzle clean and cold.',
      sv: 'Den kör hem först. Dra sedan ett papper under munstycket och säg "ner 0,05" eller "upp 0,05" tills det tar emot lite, sedan "acceptera". Bädd och munstycke rena och kalla.',
      de: 'Zuerst wird referenziert. Dann Papier unter die Düse schieben und "runter 0,05" oder "hoch 0,05" sagen, bis es leicht streift, dann "accept". Bett und Düse sauber und kalt.',
      es: 'Primero hace home. Luego pasa un papel bajo la boquilla y di "baja 0,05" o "sube 0,05" hasta que roce un poco, y después "accept". Cama y boquilla limpias y frías.',
      fr: 'D’abord l’origine. Puis glissez un papier sous la buse et dites « descends 0,05 » ou « monte 0,05 » jusqu’à ce qu’il frotte un peu, puis « accept ». Plateau et buse propres et froids.',
    },
  },
  screws_tilt: {
    name: {
      en: 'the screws tilt measurement',
      sv: 'mätningen vid bäddskruvarna',
      de: 'die Messung an den Bettschrauben',
      es: 'la medición en los tornillos de la cama',
      fr: 'la mesure aux vis du plateau',
    },
    note: {
      en: 'The probe measures at each screw and says which way to turn, such as CW 00:15 for a quarter turn clockwise.',
      sv: 'Sonden mäter vid varje skruv och säger åt vilket håll du ska vrida: CW 00:15 är ett kvarts varv medurs.',
      de: 'Die Sonde misst an jeder Schraube und sagt, wohin zu drehen ist: CW 00:15 ist eine Vierteldrehung im Uhrzeigersinn.',
      es: 'La sonda mide en cada tornillo y dice hacia dónde girar: CW 00:15 es un cuarto de vuelta en sentido horario.',
      fr: 'La sonde mesure à chaque vis et dit dans quel sens tourner : CW 00:15 est un quart de tour dans le sens horaire.',
    },
  },
  input_shaper: {
    name: {
      en: 'the input shaper calibration',
      sv: 'kalibreringen av input shaper',
      de: 'die Input-Shaper-Kalibrierung',
      es: 'la calibración del input shaper',
      fr: 'le calibrage de l’input shaper',
    },
    note: {
      en: 'The printer shakes loudly for some minutes; put nothing on it.',
      sv: 'Skrivaren skakar högljutt i några minuter; ställ inget på den.',
      de: 'Der Drucker rüttelt einige Minuten laut; nichts darauf abstellen.',
      es: 'La impresora vibra con ruido unos minutos; no pongas nada encima.',
      fr: 'L’imprimante vibre bruyamment quelques minutes ; ne posez rien dessus.',
    },
  },
  pid_extruder: {
    name: {
      en: 'PID tuning of the nozzle',
      sv: 'en PID-kalibrering av munstycket',
      de: 'den PID-Abgleich der Düse',
      es: 'el ajuste PID de la boquilla',
      fr: 'le réglage PID de la buse',
    },
    note: PID_NOTE,
  },
  pid_bed: {
    name: {
      en: 'PID tuning of the bed',
      sv: 'en PID-kalibrering av bädden',
      de: 'den PID-Abgleich des Betts',
      es: 'el ajuste PID de la cama',
      fr: 'le réglage PID du plateau',
    },
    note: PID_NOTE,
  },
  probe_accuracy: {
    name: {
      en: 'the probe accuracy test',
      sv: 'testet av sondens noggrannhet',
      de: 'den Test der Sondengenauigkeit',
      es: 'la prueba de precisión de la sonda',
      fr: 'le test de précision de la sonde',
    },
    note: {
      en: 'It probes one point ten times.',
      sv: 'Den mäter en punkt tio gånger.',
      de: 'Ein Punkt wird zehnmal gemessen.',
      es: 'Mide un punto diez veces.',
      fr: 'Un point est mesuré dix fois.',
    },
  },
  z_tilt: {
    name: {
      en: 'Z tilt levelling of the gantry',
      sv: 'nivelleringen av portalen (Z tilt)',
      de: 'die Ausrichtung des Portals (Z tilt)',
      es: 'la nivelación del pórtico (Z tilt)',
      fr: 'la mise à niveau du portique (Z tilt)',
    },
  },
  quad_gantry_level: {
    name: {
      en: 'quad gantry levelling',
      sv: 'nivelleringen av portalen (quad gantry level)',
      de: 'die Ausrichtung des Portals (quad gantry level)',
      es: 'la nivelación del pórtico (quad gantry level)',
      fr: 'la mise à niveau du portique (quad gantry level)',
    },
  },
  pressure_advance: {
    name: {
      en: 'a pressure advance tower',
      sv: 'ett pressure advance-torn',
      de: 'einen Pressure-Advance-Turm',
      es: 'una torre de pressure advance',
      fr: 'une tour de pressure advance',
    },
  },
};
