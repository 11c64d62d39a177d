/** What people call things in their own language, where files mostly have English names. Beginnings, folded. */
export const FILE_WORDS: Record<string, readonly string[]> = {
  keychain: ['nyckelring', 'schlusselanhanger', 'llavero', 'porte-cles', 'porte cles', 'porte'],
  key: ['nyckel', 'schlussel', 'llave', 'cle'],
  boat: ['bat', 'boot', 'barco', 'bateau', 'bateau'],
  benchy: ['boot', 'boat', 'batt', 'bat', 'barco', 'barquito', 'bateau', 'schiff'],
  cube: ['kub', 'wurfel', 'cubo', 'cube'],
  vase: ['vas', 'florero', 'jarron'],
  gear: ['kugghjul', 'zahnrad', 'engranaje', 'engrenage', 'kugg'],
  planet: ['planet', 'planeta', 'planete'],
  holder: ['hallare', 'halter', 'halterung', 'soporte', 'support', 'porte'],
  spool: ['spole', 'spul', 'bobina', 'carrete', 'bobine'],
  stand: ['stall', 'stativ', 'stander', 'soporte', 'support', 'halter'],
  phone: ['telefon', 'mobil', 'handy', 'movil', 'telephone'],
  bracket: ['faste', 'vinkel', 'konsol', 'winkel', 'halterung', 'escuadra', 'soporte', 'equerre', 'fixation'],
  box: ['lada', 'ask', 'kiste', 'schachtel', 'dose', 'caja', 'boite'],
  lid: ['lock', 'deckel', 'tapa', 'couvercle'],
  hook: ['krok', 'haken', 'gancho', 'crochet'],
  clip: ['klamma', 'klemme', 'pinza', 'pince'],
  tower: ['torn', 'turm', 'torre', 'tour'],
  rook: ['torn', 'turm', 'torre', 'tour'],
  knight: ['springare', 'hast', 'springer', 'caballo', 'cavalier'],
  pawn: ['bonde', 'bauer', 'peon', 'pion'],
  bishop: ['lopare', 'laufer', 'alfil', 'fou'],
  queen: ['dam', 'dame', 'reina', 'reine'],
  king: ['kung', 'konig', 'rey', 'roi'],
  chess: ['schack', 'schach', 'ajedrez', 'echecs'],
  drone: ['dronar', 'drohne', 'dron', 'drone'],
  arm: ['arm', 'brazo', 'bras'],
  calibration: ['kalibrering', 'kalibrier', 'calibracion', 'calibration', 'etalonnage'],
  left: ['vanster', 'vanstra', 'link', 'izquierd', 'gauche'],
  right: ['hoger', 'hogra', 'recht', 'derech', 'droit'],
  dragon: ['drak', 'drache', 'dragon'],
  cat: ['katt', 'katze', 'gato', 'chat'],
  pot: ['kruka', 'topf', 'maceta', 'pot'],
  wheel: ['hjul', 'rad', 'rueda', 'roue'],
  ring: ['ring', 'anillo', 'anneau', 'bague'],
  handle: ['handtag', 'griff', 'mango', 'poignee'],
  cover: ['kapa', 'abdeckung', 'cubierta', 'capot', 'skydd'],
};

/** English words a foreign one may stand for; compounds match by their beginning. */
export function englishFor(word: string): string[] {
  if (word.length < 3) return [];
  return Object.entries(FILE_WORDS).flatMap(([english, words]) =>
    words.some((start) =>
      start.length < 5 ? word === start || inflected(word, start) : word.startsWith(start),
    )
      ? [english]
      : [],
  );
}

/** "vasen", "baten", "kuben": a short word with an ending of up to two letters. */
const inflected = (word: string, start: string): boolean =>
  start.length >= 3 && word.startsWith(start) && word.length - start.length <= 2;
