import { has, references } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { EMPTY_NAMES } from '../understand/names.ts';
import { readTerms } from '../understand/terms.ts';
import type { Situation } from './follow-up.ts';
import { intentOf, rebuilt } from './merge.ts';

/** "twenty degrees below that figure": reckoned from the last number that was told. */
const FROM_FIGURE =
  /\b(below|under|less than|lower than|above|over|more than) (?:that|this|the|its) (?:figure|value|number|limit|maximum|max)\b/;
const LAST_NUMBER = /(-?\d+(?:\.\d+)?)(?!.*\d)/s;
export function fromThatFigure(frame: Frame, { before, memory, reading }: Situation): Frame | null {
  const { clause } = frame;
  const way = FROM_FIGURE.exec(clause.folded)?.[1];
  const told = LAST_NUMBER.exec(memory.past[0]?.exchange.reply ?? '')?.[1];
  const at = clause.terms.findIndex(({ quantity }) => quantity);
  const by = clause.terms[at]?.quantity?.value;
  if (way === undefined || told === undefined || by === undefined || frame.role !== 'do') return null;
  const value = Number(told) + (/^(?:below|under|less|lower)/.test(way) ? -1 : 1) * by;
  const terms = [...clause.terms.slice(0, at), ...readTerms(`to ${value}`, 'en', EMPTY_NAMES).terms];
  return { ...rebuilt(frame, before, terms, reading), role: 'do', intent: frame.intent };
}

/** "what would the exhaust fan do?" – "I'll risk it, run it at half": the output that was spoken of. */
const LEVEL =
  /^(?:(?:ok|okay|then|so|well|please|just) )*(?:run|set|put|have|turn|get|let|switch) (?:it|that|them)(?: (?:run|go))? (?:at|to|on) (half|full|a quarter|quarter|\d+(?: ?percent)?)(?: (?:please|then|instead|now|speed))*$/;
const OUTPUTS: ReadonlySet<string> = new Set(['set_output', 'set_fan', 'outputs_state', 'fan_state']);
export function levelOfSpoken(frame: Frame, { before, reading }: Situation): Frame | null {
  const level = LEVEL.exec(frame.clause.folded)?.[1];
  const output = references(before.clause, 'output')[0];
  if (!level || !output || !OUTPUTS.has(before.intent?.id ?? '')) return null;
  if (frame.role === 'negated' || frame.clause.asks || has(before.clause, 'nozzle', 'bed')) return null;
  const named = before.clause.terms.filter(({ references: found }) =>
    found.some(({ id }) => id === output.id),
  );
  const terms = [
    ...readTerms('set the', 'en', EMPTY_NAMES).terms,
    ...named,
    ...readTerms(`to ${level}`, 'en', EMPTY_NAMES).terms,
  ];
  return { ...rebuilt(frame, before, terms, reading), role: 'do', intent: intentOf('set_output') };
}
