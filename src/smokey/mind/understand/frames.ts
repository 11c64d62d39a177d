import { INTENTS, type Intent } from '../intents/index.ts';
import { has, type Clause } from './clause.ts';
import { matchIntents, type Match } from './match.ts';

/**
 * What is to be made of a clause: carry it out, answer it, explain what it mentions, take note of what is not
 * wanted, or nothing.
 */
export type Role = 'do' | 'answer' | 'explain' | 'negated' | 'deferred' | 'remark' | 'unknown';

export interface Frame {
  role: Role;
  clause: Clause;
  /** What the clause is about; null when nothing fits. */
  intent: Intent | null;
  score: number;
  matches: Match[];
}

/** A question put like a command is worth this much less than the command it might be. */
const COMMAND_LEAD = 0.75;
/** Reasons are general knowledge, unless this printer's own fault or print is asked about. */
const WHY = /^(?:why|varfor|warum|wieso|por que|pourquoi)\b/;
const ABOUT_FAULTS: ReadonlySet<string> = new Set([
  'what_wrong',
  'last_job',
  'status',
  'connection',
  'console',
]);
/** Asked with "how did" or "can I use", and yet about this printer's past or about all printers. */
const PAST_OR_FLEET: ReadonlySet<string> = new Set(['last_job', 'totals', 'which_printer']);
const ENOUGH = 0.6;

/** Decides what a clause wants, from its mood and the intents that fit. */
export function frameOf(clause: Clause): Frame {
  const matches = matchIntents(clause, INTENTS).filter((match) => match.score >= ENOUGH);
  const best = (...kinds: Intent['kind'][]): Match | undefined =>
    matches.find((match) => kinds.includes(match.intent.kind));
  const frame = (role: Role, match: Match | undefined): Frame => ({
    role,
    clause,
    intent: match?.intent ?? null,
    score: match?.score ?? 0,
    matches,
  });
  const act = best('act');
  const ask = best('ask', 'measure');
  const talk = best('talk');
  switch (clause.mood) {
    case 'command':
      return commandFrame(clause, { act, ask, talk }, frame);
    case 'question':
      if (WHY.test(clause.core) && !ABOUT_FAULTS.has(ask?.intent.id ?? ''))
        return frame('explain', act ?? ask);
      if (ask && (ask.score >= (act?.score ?? 0) - 0.6 || ask.intent.kind === 'measure'))
        return frame('answer', ask);
      if (talk && talk.score >= 1.5) return frame('answer', talk);
      return frame('explain', act ?? ask);
    case 'hypothetical':
      if (
        ask &&
        ask.score >= 1.9 &&
        ['filament_used', 'eta', 'cool_time', 'heat_time', 'file_facts', 'progress'].includes(ask.intent.id)
      )
        return frame('answer', ask);
      return frame('explain', act ?? ask);
    case 'negated':
      return frame('negated', act ?? ask);
    case 'deferred':
      return frame(act ? 'deferred' : 'explain', act ?? ask);
    case 'howto':
    case 'permission': {
      if (ask && PAST_OR_FLEET.has(ask.intent.id) && ask.score >= 1.5) return frame('answer', ask);
      const measure = best('measure');
      if (ask?.intent.id === 'config_value' && clause.mood === 'howto') return frame('explain', act ?? ask);
      if (clause.mood === 'howto' && measure?.intent.id === 'screws_tilt' && measure.score >= 3.5)
        return frame('answer', measure);
      return frame('explain', act ?? ask);
    }
    case 'reported':
    case 'statement':
      return frame('remark', act ?? ask ?? talk);
  }
}

type Best = { act: Match | undefined; ask: Match | undefined; talk: Match | undefined };

function commandFrame(
  clause: Clause,
  { act, ask, talk }: Best,
  frame: (role: Role, match: Match | undefined) => Frame,
): Frame {
  if (talk?.intent.id === 'yes' && clause.asks) return frame('remark', talk);
  if (talk && talk.score >= Math.max(act?.score ?? 0, ask?.score ?? 0) + 0.2) return frame('answer', talk);
  if (act && isQuestioning(clause, act, ask)) return frame('answer', ask);
  if (act && act.score >= (ask?.score ?? 0) - COMMAND_LEAD) return frame('do', act);
  if (ask) return frame('answer', ask);
  if (talk) return frame('answer', talk);
  return frame('unknown', undefined);
}

/** "homed?", "bed mesh?": a noun with a question mark asks how it stands; "fan off?" or "pause?" is still unclear. */
function isQuestioning(clause: Clause, act: Match, ask: Match | undefined): boolean {
  return (
    clause.asks &&
    !clause.polite &&
    ask !== undefined &&
    ask.score >= act.score - 0.4 &&
    !has(clause, 'on', 'off', 'set')
  );
}
