import { INTENTS, type Intent } from '../intents/index.ts';
import { ADJUST } from '../language/lexicon/adjust.ts';
import { JOB } from '../language/lexicon/job.ts';
import { has, isFiller, type Clause } from './clause.ts';
import { indirectLikeness, likenessOf } from '../likeness/likeness.ts';
import { matchIntents, type Match } from './match.ts';
import { STANDS_AT } from './mood.ts';
import { patternScores } from './pattern-scores.ts';

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
/** A question so like known ones is answered, however it is put ("are we nearly there"). */
const SURELY_ASKED = 0.5;
/** Enough beside the name of a file. */
const PERHAPS_ASKED = 0.3;
/** A wish that is put as a statement must be this like one that is known. */
const SURELY_WISHED = 0.5;
/** Questions that are about this printer only when they name it; by their words they could be general. */
const PERHAPS_GENERAL: ReadonlySet<string> = new Set([
  'file_facts',
  'config_value',
  'find_file',
  'list_files',
]);

/** Enough for a question that means this printer however it is put. */
const SURELY_HERE = 1.3;
const NOT_ASKED: ReadonlySet<string> = new Set(['negated', 'deferred', 'reported']);

/** The folded words of several clauses, as of a whole message. */
export const foldedOf = (frames: readonly { clause: Clause }[]): string =>
  frames.map(({ clause }) => clause.folded).join(' ');

/** Decides what a clause wants, from its mood and the intents that fit. */
export function frameOf(clause: Clause): Frame {
  const likeness = likenessOf(clause);
  const matches = matchIntents(clause, INTENTS, likeness, patternScores(clause)).filter(
    (match) => match.score >= ENOUGH,
  );
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
  const top = matches[0];
  const here = matches.find(({ intent, score }) => intent.here && score >= SURELY_HERE);
  if (here && !NOT_ASKED.has(clause.mood)) return frame('answer', here);
  if (isSurelyAsked(clause, top, likeness.nothing)) return frame('answer', top);
  if (isIndirectWish(clause, top)) return frame('do', top);
  switch (clause.mood) {
    case 'command':
      return commandFrame(clause, { act, ask, talk }, frame);
    case 'question':
      if (WHY.test(clause.core) && !isWhyHere(clause, ask)) return frame('explain', act ?? ask);
      if (talk && talk.score >= 1.5 && talk.score > (ask?.score ?? 0) && !(ask && talk.intent.id === 'watch'))
        return frame('answer', talk);
      if (ask && (ask.score >= Math.min((act?.score ?? 0) - 0.6, 1.4) || ask.intent.kind === 'measure'))
        return frame('answer', ask);
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
      if (!act && talk?.intent.id === 'watch') return frame('answer', talk);
      return frame(act ? 'deferred' : 'explain', act ?? ask);
    case 'howto':
    case 'permission': {
      if (act?.intent.id === 'light' && LIGHT_ASKED.test(clause.core)) return frame('do', act);
      if (ask && PAST_OR_FLEET.has(ask.intent.id) && ask.score >= 1.5) return frame('answer', ask);
      if (
        ask?.intent.id === 'what_wrong' &&
        /\b(?:this|the|that|my) (?:error|message|fault)\b/.test(clause.core)
      )
        return frame('answer', ask);
      if (ask?.intent.id === 'macro_facts' && ask.score >= 2) return frame('answer', ask);
      const ofFile = matches.find((match) => isOfFile(clause, match));
      if (ofFile) return frame('answer', ofFile);
      const measure = best('measure');
      if (ask?.intent.id === 'config_value' && clause.mood === 'howto') return frame('explain', act ?? ask);
      if (clause.mood === 'howto' && measure?.intent.id === 'screws_tilt' && measure.score >= 3)
        return frame('answer', measure);
      return frame('explain', act ?? ask);
    }
    case 'reported':
      if (ask && ENDS_ASKING.test(clause.folded)) return frame('answer', ask);
      return frame('remark', act ?? ask ?? talk);
    case 'statement':
      return frame('remark', act ?? ask ?? talk);
  }
}

/** "can I turn the light off?": a wish, since nothing can come of it. */
const LIGHT_ASKED =
  /^(?:can|could|may) (?:i|we) (?:please )?(?:turn|switch|put|have|get|dim)\b(?!.*\b(?:leave|overnight|while|safe\w*|harm|hurt)\b)/;

/** "why did it stop?" asks of this printer; in another language only where its own words say so. */
const isWhyHere = (clause: Clause, ask: Match | undefined): boolean =>
  ABOUT_FAULTS.has(ask?.intent.id ?? '') && (clause.language === 'en' || (ask?.score ?? 0) >= SURE_ABROAD);
const SURE_ABROAD = 2;

/** "what layer height is the knight sliced with": a fact of a file, if a name is given that no list knows. */
const isOfFile = (clause: Clause, ask: Match): boolean =>
  ask.intent.id === 'file_facts' &&
  ask.likeness >= PERHAPS_ASKED &&
  clause.terms.some(
    (term) => term.kind === 'file' || (term.unknown && !isFiller(term) && term.text.length > 3),
  );

/** "are we nearly there": put like a request or a remark, and yet a question that is known. */
function isSurelyAsked(clause: Clause, top: Match | undefined, nothing: number): boolean {
  if (!top || top.intent.kind !== 'ask' || top.likeness < SURELY_ASKED || top.likeness < nothing)
    return false;
  if (clause.mood === 'command' || clause.mood === 'negated' || clause.mood === 'deferred') return false;
  if (WHY.test(clause.core) && !ABOUT_FAULTS.has(top.intent.id)) return false;
  const ofLimits =
    top.intent.id === 'file_facts' && has(clause, 'limitaccel', 'limitvelocity', 'limitcorner');
  if (ofLimits) return true;
  if (clause.mood === 'hypothetical' || clause.mood === 'howto')
    return top.likeness >= 0.75 && !PERHAPS_GENERAL.has(top.intent.id);
  return clause.mood !== 'statement' || clause.asks || top.likeness >= 0.75;
}

/** "somebody cancelled my print, who was it": told first, asked at the end. */
const ENDS_ASKING = /\w (?:who|why|when|how come|what)(?: (?:was|is|did|has|were|happened|went)\b.{0,20})?$/;

/** What others say or do is no wish of the person who writes. */
const THIRD_PARTY =
  /^(?:he|she|they|someone|somebody|people|everybody|everyone|my (?!bed|nozzle|hotend|extruder|print|printer|fan|filament|file|first|part|model)\w+)\b|\b(?:yell\w*|shout\w*|scream\w* (?:at|stop)|joke\w*|joking)\b/;

/** "i will load the filament meanwhile": what the person does. */
const OWN_DOING =
  /^(?:i|we) (?:will|shall|am going to|are going to)\b.*\b(?:meanwhile|in the meantime|myself|ourselves|by hand|manually)\b/;

/** Moods in which a wish may hide; what is negated, reported or supposed is never one. */
const INDIRECT: ReadonlySet<string> = new Set(['statement', 'permission', 'deferred']);

/** "the bed does not need to be hot any more": a wish put as a statement, like one that is known. */
function isIndirectWish(clause: Clause, top: Match | undefined): boolean {
  if (!top || top.intent.kind !== 'act' || top.likeness < SURELY_WISHED) return false;
  if (!INDIRECT.has(clause.mood) || THIRD_PARTY.test(clause.core) || STANDS_AT.test(clause.core))
    return false;
  if (OWN_DOING.test(clause.core)) return false;
  return indirectLikeness(clause, top.intent.id) >= SURELY_WISHED;
}

type Best = { act: Match | undefined; ask: Match | undefined; talk: Match | undefined };

function commandFrame(
  clause: Clause,
  { act, ask, talk }: Best,
  frame: (role: Role, match: Match | undefined) => Frame,
): Frame {
  if (talk?.intent.id === 'watch' && CALLS_ME.test(clause.core)) return frame('answer', talk);
  if (act && (setsHeat(clause, act) || isOrder(clause, act) || isPlainSwitch(clause, act)))
    return frame('do', act);
  if (talk?.intent.id === 'yes' && clause.asks) return frame('remark', talk);
  if (talk && talk.score >= Math.max(act?.score ?? 0, ask?.score ?? 0) + 0.2) return frame('answer', talk);
  if (act && (isQuestioning(clause, act, ask) || wantsToKnow(clause, ask))) return frame('answer', ask);
  if (act && clause.asks && !clause.polite && act.score < UNSURE && !beginsWithVerb(clause))
    return ask ? frame('answer', ask) : frame('unknown', undefined);
  if (act && act.score >= (ask?.score ?? 0) - COMMAND_LEAD) return frame('do', act);
  if (ask) return frame('answer', ask);
  if (talk) return frame('answer', talk);
  return frame('unknown', undefined);
}

/** "and too hot?": with a question mark and without a verb, a weak guess is no order. */
const UNSURE = 1.6;

/** "warn me if the bed falls under 55": to be told, whatever is named behind it. */
const CALLS_ME =
  /^(?:please |just )?(?:tell|notify|ping|warn|alert|message|text|remind|call|buzz|wake|beep|shout|email|mail|poke|give|send) (?:me|us)\b/;

const LEAST_HEAT = 30;

/** "nozzle temp: 210": a heater and a temperature, and nothing is asked. */
const setsHeat = (clause: Clause, act: Match): boolean =>
  act.intent.id === 'set_temperature' &&
  !clause.asks &&
  act.score >= 2.5 &&
  has(clause, 'nozzle', 'bed', 'chamber') &&
  clause.terms.some(({ quantity }) => (quantity?.value ?? 0) >= LEAST_HEAT);

/** "bed off": a heater and a switch, nothing else and no question mark. */
const isPlainSwitch = (clause: Clause, act: Match): boolean =>
  act.intent.id === 'heater_off' &&
  !clause.asks &&
  has(clause, 'off') &&
  clause.terms.every(
    (term) =>
      term.kind === 'punctuation' ||
      isFiller(term) ||
      term.concepts.some((concept) => /^(?:off|nozzle|bed|chamber|heater)$/.test(concept)),
  );

/** Verbs that can only be an order at the front: "pause both printers". */
const ORDERS: Record<string, readonly string[]> = {
  pause: ['pause'],
  resume: ['resume'],
  cancel: ['cancel'],
  home: ['home'],
  delete: ['delete_file', 'queue_remove'],
};

const isOrder = (clause: Clause, act: Match): boolean =>
  !clause.asks &&
  (clause.terms[0]?.concepts.some((concept) => ORDERS[concept]?.includes(act.intent.id)) ?? false);

/** "report the homing state", "i want to see the part about the gantry": to be told, not to have done. */
function wantsToKnow(clause: Clause, ask: Match | undefined): boolean {
  return (
    ask !== undefined &&
    ask.score >= 0.9 &&
    /^(?:(?:please |kindly )?(?:report|tell|show|list|display|read|give (?:me|us) (?:the|a|an) (?:state|status|reading|value|list))|(?:i|we) (?:want|would like|need|like) to (?:see|know|read|look)|state of|status of|let (?:me|us) (?:see|know))\b/.test(
      clause.core,
    )
  );
}

/** Verbs of the lexicon: a clause that begins with one is a wish even with a question mark ("pause?"). */
const VERBS: ReadonlySet<string> = new Set([...Object.keys(JOB), ...Object.keys(ADJUST)]);
const NOT_VERBS: ReadonlySet<string> = new Set(
  'all both by to just half quarter threequarters full normal abit session object motor preheat heatersoff'.split(
    ' ',
  ),
);
export function beginsWithVerb({ terms }: Clause): boolean {
  const first = terms.find(({ concepts }) => !concepts.includes('please'));
  if (!first || /(?:ed|ing)$/i.test(first.raw)) return false;
  return first.concepts.some((concept) => VERBS.has(concept) && !NOT_VERBS.has(concept));
}

/** "homed?", "bed mesh?": a noun with a question mark asks how it stands; "fan off?" or "pause?" is still unclear. */
function isQuestioning(clause: Clause, act: Match, ask: Match | undefined): boolean {
  return (
    clause.asks &&
    !clause.polite &&
    ask !== undefined &&
    (ask.score >= act.score - 0.4 || (ask.score >= 0.9 && !beginsWithVerb(clause))) &&
    !has(clause, 'set') &&
    (!has(clause, 'on', 'off') || (!beginsWithVerb(clause) && ask.score >= 1.2))
  );
}
