import { list } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import { isSoft } from '../context/nouns.ts';
import { has, isFiller, type Clause } from '../understand/clause.ts';
import { foldedOf, type Frame } from '../understand/frames.ts';
import { adviceFor } from './advice.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { wishForFile } from './file-wish.ts';
import { offline } from './guards.ts';
import { HANDLERS } from './handlers/index.ts';
import { knowledgeText, lookedUp } from './handlers/knowledge.ts';
import { switchable } from './handlers/machine.ts';
import { statusText } from './handlers/progress.ts';
import { isBareSwitch } from './mere-words.ts';
import { findNearMacro } from './near-macro.ts';
import { looksLikeQuestion, nearestRead } from './nearest-read.ts';

/** Nothing to do and nothing asked: a remark, a problem described, something unknown. */
export function restOutcome(desk: Desk, otherwise?: Outcome): Outcome {
  const frame = desk.frames.find((item) => item.role === 'remark') ?? desk.frames[0];
  if (!frame) return said(say(desk.language, 'empty'));
  if (desk.frames.some((item) => item.role === 'negated')) return said(say(desk.language, 'leftAlone'));
  const switching = ambiguousSwitch(desk, frame.clause);
  if (switching) return switching;
  if (
    frame.clause.mood === 'command' &&
    has(frame.clause, 'up', 'down', 'abit') &&
    frame.clause.terms.every(isSoft)
  )
    return said(say(desk.language, 'changeWhich'));
  if (frame.clause.terms.every((term) => term.kind === 'punctuation' || term.quantity || isFiller(term)))
    return said(
      say(desk.language, frame.clause.terms.some(({ quantity }) => quantity) ? 'changeWhich' : 'nearHelp'),
    );
  const macro =
    frame.clause.mood === 'command' && snapshotOf(desk)
      ? findNearMacro(frame.clause, snapshotOf(desk)!.macros)
      : null;
  if (macro) return HANDLERS.run_macro!(desk, frame);
  const advice = adviceFor(foldedOf(desk.frames), frame.clause);
  if (advice) return said(advice);
  if (frame.clause.mood === 'reported' && frame.intent?.kind === 'act') return reported(desk, frame);
  const file = wishForFile(desk);
  if (file) return file;
  const known = knowledgeText(desk, lookedUp(desk), 1);
  if (known.length) return said(...known);
  return otherwise ?? lost(desk, frame);
}

/** Somebody else's wish is not the person's: nothing is proposed. */
function reported(desk: Desk, frame: Frame): Outcome {
  const known = knowledgeText(desk, lookedUp(desk), 1);
  if (known.length && frame.clause.asks) return said(...known);
  const reading = looksLikeQuestion(frame.clause) ? nearestRead(desk, frame) : null;
  if (reading) return reading;
  const snapshot = snapshotOf(desk);
  const status = snapshot && !offline(desk) ? statusText(desk, snapshot) : '';
  return said(
    say(desk.language, 'reported', {
      status,
      what: DONE[frame.intent?.id ?? ''] ?? frame.intent?.id.replace(/_/g, ' ') ?? 'do it',
    }),
  );
}

/** How a wish is called when it is asked back, where its name is no good English. */
const DONE: Readonly<Record<string, string>> = {
  set_temperature: 'set a temperature',
  heater_off: 'turn a heater off',
  heaters_off: 'turn the heaters off',
  preheat: 'heat up',
  start_print: 'start a print',
  pause: 'pause the print',
  resume: 'resume the print',
  cancel: 'cancel the print',
  home: 'home the axes',
  bed_mesh: 'measure the bed mesh',
  set_speed: 'change the speed',
  set_flow: 'change the flow',
  set_fan: 'change the fan',
  delete_file: 'delete a file',
  emergency_stop: 'send the emergency stop',
};

/** "turn it off": what? */
function ambiguousSwitch(desk: Desk, clause: Clause): Outcome | null {
  if (!has(clause, 'off', 'on') || !snapshotOf(desk) || clause.mood !== 'command' || !isBareSwitch(clause))
    return null;
  return (
    offline(desk) ??
    said(
      say(desk.language, has(clause, 'off') ? 'offWhich' : 'onWhich', {
        names: list(switchable(desk), desk.language, 'or'),
      }),
    )
  );
}

/** Enough for a question to which nothing else is an answer. */
const PERHAPS_SCORE = 45;

export function lost(desk: Desk, frame: Frame): Outcome {
  const asks = frame.clause.asks || ['question', 'howto', 'permission'].includes(frame.clause.mood);
  const perhaps = asks ? knowledgeText(desk, lookedUp(desk), 1, PERHAPS_SCORE) : [];
  if (perhaps.length) return said(...perhaps);
  const reading = nearestRead(desk, frame);
  if (reading) return reading;
  const near = frame.matches
    .filter((match) => match.intent.kind !== 'talk')
    .slice(0, 2)
    .map((match) => match.intent.id.replace(/_/g, ' '));
  const offer = near.length
    ? say(desk.language, 'nearOffer', {
        names: list(
          near.map((name) => `"${name}"`),
          desk.language,
          'or',
        ),
      })
    : say(desk.language, 'nearHelp');
  const known = frame.clause.terms.some(
    (term) => term.concepts.length && !['it', 'i', 'you', 'to'].includes(term.concepts[0] ?? ''),
  );
  return said(
    known || near.length
      ? say(desk.language, 'notUnderstood', { near: offer })
      : say(desk.language, 'offTopic'),
  );
}
