import { list } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import { isNoun } from '../context/nouns.ts';
import { titleOf, type Call, type Exchange } from '../prompt/conversation.ts';
import { has, quantities, type Clause } from '../understand/clause.ts';
import { frameOf } from '../understand/frames.ts';
import { withdrawal, type Deed } from './deeds.ts';
import { namedHeaters } from './heaters.ts';
import { readAll, said, sameArgs, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { corrects } from './waiting.ts';

/** Calls of an exchange that still wait for the person's decision. */
const waitingIn = (exchange: Exchange | undefined): Call[] =>
  (exchange?.calls ?? []).filter(
    ({ result }) => result?.outcome === 'waiting' && typeof result.data.action_id === 'string',
  );

/** What waits of the newest exchange in which anything does. */
export const newestWaiting = (desk: Desk): Call[] =>
  desk.memory.past.map(({ exchange }) => waitingIn(exchange)).find(({ length }) => length > 0) ?? [];

/**
 * Takes these back and tells their titles; the call is made first, as a reading one is. One that was decided in
 * the meantime is not among them.
 */
export function takeBack(desk: Desk, waiting: readonly Call[]): string[] {
  const results = readAll(
    desk,
    waiting.map(({ result }) => withdrawal(String(result?.data.action_id))),
  );
  return waiting.filter((_, index) => results[index]?.failed === false).map(titleOf);
}

const MOST_WORDS_OF_A_NO = 4;

/**
 * "No", "don't", "forget it, that was the shadow": nothing is wanted, and what waits is taken back. Null for a
 * message that wants something as well. Pronouns in it ("vergiss es") mean the proposal and nothing else.
 */
export function declined(desk: Desk): Outcome | null {
  const kept = keptHeaters(desk);
  if (kept.length) return said(say(desk.language, 'takenBack', { what: list(kept, desk.language) }));
  const clauses = desk.frames.map(({ clause }) => clause);
  if (desk.paste || !clauses.some(refuses)) return null;
  const alsoWants = (clause: Clause) =>
    ['do', 'answer', 'explain', 'deferred'].includes(frameOf(clause).role);
  const isLet = clauses.some((clause) => has(clause, 'nevermind'));
  const turnsBack = (clause: Clause) => isLet && TURNING.test(clause.folded);
  if (clauses.some((clause) => !refuses(clause) && !turnsBack(clause) && alsoWants(clause))) return null;
  const taken = takeBack(desk, isLet ? newestWaiting(desk) : waitingIn(desk.memory.past[0]?.exchange));
  if (taken.length === 0) return said(say(desk.language, 'leftAlone'));
  return said(say(desk.language, 'takenBack', { what: list(taken, desk.language) }));
}

/** "bed off", "and the nozzle", "actually leave the nozzle on": only what would set that heater is taken back. */
function keptHeaters(desk: Desk): string[] {
  const [frame] = desk.frames;
  const snapshot = snapshotOf(desk);
  if (!frame || !snapshot || desk.frames.length > 1 || frame.role !== 'negated' || desk.paste) return [];
  const kept = namedHeaters(frame.clause, snapshot).heaters.map(({ id }) => id);
  const waiting = desk.memory.past.flatMap(({ exchange }) => waitingIn(exchange));
  return takeBack(
    desk,
    waiting.filter(({ tool, args }) => tool === 'set_temperature' && kept.includes(String(args.heater))),
  );
}

/** "Can I leave it?" asks; it lets nothing be. */
const ASKING: ReadonlySet<string> = new Set(['permission', 'question', 'hypothetical']);

/** "Hang on, no, the kids want it, leave it": beside a "leave it" this says why. */
const TURNING = /^(?:hang on|hold on|wait|no|nope|actually|oh|hmm)\b/;

/** "leave it at 250 all night" is a wish. */
const isHeld = (clause: Clause): boolean =>
  /\b(?:night|day|hours|weekend)\b/.test(clause.folded) && quantities(clause).length > 0;
const NO_WAIT = /^(?:oh |ah )*(?:no wait|wait no|no no(?: no)*|no no wait)(?: no)*$/;

function refuses(clause: Clause): boolean {
  const words = clause.terms.filter(({ kind }) => kind !== 'punctuation');
  if (NO_WAIT.test(clause.folded)) return true;
  if (has(clause, 'nevermind'))
    return !ASKING.has(clause.mood) && !/\bout\b/.test(clause.folded) && !isHeld(clause);
  if (clause.asks || words.length > MOST_WORDS_OF_A_NO || words.some(isNoun)) return false;
  return (has(clause, 'no') || clause.mood === 'negated') && quantities(clause).length === 0;
}

/** For tools that set something: which arguments say what is set, so that a later wish stands for the earlier one. */
const SETS: Record<string, readonly string[]> = {
  set_temperature: ['printer', 'heater'],
  set_output: ['printer', 'name'],
  start_print: ['printer'],
};

/** What waits and would be set once more, to something else, by these. */
export function supersededBy(desk: Desk, deeds: readonly Deed[]): Call[] {
  const [last, ...before] = desk.memory.past.map(({ exchange }) => waitingIn(exchange));
  const put = (call: Call) =>
    deeds.some(
      (deed) => deed.tool === call.tool && !sameArgs(deed.args, call.args) && setsTheSame(deed, call),
    );
  const putRight = (call: Call) =>
    corrects(desk) && deeds.some((deed) => deed.tool === call.tool && !sameArgs(deed.args, call.args));
  return [...(last ?? []).filter((call) => put(call) || putRight(call)), ...before.flat().filter(put)];
}

const setsTheSame = (deed: Deed, call: Call): boolean =>
  SETS[deed.tool]?.every((name) => deed.args[name] === call.args[name]) ?? false;
