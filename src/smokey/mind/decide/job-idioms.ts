import type { Frame } from '../understand/frames.ts';
import { forPrinter, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { ownWords } from './own-words.ts';
import { isPaused, isPrinting } from './guards.ts';
import { JOB_HANDLERS } from './handlers/job.ts';
import { named, targetPrinters } from './targets.ts';

/** Roundabout words for what is done with a running print. They mean it only while one runs. */
const PAUSES =
  /\b(?:breather|take five|hang fire|freeze (?:it|the \w+)|on hold|(?:wait|hold|hang) (?:up|on)\b.*\b(?:let me|lemme|i (?:need|have|got|must|want)|got to|my hand)|(?:rest|wait|stop) (?:for )?a (?:wee )?(?:minute|moment|second|bit|while)|(?:give|let) (?:it|her|him|the \w+|that) (?:have )?(?:a )?(?:\w+ )?(?:rest|break|pause))\b/;
const RESUMES =
  /\b(?:as you were|(?:off|away) (?:we|you) go|on you go|crack on|back to (?:work|it)|let (?:it|her|him) (?:get on|carry on|go on|continue|run on|finish)|(?:may|can|could|should) (?:now |therefore |then )?(?:carry on|go on|continue|proceed|get on)|get on with it|pick up where)\b|^(?:(?:ok|okay|alright|right|so|and|now|yes|good|all good|please) )*(?:go|go go|go go go|go ahead|let us go|off)(?: now| please| again| then)*$/;
const CANCELS =
  /\b(?:ditch|scrap|bin|chuck|toss|abandon|dump) (?:the|this|that) (?:whole )?(?:part|print|job|piece|lot|thing)\b|\bbreak (?:it|this|the \w+) off\b/;
/** Asked or supposed, or not wanted at all. */
const NO_WISH: ReadonlySet<string> = new Set(
  'hypothetical howto permission question reported negated deferred'.split(' '),
);
const SUPPOSES = /\b(?:if|what|why|when|how|would it|will it|does|did|until|unless|never|not)\b/;
/** "could the printer rest a minute?" */
const ASKS_PRINTER =
  /^(?:can|could|might|may|will|would) (?:the (?:printer|machine|print|job)|it|she|he|this|that) \w/;
const MOST_WORDS = 40;

/** "give it a breather", "as you were", "ditch the part": what is wished of the print that runs; null for all else. */
export function jobIdiom(desk: Desk): Outcome | null {
  const [target, ...more] = targetPrinters(
    desk,
    desk.frames.map(({ clause }) => clause),
  );
  if (!target || more.length || target.printer === desk.printer) return idiomOf(desk);
  const outcome = idiomOf(target);
  return (
    outcome && { ...named(target, outcome, 1), deeds: outcome.deeds.map((deed) => forPrinter(target, deed)) }
  );
}

function idiomOf(desk: Desk): Outcome | null {
  const snapshot = snapshotOf(desk);
  if (desk.language !== 'en' || desk.paste || !snapshot) return null;
  const words = desk.frames
    .map(({ clause }) => clause.folded)
    .join(' ')
    .split(' ').length;
  if (words > MOST_WORDS || desk.frames.some(({ role }) => role === 'deferred')) return null;
  const wished = (pattern: RegExp): Frame | undefined =>
    desk.frames.find(
      ({ clause, role }) =>
        role !== 'negated' &&
        pattern.test(ownWords(clause)) &&
        (clause.polite || !NO_WISH.has(clause.mood) || ASKS_PRINTER.test(clause.folded)) &&
        !SUPPOSES.test(clause.folded.replace(/\bwhere\b.*/, '')),
    );
  const found: [string, Frame | undefined][] = [
    ['cancel', isPrinting(snapshot) || isPaused(snapshot) ? wished(CANCELS) : undefined],
    ['pause', isPrinting(snapshot) ? wished(PAUSES) : undefined],
    ['resume', isPaused(snapshot) ? wished(RESUMES) : undefined],
  ];
  const [id, frame] = found.find(([, item]) => item) ?? [];
  return id && frame ? JOB_HANDLERS[id]!(desk, frame) : null;
}
