import type { KnowledgePassage } from '../search.ts';
import { readChecks } from './load.ts';
import { fitted, sourcesText } from './tell.ts';
import type { Check } from './types.ts';

const ID_PREFIX = 'setup-check-';
/** Sure of its facts, but a board or printer that is named goes before. */
const SCORE = 900;

/** A wish to see whether something is right, or to know what comes first; "check the temperature" is none. */
const ABOUT_CHECKS =
  /\b(?:first|initial|commissioning) (?:checks?|tests?)\b|\b(?:checks?|tests?) (?:before|after|for|of) (?:the )?(?:first|new|flash\w*|wiring|build\w*|install\w*)|\bhow (?:do|can|should|would) (?:i|you|we) (?:check|test|verify|make sure)\b|\bwhat (?:should|do) i (?:check|test|verify)\b/;

/** How people name what a check is of. */
const MEANT: Record<string, RegExp> = {
  'port-present': /\bserial\b|\busb port\b|board (?:is )?(?:visible|found|connected)/,
  'temperatures-plausible': /thermistor|temperature (?:sensor|reading)/,
  'emergency-stop': /emergency stop|\bm112\b/,
  'heater-extruder': /(?:nozzle|hot ?end|extruder)(?:'s)? heat|\bheaters\b/,
  'heater-bed': /\bbed(?:'s)? heat|heated bed|\bheaters\b/,
  'endstops-open': /end ?stops?|limit switch/,
  'endstops-pressed': /end ?stops?|limit switch/,
  'probe-pin': /bl ?touch|probe pin/,
  'probe-signal': /bl ?touch|\bprobe(?:'s)? (?:works|signal)/,
  'stepper-buzz': /\b(?:motor|stepper)s?\b/,
  homing: /\bhoming\b|\bhomes\b/,
  'extruder-motor': /extruder (?:motor|stepper|turns|direction)/,
};
/** Said of a machine that is new, or new to its firmware; then the order of all checks is meant. */
const OF_NEW =
  /\b(?:first|initial|commissioning) (?:checks?|tests?|start|print|power)|\bflash(?:ed|ing)?\b|\bnew (?:printer|machine|board|config|build)|\bwiring\b/;
const MOST_CHECKS = 3;

/** The first checks of a new printer that a message asks how to do; the whole order when it names none. */
export function searchChecks(query: string): KnowledgePassage[] {
  const said = query.toLowerCase();
  if (!ABOUT_CHECKS.test(said)) return [];
  const checks = readChecks();
  const meant = checks.filter(({ id }) => MEANT[id]?.test(said));
  if (meant.length > 0) return meant.slice(0, MOST_CHECKS).map(checkPassage);
  return OF_NEW.test(said) ? [orderPassage(checks)] : [];
}

/** The check that a citation names; null when there is none. */
export function findCheck(id: string): KnowledgePassage | null {
  if (!id.startsWith(ID_PREFIX)) return null;
  const checks = readChecks();
  if (id === `${ID_PREFIX}order`) return orderPassage(checks);
  const check = checks.find((item) => ID_PREFIX + item.id === id);
  return check ? checkPassage(check) : null;
}

function checkPassage(check: Check): KnowledgePassage {
  const { run, expect, deviations } = check;
  const thresholds = check.own_thresholds?.join(', ');
  const doubts = thresholds
    ? `Not sure: the limits ${thresholds} are this project’s own choice, from no source.`
    : null;
  const lines = [
    check.only_if && `Only where ${check.only_if}.`,
    check.needs_done.length > 0 && `First: ${check.needs_done.join(', ')}.`,
    run.commands.length > 0 && `Commands: \`${run.commands.join('`, `')}\``,
    run.then && `At the end: \`${run.then.join('`, `')}\``,
    check.repeat_for && `For ${check.repeat_for}.`,
    `Right when: ${expect.text}`,
    ...deviations.map(({ reading, means, remedy, setting }) => {
      const where = setting ? ` (${setting})` : '';
      return `- ${reading}: ${means}. ${remedy}${where}.`;
    }),
  ];
  return {
    ...passage(ID_PREFIX + check.id, `Check: ${check.title}`, sourcesText(check.sources)),
    text: fitted(lines.filter(Boolean).join('\n'), doubts),
    safety: dangerOf(check),
  };
}

function orderPassage(checks: readonly Check[]): KnowledgePassage {
  const rows = checks.map(({ order, title, only_if: onlyIf }) => {
    return `${order}. ${title}${onlyIf ? ` (only where ${onlyIf})` : ''}`;
  });
  const sources = [...new Set(checks.flatMap((check) => sourcesText(check.sources)))].slice(0, 6);
  return {
    ...passage(`${ID_PREFIX}order`, 'First checks, in their order', sources),
    text: fitted(rows.join('\n'), null),
    safety: 'Stay beside the printer with a hand at its switch: parts move and get hot in these checks.',
  };
}

function passage(id: string, title: string, sources: string[]) {
  return { id, topic: id, title, sources, score: SCORE, likeness: 0 };
}

/** What can hurt in a check, null where nothing moves, heats or has to be given up. */
function dangerOf({ moves, heats, abort_if: abortIf }: Check): string | null {
  const dangers = [
    moves && 'Parts move: keep hands and cables away.',
    heats && 'It gets hot: do not touch nozzle or bed.',
    abortIf && `Give up when ${abortIf}.`,
  ].filter(Boolean);
  return dangers.length > 0 ? dangers.join(' ') : null;
}
