import type { PrinterSnapshot } from '../../../klipper/snapshot.ts';
import { has, type Clause } from '../understand/clause.ts';

export type Axis = 'x' | 'y' | 'z';
export interface Target {
  x?: number;
  y?: number;
  z?: number;
  absolute?: boolean;
}

const SMALL_STEP_MILLIMETRES = 10;
const TINY_STEP_MILLIMETRES = 1;
/** Smaller than a bit. */
const TINY = /\b(?:hair|touch|tad|smidge\w*|whisker|fraction|nudge|tiny|wee|notch)\b/;
/** How far "a bit" is, in mm. */
const stepOf = ({ folded }: Clause): number =>
  TINY.test(folded) ? TINY_STEP_MILLIMETRES : SMALL_STEP_MILLIMETRES;

/** Where a clause wants the head: an absolute place or a distance. Null when it does not say. */
export function readTarget(clause: Clause, snapshot: PrinterSnapshot, all: readonly Clause[]): Target | null {
  const place = namedPlace(clause, snapshot);
  const named = axisValues(clause, all);
  if (place && !(named?.x !== undefined || named?.y !== undefined)) return place;
  if (named) return named;
  const pair = numberPair(clause, snapshot);
  if (pair) return pair;
  const both = twoDirections(clause);
  if (both) return both;
  const distance = firstLength(clause);
  const direction = directionOf(clause);
  if (direction) {
    const value = distance ?? (has(clause, 'abit') ? stepOf(clause) : null);
    return value === null ? null : { [direction.axis]: direction.sign * Math.abs(value) };
  }
  return null;
}

/** "30 left and 10 back": each number goes with the direction nearest to it. */
function twoDirections(clause: Clause): Target | null {
  const pairs = [
    ...clause.folded.matchAll(
      /(?:([+-]?\d+(?:\.\d+)?)\s*(?:mm\s*)?(?:to the )?(left|right|backwards?|back|forwards?|front|up|down)|(left|right|backwards?|back|forwards?|front|up|down)\s+(?:by )?(\d+(?:\.\d+)?))/g,
    ),
  ];
  if (pairs.length < 2) return null;
  const target: Target = {};
  for (const [, before, word1, word2, after] of pairs) {
    const way = DIRECTIONS[(word1 ?? word2 ?? '').replace(/wards?$/, '')];
    if (way) target[way.axis] = (target[way.axis] ?? 0) + way.sign * Math.abs(Number(before ?? after));
  }
  return Object.keys(target).length > 1 ? target : null;
}

/** "50 high", "at z 50", "height 50" beside a place. */
function heightIn(clause: Clause): number | null {
  const found =
    /\b(\d+(?:\.\d+)?)\s*(?:mm )?(?:high|up|above|hoch|hogt|de alto|de haut)\b|\b(?:z|height|hohe|hojd)\s*(?:of|at|to|=)?\s*(\d+(?:\.\d+)?)/.exec(
      clause.folded,
    );
  return found ? Number(found[1] ?? found[2]) : null;
}

const DIRECTIONS: Record<string, { axis: Axis; sign: number }> = {
  left: { axis: 'x', sign: -1 },
  right: { axis: 'x', sign: 1 },
  back: { axis: 'y', sign: 1 },
  for: { axis: 'y', sign: -1 },
  front: { axis: 'y', sign: -1 },
  up: { axis: 'z', sign: 1 },
  down: { axis: 'z', sign: -1 },
};

function firstLength(clause: Clause): number | null {
  return (
    clause.terms.find((term) => term.quantity && (term.quantity.unit === null || term.quantity.unit === 'mm'))
      ?.quantity?.value ?? null
  );
}

/** "the back right corner, 15 mm in from either edge" */
const INSET =
  /\b(\d+(?:\.\d+)?)(?: mm)? (?:in(?:wards?)? |away |off )?(?:from|off) (?:either|each|both|the|all|any|its)(?: two| of the)? (?:edges?|sides?|corner|rims?|borders?)\b/;
const USUAL_INSET_MILLIMETRES = 10;

/** "the middle", "front left", "the back of the bed". */
function namedPlace(clause: Clause, snapshot: PrinterSnapshot): Target | null {
  const { axisMinimumMillimetres: low, axisMaximumMillimetres: high } = snapshot.toolhead;
  if (!low || !high) return null;
  const inset = INSET.exec(clause.folded)?.[1];
  const numbers = clause.terms
    .flatMap(({ quantity }) => (quantity && quantity.unit !== 'mm/s' ? [quantity.value] : []))
    .filter((value) => value !== Number(inset));
  if (numbers.length === 2 && has(clause, 'corner', 'center', 'position'))
    return { x: numbers[0]!, y: numbers[1]!, absolute: true };
  const height = heightIn(clause);
  if (numbers.length && height === null) return null;
  const z = height === null ? {} : { z: height };
  const round = snapshot.limits.kinematics?.includes('delta') ?? false;
  const middle = (axis: 'x' | 'y'): number =>
    round || low[axis] === -high[axis]
      ? 0
      : Math.round(Math.max(0, low[axis]) + (high[axis] - Math.max(0, low[axis])) / 2);
  const edge = inset ? Number(inset) : USUAL_INSET_MILLIMETRES;
  const nearLow = (axis: 'x' | 'y'): number => Math.max(low[axis], 0) + edge;
  const nearHigh = (axis: 'x' | 'y'): number => high[axis] - edge;
  if (bedForward(clause, snapshot)) return { ...z, y: nearHigh('y'), absolute: true };
  if (has(clause, 'center')) return { x: middle('x'), y: middle('y'), ...z, absolute: true };
  if (round || has(clause, 'abit')) return null; // "a hair to the right" is a step
  const isPlace =
    has(clause, 'corner') ||
    /\b(to|at|near|towards?) the (front|back|rear|left|right)\b(?! by)|\b(forward|front|back|rear) (of the|for|so)\b|\bpresent\b|\bbring the bed (forward|to the front)/.test(
      clause.folded,
    ) ||
    (has(clause, 'left', 'right') && has(clause, 'front', 'backdir'));
  if (!isPlace) return null;
  const target: Target = { ...z, absolute: true };
  if (has(clause, 'left')) target.x = nearLow('x');
  if (has(clause, 'right')) target.x = nearHigh('x');
  if (has(clause, 'front')) target.y = nearLow('y');
  if (has(clause, 'backdir')) target.y = nearHigh('y');
  return target.x === undefined && target.y === undefined ? null : target;
}

/** "bed forward please": where the bed moves in Y it comes to the front when the head is at the back of it. */
const bedForward = (clause: Clause, { limits }: PrinterSnapshot): boolean =>
  limits.kinematics === 'cartesian' &&
  has(clause, 'bed') &&
  !has(clause, 'head', 'nozzle', 'corner') &&
  /\b(?:bed|plate)\b.*\b(?:forwards?|to the front|towards? (?:me|us)|all the way out)\b/.test(clause.folded);

/** The words of a clause with lengths in millimetres: "x 2 cm" moves by 20. */
const inMillimetres = ({ terms, folded }: Clause): string =>
  terms.some(({ raw, quantity }) => quantity?.unit === 'mm' && /inch|cm|centim|µm|um|micron/i.test(raw))
    ? terms
        .filter(({ kind }) => kind !== 'punctuation')
        .map(({ text, quantity }) => (quantity?.unit === 'mm' ? `${quantity.value} mm` : text))
        .join(' ')
    : folded;

/** "x 20 y 30", "x to 50", "z up 10", "x 30 to the right", "x100". */
function axisValues(clause: Clause, all: readonly Clause[]): Target | null {
  const text = inMillimetres(clause)
    .replace(/\b([xyz])\s*=\s*/g, '$1 ')
    .replace(/\b([xyz])([+-]?\d)/g, '$1 $2');
  const target: Target = {};
  const pattern =
    /\b([xyz])(?:[ -]?axis|-achse|-axeln)?\s+((?:(?:to|at|by|up|down|left|right|plus|minus|auf|um|till|med|a|hasta|hacia|de|forward|back)\s+)*)([+-]?\d*[.,]?\d+)(?:\s*mm)?((?:\s+(?:to the|up|down|left|right|forwards?|backwards?|back))*)/g;
  let relative = false;
  let absolute = false;
  for (const [, axis, before = '', digits = '', after = ''] of text.matchAll(pattern)) {
    const words = `${before} ${after}`;
    const value = Number(digits.replace(',', '.'));
    const minus = /\b(down|left|minus)\b/.test(words) && value > 0;
    if (/\b(up|down|left|right|by|plus|minus|um|med)\b/.test(words) || /^\+/.test(digits)) relative = true;
    if (/\b(to|at|auf|till|hasta|a)\b/.test(before) || /\bsame [xyz]\b/.test(text)) absolute = true;
    target[axis as Axis] = minus ? -value : value;
  }
  const found = (['x', 'y', 'z'] as const).filter((axis) => target[axis] !== undefined);
  if (!found.length) return axisThenValue(clause);
  const isSigned = clause.terms.some((term) => term.quantity?.signed);
  const goesTo =
    /\b(go|goto|position|g[01])\b/.test(text) ||
    found.length > 1 ||
    all.some((item) => /\bg90\b/.test(item.folded));
  const stays =
    !relative &&
    (absolute ||
      (goesTo && !(isSigned && !/\bgo to\b/.test(text))) ||
      (/\bto\b/.test(text) && !has(clause, 'left', 'right', 'front', 'backdir')));
  return { ...target, ...(stays ? { absolute: true } : signOnly(clause, target, found)) };
}

/** "move x 30 to the left": the word gives the sign. */
function signOnly(clause: Clause, target: Target, found: readonly Axis[]): Target {
  const direction = directionOf(clause);
  if (!direction || found.length !== 1) return {};
  const axis = found[0]!;
  return { [axis]: direction.sign * Math.abs(target[axis] ?? 0) };
}

/** "move 20 mm in x", "30 on y", "up 5 in z". */
function axisThenValue(clause: Clause): Target | null {
  const axis = /\b(?:in|on|along|i|langs|en|sur|auf)?\s*(?:the\s+)?([xyz])\b/.exec(clause.folded)?.[1] as
    Axis | undefined;
  const value = firstLength(clause);
  if (!axis || value === null) return null;
  const direction = directionOf(clause);
  if (!direction && TO_VALUE.test(clause.folded)) return { [axis]: value, absolute: true }; // "x go to 50"
  return { [axis]: direction && value > 0 ? direction.sign * value : value };
}
const TO_VALUE = /\b(?:to|at|till|until) -?\d/;

/** The axis and sign of a direction. "Bed down" on a machine whose bed moves is the head going up in Z. */
export function directionOf(clause: Clause): { axis: Axis; sign: number } | null {
  if (has(clause, 'left')) return { axis: 'x', sign: -1 };
  if (has(clause, 'right')) return { axis: 'x', sign: 1 };
  if (has(clause, 'backdir')) return { axis: 'y', sign: 1 };
  if (has(clause, 'front')) return { axis: 'y', sign: -1 };
  const bed = has(clause, 'bed') && !has(clause, 'head', 'nozzle');
  if (has(clause, 'up')) return { axis: 'z', sign: bed ? -1 : 1 };
  return has(clause, 'down') ? { axis: 'z', sign: bed ? 1 : -1 } : null;
}

/** "drive the nozzle to 20 20": two bare numbers behind "to" are X and Y. */
function numberPair(clause: Clause, snapshot: PrinterSnapshot): Target | null {
  const found =
    /\b(?:to|at|auf|till|a|hasta)\s+(-?\d+(?:\.\d+)?)[ ,]+(-?\d+(?:\.\d+)?)(?![\d.]|\s*(?:to the|mm))/.exec(
      clause.folded,
    );
  return found && snapshot.toolhead.axisMaximumMillimetres
    ? { x: Number(found[1]), y: Number(found[2]), absolute: true }
    : null;
}
