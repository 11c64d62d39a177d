import { has, isFiller, quantities } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { EMPTY_NAMES } from '../understand/names.ts';
import { readTerms, type Term } from '../understand/terms.ts';
import { familyOf } from './families.ts';
import type { Situation } from './follow-up.ts';
import { intentOf, rebuilt } from './merge.ts';
import { isSoft } from './nouns.ts';

type Rule = (frame: Frame, situation: Situation) => Frame | null;
const as = (frame: Frame, id: string, role: Frame['role'] = 'do'): Frame => ({
  ...frame,
  role,
  intent: intentOf(id),
});
const CORRECTS =
  /^(?:(?:hm+|oh|ah|sorry|ok) )*(?:no\b|nope|nah|wait|actually|scratch that|i mean|i meant|not that)|\bi (?:mean|meant)$/;
const corrects = ({ clause }: Frame): boolean => has(clause, 'wait') || CORRECTS.test(clause.folded);
const isFile = ({ kind }: Term): boolean => kind === 'file' || kind === 'quoted';

/** "rename it to final" – "no, black.gcode": the same file by another name. */
const otherName: Rule = (frame, { before, reading }) => {
  const target = frame.clause.terms.find(isFile);
  const source = before.clause.terms.find((term) => isFile(term) || term.unknown);
  if (before.role !== 'do' || before.intent?.id !== 'rename_file' || !target || !source) return null;
  if (frame.clause.asks || (frame.role === 'do' && frame.intent?.id !== 'rename_file')) return null;
  const words = readTerms('rename to', 'en', EMPTY_NAMES).terms;
  return rebuilt(frame, before, [words[0]!, source, ...words.slice(1), target], reading);
};

/** "PID the bed, 70" – "scratch that, the hotend, 220": the same calibration of the other heater. */
const otherPid: Rule = (frame, { before, reading }) => {
  const ofHeat = frame.clause.terms.some((term) => familyOf(term) === 'heater');
  if (before.role !== 'do' || before.intent?.id !== 'pid_tune' || !ofHeat || frame.clause.asks) return null;
  if (frame.intent && frame.intent.id !== 'set_temperature') return null;
  const rest = frame.clause.terms.filter((term) => !term.concepts.includes('wait'));
  const pid = readTerms('pid', 'en', EMPTY_NAMES).terms;
  return { ...rebuilt(frame, before, [...pid, ...rest], reading), role: 'do', intent: before.intent };
};

const SIDE =
  /^(?:(?:no|on|i mean|i meant|with|for|actually|sorry|just) )*(?:the )?(left|right|first|second) (?:one|nozzle|tool|hot ?end|extruder)(?: please| of course)*$/;
const OF_NOZZLE: ReadonlySet<string> = new Set(
  'set_temperature heater_off pid_tune extrude retract load_filament unload_filament'.split(' '),
);
/** "heat a nozzle to 220" – "the right one": of two. */
const nozzleOfSide: Rule = (frame, { before, reading }) => {
  const side = SIDE.exec(frame.clause.folded)?.[1];
  if (!side || before.role !== 'do' || !OF_NOZZLE.has(before.intent?.id ?? '') || frame.clause.asks)
    return null;
  const rest = before.clause.terms.filter(
    ({ concepts, text }) =>
      !concepts.includes('nozzle') && !/^(?:an?|the|left|right|first|second)$/.test(text),
  );
  if (rest.length === before.clause.terms.length || has(before.clause, 'bed')) return null;
  const at = rest.findIndex(({ quantity, concepts }) => quantity !== undefined || concepts.includes('to'));
  const named = readTerms(`the ${side} nozzle`, 'en', EMPTY_NAMES).terms;
  return {
    ...rebuilt(frame, before, rest.toSpliced(at < 0 ? rest.length : at, 0, ...named), reading),
    role: 'do',
    intent: before.intent,
  };
};

/** "restart klipper" – "no, the whole pi I mean". */
const wholeHost: Rule = (frame, { before }) =>
  before.role === 'do' &&
  /^(?:restart|firmware_restart)$/.test(before.intent?.id ?? '') &&
  corrects(frame) &&
  /\b(?:pi|host|computer|raspberry)\b/.test(frame.clause.folded)
    ? as(frame, 'reboot_host')
    : null;

const RUN_IT =
  /^(?:(?:ok|so|then|now|please|yes|and|right|good) )*(?:run|do|start|use|call|trigger|fire) (?:it|that|that one)(?: (?:then|now|please|off))*$/;
/** "what does UNLOAD_FILAMENT do" – "run it". */
const runMacro: Rule = (frame, { before }) => {
  const named = before.clause.terms.filter(({ references }) =>
    references.some(({ kind }) => kind === 'macro'),
  );
  if (before.role === 'do' || !named.length || !RUN_IT.test(frame.clause.folded)) return null;
  const terms = [...frame.clause.terms, ...named];
  return {
    ...as(frame, 'run_macro'),
    clause: { ...frame.clause, terms, text: terms.map(({ raw }) => raw).join(' ') },
  };
};

/** "START_PRINT, bed 65, extruder 220" – "make that 230 on the extruder": the same macro with another value. */
const otherParam: Rule = (frame, { before, reading }) => {
  const [value] = frame.clause.terms.filter(({ quantity }) => quantity);
  const noun = frame.clause.terms.find((term) => familyOf(term) === 'heater');
  if (before.role !== 'do' || before.intent?.id !== 'run_macro' || !value || !noun || frame.clause.asks)
    return null;
  const at = before.clause.terms.findIndex(({ concepts }) =>
    concepts.some((item) => noun.concepts.includes(item)),
  );
  const number = before.clause.terms.findIndex(({ quantity }, index) => index > at && quantity !== undefined);
  if (at < 0 || number < 0) return null;
  return rebuilt(frame, before, before.clause.terms.with(number, value), reading);
};

/** "what is left" behind what was deleted: the files. */
const filesLeft: Rule = (frame, { before }) =>
  before.intent?.id === 'delete_file' &&
  /^(?:(?:and|so|ok|now) )*what (?:is|s) (?:left|still there|there now|remaining)\b|^(?:and )?whats? left$/.test(
    frame.clause.folded,
  )
    ? as(frame, 'list_files', 'answer')
    : null;

const REDO =
  /^(?:(?:please|then|so|now|ok) )*(?:redo|repeat|re-?run|re-?measure|measure|re-?test|do) (?:it|that|this|the|just|only)?\b/;
/** "what is the shaper set to" – "new belt on Y. Redo that axis only." */
const measureAgain: Rule = (frame, { before, reading }) => {
  const ofShaper = has(before.clause, 'shaper') || before.intent?.id === 'input_shaper';
  if (!ofShaper || frame.clause.asks || !REDO.test(frame.clause.folded)) return null;
  if (frame.intent && !/^(?:input_shaper|reprint|home)$/.test(frame.intent.id) && frame.score > LEAST_OWN)
    return null;
  const axes = reading.terms.filter(({ text }) => /^[xy]$/.test(text));
  const shaper = readTerms('input shaper', 'en', EMPTY_NAMES).terms;
  const again = rebuilt(
    frame,
    { ...frame, role: 'do', intent: intentOf('input_shaper') },
    [...shaper, ...axes],
    reading,
  );
  return { ...again, role: 'do', intent: intentOf('input_shaper') };
};
const LEAST_OWN = 3;

const UNIT = /\b(fahrenheit|celsius|°f|in f)\b/;
/** "hotend to 410" – "sorry, Fahrenheit": the same number in the other unit. */
const otherUnit: Rule = (frame, { before }) => {
  const unit = UNIT.exec(frame.clause.folded)?.[1];
  const heats = before.role === 'do' && /^(?:set_temperature|preheat)$/.test(before.intent?.id ?? '');
  if (!unit || !heats || quantities(frame.clause).length || frame.clause.asks) return null;
  const to = unit === 'celsius' ? ('c' as const) : ('f' as const);
  const terms = before.clause.terms.map((term) =>
    term.quantity ? { ...term, quantity: { ...term.quantity, unit: to } } : term,
  );
  return { ...before, clause: { ...before.clause, terms } };
};

/** "head to x50 y50" – "and lift 30": by so much, wherever it is. */
const liftBy: Rule = (frame, { before, reading }) => {
  const { clause } = frame;
  const [amount, ...others] = quantities(clause);
  const isWay = /\b(?:lift|raise|up|lower|drop|down)\b/.exec(clause.folded)?.[0];
  if (before.role !== 'do' || before.intent?.id !== 'move' || !amount || others.length || !isWay) return null;
  if (clause.asks || !(amount.unit === null || amount.unit === 'mm')) return null;
  if (
    !clause.terms.every(
      (term) => isSoft(term) || isFiller(term) || /^(?:lift|raise|drop|lower)$/.test(term.text),
    )
  )
    return null;
  const way = /^(?:lift|raise|up)$/.test(isWay) ? 'up' : 'down';
  const terms = readTerms(`move z ${way} by ${amount.value}`, 'en', EMPTY_NAMES).terms;
  return { ...rebuilt(frame, before, terms, reading), role: 'do', intent: intentOf('move') };
};

const RULES: readonly Rule[] = [
  otherName,
  otherPid,
  nozzleOfSide,
  wholeHost,
  runMacro,
  otherParam,
  filesLeft,
  measureAgain,
  otherUnit,
  liftBy,
];

/** What only the turn before makes plain: another name, another heater, another unit for what was wished. */
export const ofDialogue: Rule = (frame, situation) => {
  for (const rule of RULES) {
    const found = rule(frame, situation);
    if (found) return found;
  }
  return null;
};
