import { has, isFiller, quantities, toClause, type Clause } from '../understand/clause.ts';
import { frameOf, type Frame } from '../understand/frames.ts';
import type { Reading, Term } from '../understand/terms.ts';
import { INTENTS } from '../intents/index.ts';
import type { Memory } from './memory.ts';

/** Nouns that replace each other: "and the bed?" after "how hot is the nozzle?". */
const NOUNS = [
  'nozzle',
  'bed',
  'chamber',
  'heater',
  'fan',
  'partfan',
  'host',
  'speed',
  'flow',
  'light',
  'materialname',
  'limitaccel',
  'limitvelocity',
  'pressureadvance',
];
const isNoun = (term: Term): boolean =>
  term.concepts.some((concept) => NOUNS.includes(concept)) ||
  term.references.some((item) => item.kind === 'sensor' || item.kind === 'output') ||
  (term.unknown && !isFiller(term)) ||
  term.kind === 'file' ||
  term.kind === 'quoted';

/**
 * Understands what only makes sense after the message before: a bare noun, a bare number, "make it 205",
 * "no, the bed". Returns the frames as they are when nothing has to be filled in.
 */
export function resolveFollowUps(frames: Frame[], memory: Memory, reading: Reading): Frame[] {
  const corrected = withCorrections(frames, reading);
  const before = memory.past[0]?.frames
    .filter(
      (frame) => frame.intent && (frame.role === 'do' || frame.role === 'answer' || frame.role === 'explain'),
    )
    .at(-1);
  if (!before) return corrected;
  return corrected.map((frame) => followUp(frame, before, memory, reading, corrected.length) ?? frame);
}

function followUp(
  frame: Frame,
  before: Frame,
  memory: Memory,
  reading: Reading,
  count: number,
): Frame | null {
  const { clause } = frame;
  const words = clause.terms.filter((term) => term.kind !== 'punctuation');
  if (memory.manualProbe) {
    const probing = duringProbing(frame);
    if (probing) return probing;
  }
  if (isSetToNumber(frame) && before.role === 'do') return merge(frame, before, reading);
  const setting = SETTING_OF[before.intent?.id ?? ''];
  if (setting && (isSetToNumber(frame) || isSwitchOfIt(clause)))
    return applied(frame, before, setting, reading);
  if (isSwitchOfIt(clause) && before.clause.terms.some(isNoun)) return switched(frame, before, reading);
  if (has(clause, 'undo', 'again') || /\bback\b/.test(clause.folded)) return null;
  const isShort = words.length <= 6 && count === 1;
  const lacksIntent = !frame.intent || frame.role === 'unknown' || (frame.score < 1.35 && isElliptic(clause));
  if (!isShort || !lacksIntent) return null;
  const nouns = words.filter(isNoun);
  if (!nouns.length && !quantities(clause).length) return null;
  return merge(frame, before, reading);
}

/** "and the bed?", "what about v3", "the cube?": nothing but a noun, perhaps with a joining word before it. */
function isElliptic(clause: Clause): boolean {
  return (
    /^(?:and|what about|how about|och|und|y|et|or|same for|also|now|then|ok|vad sagst du om|was ist mit|que tal|et pour)?\s*(?:the |a |my |for |with |den |det |die |der |das |el |la |le )?\S+(?: \S+)?$/.test(
      clause.folded,
    ) &&
    !has(
      clause,
      'pause',
      'resume',
      'cancel',
      'stop',
      'home',
      'undo',
      'yes',
      'no',
      'thanks',
      'status',
      'estop',
      'progress',
      'eta',
      'camera',
      'picture',
      'homed',
      'heatersoff',
      'faster',
      'slower',
      'restart',
      'reboot',
      'greeting',
      'off',
      'on',
    )
  );
}

/** "make it 205", "205 then", "no, 70". */
function isSetToNumber(frame: Frame): boolean {
  const { clause } = frame;
  if (!quantities(clause).length) return false;
  const others = clause.terms.filter(
    (term) =>
      !term.quantity &&
      term.kind !== 'punctuation' &&
      term.concepts.length &&
      !term.concepts.every((concept) =>
        [
          'set',
          'it',
          'to',
          'yes',
          'no',
          'wait',
          'just',
          'please',
          'i',
          'up',
          'down',
          'abit',
          'by',
          'nowword',
          'start',
          'again',
          'other',
          'show',
          'have',
          'normal',
          'you',
          ...(/\bback to\b/.test(clause.folded) ? ['undo', 'backdir'] : []),
        ].includes(concept),
      ),
  );
  const unknown = clause.terms.filter(
    (term) =>
      term.unknown &&
      term.text.length > 3 &&
      !/^(instead|rather|better|then|make|more|less|only|maybe|would|could|should|only|actually|think|thats|that)$/.test(
        term.text,
      ),
  );
  return !others.length && !unknown.length;
}

/** The frame before, with the new noun or number in place of the old. */
function merge(frame: Frame, before: Frame, reading: Reading): Frame {
  const fresh = frame.clause.terms.filter((term) => term.kind !== 'punctuation');
  const nouns = fresh.filter(isNoun);
  const numbers = fresh.filter((term) => term.quantity);
  const relative = fresh.filter((term) =>
    term.concepts.some((concept) => concept === 'up' || concept === 'down' || concept === 'by'),
  );
  const kept = before.clause.terms.filter((term) => {
    if (term.kind === 'punctuation') return false;
    if (nouns.length && isNoun(term)) return false;
    if (numbers.length && (term.quantity || term.concepts.includes('up') || term.concepts.includes('down')))
      return false;
    return true;
  });
  const terms = [...kept, ...nouns.filter((term) => !term.quantity), ...relative, ...numbers];
  const clause: Clause = {
    ...toClause(terms, reading),
    text: terms.map((term) => term.raw).join(' '),
    mood: before.clause.mood,
    asks: before.clause.asks,
    polite: before.clause.polite,
    language: frame.clause.language,
  };
  const merged = frameOf({ ...clause, core: clause.folded });
  const fitting =
    merged.intent && merged.intent.id === before.intent?.id
      ? merged
      : { ...merged, intent: before.intent, role: before.role, score: before.score };
  return fitting;
}

/** While Klipper waits in the paper test, "down 0.1" and "take that" belong to it. */
function duringProbing(frame: Frame): Frame | null {
  const { clause } = frame;
  const as = (id: string): Frame => ({
    ...frame,
    role: 'do',
    intent: INTENTS.find((intent) => intent.id === id) ?? null,
  });
  if (has(clause, 'accept') || /^(accept|done|perfect|that is it|take it|keep it|good)\b/.test(clause.core))
    return as('z_offset_accept');
  if (has(clause, 'abortcal', 'cancel') || /^(abort|stop|cancel|quit)\b/.test(clause.core))
    return as('z_offset_abort');
  if (
    (has(clause, 'up', 'down', 'toohigh', 'tooclose', 'away') || quantities(clause).length) &&
    !has(clause, 'temperature', 'heat', 'speed', 'fan')
  )
    return as('testz');
  return null;
}

/** "the bed to 80, no wait, 60": the later value stands in for the earlier one. */
function withCorrections(frames: Frame[], reading: Reading): Frame[] {
  const result: Frame[] = [];
  for (const frame of frames) {
    const before = result.at(-1);
    const corrects = has(frame.clause, 'wait') || /^(?:no|nah|nej|nein|non)\b/.test(frame.clause.folded);
    const isOnly = frame.clause.terms.filter((term) => term.kind !== 'punctuation').length <= 7;
    const bare = !frame.intent || isSetToNumber(frame) || frame.score < 1.2;
    if (
      before &&
      corrects &&
      isOnly &&
      bare &&
      before.intent &&
      (quantities(frame.clause).length || frame.clause.terms.some(isNoun))
    )
      result[result.length - 1] = merge(frame, before, reading);
    else if (before && corrects && frame.role === 'do' && frame.intent?.id === before.intent?.id)
      result[result.length - 1] = frame;
    else result.push(frame);
  }
  return result;
}

/** What a question about a value leads to when a value follows: "how hot is the bed?", "set it to 60". */
const SETTING_OF: Record<string, string> = {
  temperatures: 'set_temperature',
  heaters_state: 'set_temperature',
  speed_flow: 'set_speed',
  fan_state: 'set_fan',
  max_temperature: 'set_temperature',
};

/** "turn it off", "switch that on". */
function isSwitchOfIt(clause: Clause): boolean {
  return (
    has(clause, 'on', 'off') && has(clause, 'it') && !clause.terms.some(isNoun) && clause.mood === 'command'
  );
}

function applied(frame: Frame, before: Frame, setting: string, reading: Reading): Frame {
  const merged = switched(frame, before, reading);
  if (isSwitchOfIt(frame.clause)) return merged;
  return { ...merged, role: 'do', intent: INTENTS.find((intent) => intent.id === setting) ?? merged.intent };
}

/** The wish of now with the noun of before. */
function switched(frame: Frame, before: Frame, reading: Reading): Frame {
  const nouns = before.clause.terms.filter((term) => isNoun(term) && !term.unknown);
  const terms = [...frame.clause.terms.filter((term) => term.kind !== 'punctuation'), ...nouns];
  const clause: Clause = {
    ...toClause(terms, reading),
    text: terms.map((term) => term.raw).join(' '),
    mood: 'command',
    asks: false,
    language: frame.clause.language,
  };
  return frameOf({ ...clause, core: clause.folded });
}
