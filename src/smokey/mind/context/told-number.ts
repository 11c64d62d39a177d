import { has, quantities } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import type { Reading, Term } from '../understand/terms.ts';
import { isAmount, isWay, withNounOf } from './merge.ts';
import { isSoft } from './nouns.ts';

/** Told of heat: "215 is too hot for this PLA". */
const OF_HEAT = /\b(?:hot|hotter|cold|colder|warm|warmer|cool|cooler|degrees)\b/;
/** Hotter than any bed gets: such a number can only be the nozzle's. */
const ONLY_NOZZLE_CELSIUS = 130;

/** "215 is too hot, take it down by 10": the number that is told says which heater is meant. */
export function withHeaterOfNumber(frames: Frame[], reading: Reading): Frame[] {
  return frames.map((frame, index) => {
    const { clause } = frame;
    const isOpen =
      (!frame.intent || frame.intent.id === 'set_temperature') &&
      clause.mood === 'command' &&
      has(clause, 'it') &&
      clause.terms.some(isAmount) &&
      clause.terms.every((term) => isSoft(term) || isWay(term));
    const told = isOpen
      ? frames.slice(0, index).find(({ clause: other }) => OF_HEAT.test(other.folded))
      : null;
    const value = told
      ? quantities(told.clause).find(({ unit }) => unit === null || unit === 'c')?.value
      : null;
    if (!told || !value || value < 30) return frame;
    const heater = value >= ONLY_NOZZLE_CELSIUS ? 'nozzle' : 'bed';
    const noun: Term = {
      ...told.clause.terms[0]!,
      ...NO_TERM,
      text: heater,
      raw: heater,
      concepts: [heater],
    };
    return withNounOf(frame, { ...told, clause: { ...told.clause, terms: [noun] } }, reading);
  });
}

const NO_TERM = { kind: 'word', references: [], unknown: false, quantity: undefined } as const;
