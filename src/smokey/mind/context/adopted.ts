import { has, isFiller, quantities, type Clause } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { EMPTY_NAMES } from '../understand/names.ts';
import { readTerms, type Reading, type Term } from '../understand/terms.ts';
import { intentOf, rebuilt, withNounOf } from './merge.ts';
import { isSoft } from './nouns.ts';

/** "so go with that", "let us use those", "set the nozzle to it": a value that was told becomes a wish. */
const ADOPTS =
  /^(?:(?:so|then|and|ok|please|just|let us|i would|we can|you can|can you|could you|i will|we will) )*(?:(?:start|begin) (?:heating|warming)|go|run|do|use|take|set|put|heat|try|follow|get|bring|make)\b(?: \w+){0,6} (?:that|it|this|those|these|them|there)(?: (?:on|for|in|with) (?:the |my )?\w+)?(?: (?:only|just) (?:the )?\w+)?(?: for now)?$/;
const HEATERS = ['nozzle', 'bed', 'chamber'];
const LEAST_CELSIUS = 30;

const isHeater = ({ concepts }: Term): boolean => concepts.some((concept) => HEATERS.includes(concept));
const isTemperature = ({ quantity }: Term): boolean =>
  quantity !== undefined &&
  (quantity.unit === null || quantity.unit === 'c' || quantity.unit === 'f') &&
  quantity.value >= LEAST_CELSIUS;

/** "The label says 70 for the bed, so go with that": the temperature told in the same message is set. */
export function withAdopted(frames: Frame[], reading: Reading): Frame[] {
  return frames.map((frame, index) => {
    const { clause } = frame;
    const pressure = ofPressureAdvance(frame, frames.slice(0, index), reading);
    if (pressure) return pressure;
    if (clause.mood !== 'command' || !ADOPTS.test(clause.folded) || quantities(clause).length) return frame;
    const before = frames[index - 1];
    if (before?.role === 'do' && before.intent?.id === 'set_temperature' && !clause.terms.some(isHeater))
      return { ...frame, role: 'remark' }; // "the bed should be at 60; bring it there"
    const source = frames.slice(0, index).findLast((other) => isTold(other, clause));
    if (!source || clause.terms.some(({ unknown, text }) => unknown && text.length > 5)) return frame;
    const own = clause.terms.filter(isHeater);
    const told = source.clause.terms.filter((term) => isTemperature(term) || (!own.length && isHeater(term)));
    const set = readTerms('set', 'en', EMPTY_NAMES).terms;
    const wish: Frame = { ...frame, role: 'do', intent: intentOf('set_temperature') };
    return rebuilt(frame, wish, [...set, ...own, ...told], reading);
  });
}

/** "the PA tower says 0.038 is best, use that": the pressure advance that was told. */
function ofPressureAdvance(frame: Frame, before: readonly Frame[], reading: Reading): Frame | null {
  const { clause } = frame;
  if (clause.mood !== 'command' || !ADOPTS.test(clause.folded) || quantities(clause).length) return null;
  const told = before.findLast(
    (other) =>
      other.role !== 'do' && has(other.clause, 'pressureadvance') && quantities(other.clause).length === 1,
  );
  const value = told && quantities(told.clause)[0];
  if (!value || value.value > MOST_PRESSURE_ADVANCE) return null;
  const wish: Frame = { ...frame, role: 'do', intent: intentOf('set_pressure_advance') };
  return rebuilt(
    frame,
    wish,
    readTerms(`set pressure advance to ${value.value}`, 'en', EMPTY_NAMES).terms,
    reading,
  );
}
const MOST_PRESSURE_ADVANCE = 2;

/** "set it to that" behind what a file was sliced for: the temperatures of that file. */
export function heatOfFileBefore(frame: Frame, { before }: { before: Frame }): Frame | null {
  const { clause } = frame;
  const points = /\b(?:that|those|these|them|both|so)\b/.test(clause.folded);
  const sets = has(clause, 'set', 'heat', 'preheat') && clause.mood === 'command';
  if (before.intent?.id !== 'file_facts' || !sets || !points || quantities(clause).length) return null;
  const isOpen = clause.terms.every(
    (term) => isSoft(term) || isFiller(term) || isHeater(term) || term.concepts.includes('both'),
  );
  return isOpen ? { ...frame, role: 'do', intent: intentOf('set_temperature') } : null;
}

/** "then put it 10 under that" behind what the bed may reach; "now the nozzle, same as benchy's first layer". */
export function heatByOther(
  frame: Frame,
  { before, reading }: { before: Frame; reading: Reading },
): Frame | null {
  const { clause } = frame;
  if (clause.asks || clause.mood !== 'command') return null;
  const wish = { role: 'do' as const, intent: intentOf('set_temperature') };
  if (OF_HEATERS.has(before.intent?.id ?? '') && UNDER_THAT.test(clause.folded))
    return { ...withNounOf(frame, before, reading), ...wish };
  const isHeated = before.intent?.id === 'set_temperature' && before.role === 'do';
  return isHeated && clause.terms.some(isHeater) && LIKE_OTHER.test(clause.folded)
    ? { ...frame, ...wish }
    : null;
}
const OF_HEATERS: ReadonlySet<string> = new Set(['max_temperature', 'temperatures', 'heaters_state']);
const UNDER_THAT =
  /\b[\w.]+(?: degrees?)? (?:under|below|less than|short of|lower than) (?:that|it|this)(?: figure| value| number| limit)?\b/;
const LIKE_OTHER =
  /\b(?:same as|like|whatever|what)\b.{1,40}\b(?:layer|file|sliced?|print|wants?|needs?|uses?)\b/;

/** Tells one temperature, of a heater that is named there or in the wish. */
const isTold = ({ role, clause }: Frame, wish: Clause): boolean =>
  role !== 'do' &&
  clause.terms.filter(isTemperature).length === 1 &&
  (clause.terms.some(isHeater) || wish.terms.some(isHeater)) &&
  !has(clause, 'wait');
