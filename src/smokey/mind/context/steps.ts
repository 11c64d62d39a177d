import { has, quantities, type Clause } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { EMPTY_NAMES } from '../understand/names.ts';
import { readTerms, type Term } from '../understand/terms.ts';
import type { Situation } from './follow-up.ts';
import { settingAskedAbout } from './settings.ts';
import { intentOf, isWay, merge, rebuilt } from './merge.ts';
import { isNoun, isSoft } from './nouns.ts';

/** Wishes that are a distance: "a bit more" is the same distance again. */
const DISTANCES: ReadonlySet<string> = new Set(['move', 'adjust_z', 'extrude', 'retract', 'testz']);
/** Wishes that are a level, with what "a bit" of it is; null where the handler knows. */
const LEVELS: Readonly<Record<string, string | null>> = {
  set_temperature: '5',
  set_speed: null,
  set_flow: null,
  set_fan: null,
  set_output: null,
  light: null,
  set_pressure_advance: null,
};
const MORE = /\b(?:more|further|extra|mer|mera|mehr|mas|plus|encore|again)\b/;
const BACK = /\b(?:back|tillbaka|zuruck|retour|vuelve|revien\w*)\b/;
const LESS = /\b(?:less|fewer|back|mindre|weniger|menos|moins)\b/;

/** "a bit more", "less", "hotter", "slightly lower": goes on from what was wanted before. */
export function furtherStep(frame: Frame, { before, lastDone, reading }: Situation): Frame | null {
  const { clause } = frame;
  const ways = clause.terms.filter(isWay);
  const asked = before.role === 'do' ? null : settingAskedAbout(before);
  const last = asked
    ? { ...before, role: 'do' as const, intent: intentOf(asked) }
    : before.role === 'do'
      ? before
      : lastDone;
  if (!last || (!ways.length && !has(clause, 'abit'))) return null;
  if (quantities(clause).length || clause.asks || !clause.terms.every(isStepWord)) return null;
  const id = last.intent?.id ?? '';
  if (id === 'load_filament' && MORE.test(clause.folded)) return someMore(frame, reading);
  if (DISTANCES.has(id)) return furtherDistance(frame, last, reading);
  if (!(id in LEVELS)) return null;
  const isSideways =
    ways.length > 0 && ways.every(({ concepts }) => concepts.some((item) => SIDES.has(item)));
  if (isSideways && !has(clause, 'abit')) return null; // "the right one" is a place
  const relative = last.clause.terms.some(isWay) ? quantities(last.clause)[0] : undefined;
  const step = relative ? String(relative.value) : LEVELS[id];
  const goesOn = MORE.test(clause.folded) && !LESS.test(clause.folded);
  const from = goesOn && ways.length < 2 && last.clause.terms.some(isWay) ? last.clause : clause;
  const isDown = has(from, 'down', 'slower', 'cool') || (!goesOn && LESS.test(clause.folded));
  const way = `${isDown ? 'down' : 'up'} ${step ? `by ${step}` : 'a bit'}`;
  return rebuilt(frame, last, [...nounsOf(last.clause), ...readTerms(way, 'en', EMPTY_NAMES).terms], reading);
}

const SIDES: ReadonlySet<string> = new Set(['left', 'right', 'front', 'backdir']);

/** Behind loading filament "a bit more" is a little filament. */
const someMore = (frame: Frame, reading: Situation['reading']): Frame => {
  const wish: Frame = { ...frame, role: 'do', intent: intentOf('extrude') };
  return rebuilt(frame, wish, readTerms('extrude 10 mm', 'en', EMPTY_NAMES).terms, reading);
};

const isStepWord = (term: Term): boolean => isSoft(term) || isWay(term) || term.concepts.includes('abit');
const nounsOf = ({ terms }: Clause): Term[] => terms.filter((term) => isNoun(term) && !term.unknown);

function furtherDistance(frame: Frame, last: Frame, reading: Situation['reading']): Frame | null {
  const { folded } = frame.clause;
  if (BACK.test(folded)) return null; // the last move, the other way: the handler knows it
  if (MORE.test(folded)) return { ...last, clause: { ...last.clause, text: frame.clause.text } };
  if (!LESS.test(folded)) return merge(frame, last, reading);
  if (quantities(last.clause).some(({ signed }) => signed)) return null;
  return rebuilt(frame, last, last.clause.terms.map(turned), reading);
}

const OPPOSITES: Record<string, string> = {
  ...{ up: 'down', down: 'up', left: 'right', right: 'left' },
  ...{ front: 'back', backdir: 'front' },
};

/** A word for a direction as its opposite. */
export function turned(term: Term): Term {
  const other = term.concepts.map((concept) => OPPOSITES[concept]).find(Boolean);
  return other ? { ...term, text: other, raw: other, concepts: [other] } : term;
}

/** Tunings that have a usual value to go back to. */
const WITH_NORMAL: ReadonlySet<string> = new Set([
  'set_speed',
  'set_flow',
  'set_fan',
  'adjust_z',
  'speed_flow',
]);

/** "reset both" behind settings is no restart: they are set back. */
const undoOfSettings = (frame: Frame, before: Frame): Frame | null =>
  before.role === 'do' && before.intent?.id === 'set_limits' && RESETS.test(frame.clause.folded)
    ? { ...frame, role: 'do', intent: intentOf('undo') }
    : null;
const RESETS =
  /^(?:(?:ok|then|now|please|and) )*(?:reset|restore) (?:both|it|them|those|that|all)(?: (?:of them|again|please|now))*$/;

/** "back to normal", "reset it": the usual value of what was spoken of. */
export function backToNormal(frame: Frame, { before, lastDone, reading }: Situation): Frame | null {
  const { clause } = frame;
  if (!has(clause, 'normal') || clause.mood === 'question' || clause.terms.some(isNoun)) return null;
  const undone = undoOfSettings(frame, before);
  if (undone) return undone;
  const last = WITH_NORMAL.has(before.intent?.id ?? '') ? before : lastDone;
  if (!last || !WITH_NORMAL.has(last.intent?.id ?? '')) return null;
  const normal = readTerms('set normal', 'en', EMPTY_NAMES).terms;
  return rebuilt(frame, { ...last, role: 'do' }, [...nounsOf(last.clause), ...normal], reading);
}
