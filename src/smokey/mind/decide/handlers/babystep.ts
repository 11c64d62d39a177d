import { millimetres } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { expandContractions, fold } from '../../normalise/text.ts';
import { has, quantities, type Clause } from '../../understand/clause.ts';
import { CHANGES } from '../deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { isPrinting, notReady } from '../guards.ts';
import type { Handlers } from './types.ts';
import { foldedOf } from '../../understand/frames.ts';

const MOST_MILLIMETRES = 0.2;
const ONE_STEP_MILLIMETRES = 0.02;

export const BABYSTEP_HANDLERS: Handlers = {
  adjust_z: (desk, { clause }) => adjustZ(desk, clause),
};

/** "set the z adjustment back to zero" */
const TO_ZERO = /\b(?:back |down |up )?to (?:zero|0|none|nothing|where it was)\b(?![.,]\d)/;

/** Live Z adjustment: the distance and its sign from "raise it .02", "closer", "too low". */
function adjustZ(desk: Desk, clause: Clause): Outcome {
  const blocked = notReady(desk);
  if (blocked) return blocked;
  const text = foldedOf(desk.frames);
  const length = quantities(clause).find((item) => item.unit === null || item.unit === 'mm');
  const sign = signOf(clause, text);
  if (has(clause, 'normal', 'undo') || TO_ZERO.test(clause.folded)) {
    const now = snapshotOf(desk)!.toolhead.zOffsetMillimetres ?? 0;
    return now === 0 ? said(say(desk.language, 'undoWhat')) : propose(desk, -now);
  }
  const part = partOfLast(desk, clause);
  if (part !== null) return propose(desk, part);
  if (length?.signed) return propose(desk, length.value);
  if (!sign) return said(say(desk.language, 'zHowMuch'));
  if (!length)
    return has(clause, 'abit') || has(clause, 'tooclose', 'toohigh', 'away')
      ? propose(desk, sign * ONE_STEP_MILLIMETRES)
      : said(say(desk.language, 'zHowMuch'));
  return propose(desk, sign * Math.abs(length.value));
}

/** "back by half of that": a part of the last adjustment, the other way unless the words say which. */
function partOfLast(desk: Desk, clause: Clause): number | null {
  const last = desk.memory.changes.find(({ args }) => typeof args.z_adjust_mm === 'number')?.args.z_adjust_mm;
  const factor = has(clause, 'halfofit') ? 0.5 : has(clause, 'doubleofit') ? 2 : null;
  if (typeof last !== 'number' || factor === null) return null;
  const size = Math.abs(last) * factor;
  const said = expandContractions(fold(desk.exchange.text));
  const way = wayOf(said);
  if (way) return way * size;
  const returns =
    factor < 1 && /\b(?:back|undo|less|reverse|overcorrected|overdone|too (?:much|far))\b/.test(said);
  return Math.sign(last) * (returns ? -size : size);
}

/** The way itself ("raise it") goes before what is wrong ("it is squashed"). */
const RAISES = /\b(?:raise\w*|lift\w*|higher|upwards?|further|farther|away|up)\b/;
const LOWERS =
  /\b(?:lower\w*|drop\w*|sink|closer|near|nearer|towards?|down|downwards?|narmare|naher|mas cerca|plus pres)\b/;

function wayOf(words: string): number {
  const way = words.replace(
    /\b(?:too|to|so) (?:high|low|far|close|near|tight)\b|\bnear(?:ly)? enough\b/g,
    ' ',
  );
  const [up, down] = [RAISES.test(way), LOWERS.test(way)];
  return up === down ? 0 : up ? 1 : -1;
}

function signOf(clause: Clause, text: string): number {
  const explicit = wayOf(clause.folded);
  if (explicit) return explicit;
  if (/\bsquish\w*|\bsquash\w*|\bpress(?:ed)? (?:it )?(?:more|harder)\b/.test(text))
    return /\bless\b/.test(text) ? 1 : -1;
  if (has(clause, 'up', 'away')) return 1;
  if (has(clause, 'down')) return -1;
  if (has(clause, 'tooclose')) return 1;
  return has(clause, 'toohigh') ? -1 : 0;
}

/** "lift it another 30", in a pause: so far goes the head, and no offset. */
const LEAST_TRAVEL = 1;
function travel(desk: Desk, value: number): Outcome {
  const what = `Z by ${millimetres(value, desk.language)}`;
  const move = CHANGES.move({ z: value });
  const isHomed = snapshotOf(desk)!.toolhead.homedAxes.includes('z');
  return isHomed
    ? proposed(say(desk.language, 'move', { what }), move)
    : proposed(say(desk.language, 'notHomed', { axes: 'Z' }), CHANGES.home(), move);
}

function propose(desk: Desk, value: number): Outcome {
  const rounded = Math.round(value * 1000) / 1000;
  if (Math.abs(rounded) >= LEAST_TRAVEL && !isPrinting(snapshotOf(desk)!)) return travel(desk, rounded);
  if (Math.abs(rounded) > MOST_MILLIMETRES)
    return said(
      say(desk.language, 'zTooMuch', {
        value: millimetres(rounded, desk.language),
        max: millimetres(MOST_MILLIMETRES, desk.language),
      }),
    );
  const words = {
    en: ['raise', 'lower'],
    sv: ['höja', 'sänka'],
    de: ['heben', 'senken'],
    es: ['subir', 'bajar'],
    fr: ['monter', 'descendre'],
  }[desk.language];
  return proposed(
    say(desk.language, 'zAdjust', {
      direction: words[rounded > 0 ? 0 : 1],
      value: millimetres(Math.abs(rounded), desk.language, 3),
    }),
    CHANGES.tune({ z_adjust_mm: rounded }),
  );
}
