import { say } from '../answer/say.ts';
import { CHANGES, waitingForHeat, type Deed } from './deeds.ts';
import type { Step } from './decide.ts';
import { fitted, type Desk, type Outcome } from './desk.ts';

/** The same call once only. */
export function unique(deeds: readonly Deed[]): Deed[] {
  const seen = new Set<string>();
  return deeds.filter((deed) => {
    const key = JSON.stringify([deed.tool, Object.entries(deed.args).sort()]);
    return seen.has(key) ? false : (seen.add(key), true);
  });
}

/** Joins what is said and proposed; what no tool can do is said to be so. */
export function finish(desk: Desk, all: readonly Outcome[]): Step {
  const outcomes = homedOnce(all);
  const wanted = lastTargets(unique(outcomes.flatMap((outcome) => outcome.deeds)));
  const possible = wanted.filter((deed) => desk.tools.has(deed.tool)).map((deed) => fitted(desk, deed));
  const impossible = wanted.filter((deed) => !desk.tools.has(deed.tool));
  const texts = introduced(desk, [...new Set(outcomes.flatMap((outcome) => outcome.say))].filter(Boolean));
  const lacks = impossible.length
    ? [
        say(desk.language, 'noTool', {
          what: [...new Set(impossible.map((deed) => deed.tool.replace(/_/g, ' ')))].join(', '),
        }),
      ]
    : [];
  const text = impossible.length && !possible.length ? lacks.join(' ') : [...texts, ...lacks].join('\n');
  return { text, deeds: asPlan(desk, possible) };
}

/** "for PLA, but the bed at 50 only": of two targets of one heater the later holds. */
const lastTargets = (deeds: readonly Deed[]): Deed[] =>
  deeds.filter(
    ({ tool, args }, index) =>
      tool !== SETS_HEAT ||
      args.wait === true ||
      !deeds
        .slice(index + 1)
        .some(
          (later) =>
            later.tool === SETS_HEAT &&
            later.args.heater === args.heater &&
            later.args.printer === args.printer,
        ),
  );
const SETS_HEAT = CHANGES.heatersOff().tool;

/** "PROBE_ACCURACY with 20 samples, home beforehand": where the commands home, no other wish need. */
function homedOnce(outcomes: readonly Outcome[]): readonly Outcome[] {
  const homes = outcomes.some(({ deeds }) =>
    deeds.some(({ args }) => Array.isArray(args.commands) && args.commands[0] === 'G28'),
  );
  const home = CHANGES.home().tool;
  return homes
    ? outcomes.filter(
        ({ deeds }) => !(deeds.length === 1 && deeds[0]!.tool === home && deeds[0]!.args.axes !== 'off'),
      )
    : outcomes;
}

const ENGLISH = /\b(?:the|is|are|of|to|it|with|not|that|which|before|you|can|and|be)\b/gi;
const FEWEST_WORDS = 4;

/** Before text that stands in English only this is said in the person's language. */
function introduced({ language }: Desk, texts: readonly string[]): string[] {
  const line = say(language, 'onlyEnglish');
  const isEnglish = (text: string): boolean => (text.match(ENGLISH)?.length ?? 0) >= FEWEST_WORDS;
  const first = language === 'en' || texts.includes(line) ? -1 : texts.findIndex(isEnglish);
  return first < 0 ? [...texts] : [...texts.slice(0, first), line, ...texts.slice(first)];
}

/** "bed to 60 first, and only when it is there the nozzle" */
const ONLY_WHEN_HOT =
  /\bonly (?:then|after that|afterwards|when|once)\b|\b(?:hold|wait|stay)(?: there| it)? (?:until|till|for) (?:it|that|the (?:bed|plate|nozzle|hot ?end))\b/i;

/** Several changes of one printer are one card where the tools can do that. */
function asPlan(desk: Desk, deeds: Deed[]): Deed[] {
  const printers = new Set(deeds.map((deed) => deed.args.printer));
  const stops = deeds.some((deed) => deed.tool === CHANGES.emergencyStop().tool);
  if (deeds.length < 2 || stops || printers.size > 1 || !desk.tools.has('run_plan')) return deeds;
  const printer = [...printers][0];
  const isInTurn = ONLY_WHEN_HOT.test(desk.exchange.text);
  const steps = waitingForHeat(deeds, isInTurn).map(({ tool, args }) => ({
    tool,
    args: Object.fromEntries(Object.entries(args).filter(([name]) => name !== 'printer')),
  }));
  return [{ tool: 'run_plan', args: { ...(printer === undefined ? {} : { printer }), steps } }];
}
