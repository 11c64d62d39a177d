import type { OutputReading, SensorReading } from '../../../../klipper/snapshot.ts';
import { number, percent } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import type { Quantity } from '../../normalise/tokens.ts';
import { has, quantities, references, type Clause } from '../../understand/clause.ts';
import { CHANGES, type Tuning } from '../deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { notReady } from '../guards.ts';
import { activeNozzle, namedNozzles, nozzles } from '../heaters.ts';
import { waitingValue } from '../waiting.ts';
import type { Handlers } from './types.ts';

const RANGES = { speed: [25, 200], flow: [75, 125] } as const;
const SMALL_STEP = 10;

export const TUNE_HANDLERS: Handlers = {
  set_speed: (desk, { clause }) =>
    has(clause, 'fan', 'partfan') ? setFan(desk, clause) : setFactor(desk, clause, 'speed'),
  set_flow(desk, { clause }) {
    if (!has(clause, 'speed')) return setFactor(desk, clause, 'flow');
    const outcomes = [setFactor(desk, clause, 'speed'), setFactor(desk, clause, 'flow')];
    return { say: outcomes.flatMap((item) => item.say), deeds: outcomes.flatMap((item) => item.deeds) };
  },
  set_fan: (desk, { clause }) => setFan(desk, clause),
  set_pressure_advance(desk, { clause }) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const smooth = quantities(clause)[0]?.value;
    if (SMOOTH_TIME.test(clause.folded) && smooth !== undefined) return smoothTime(desk, smooth);
    const now = snapshotOf(desk)!.toolhead.pressureAdvance;
    const value = has(clause, 'off') ? 0 : pressureFrom(clause, now);
    if (value === undefined)
      return said(
        say(desk.language, 'howMuch', { what: 'pressure advance', now: String(now ?? '?'), example: '' }),
      );
    if (value > 2 || value < 0)
      return said(
        say(desk.language, 'tuneRange', {
          what: 'pressure advance',
          min: '0',
          max: '2',
          value: String(value),
        }),
      );
    const other = otherExtruder(desk, clause);
    if (other) return pressureOf(desk, other, value);
    return tuned(desk, 'pressure advance', String(value), now === null ? null : String(now), {
      pressure_advance: value,
    });
  },
  set_limits: (desk, { clause }) => setLimits(desk, clause),
};

const SMOOTH_TIME = /\bsmooth(?:ing)?[ _-]?time\b/;
const LONGEST_SMOOTH_SECONDS = 0.2;

/** Over how long pressure advance is evened out; the advance itself stays. */
function smoothTime(desk: Desk, seconds: number): Outcome {
  const what = 'pressure advance smooth time';
  if (seconds <= 0 || seconds > LONGEST_SMOOTH_SECONDS)
    return said(
      say(desk.language, 'tuneRange', {
        what,
        min: '0',
        max: `${LONGEST_SMOOTH_SECONDS} s`,
        value: String(seconds),
      }),
    );
  return proposed(
    say(desk.language, 'tune', { what, value: `${seconds} s`, now: '' }),
    CHANGES.gcode([`SET_PRESSURE_ADVANCE SMOOTH_TIME=${seconds}`]),
  );
}

const PRESSURE_STEP = 0.005;

/** The value that is named, or a small step from what holds. */
function pressureFrom(clause: Clause, now: number | null): number | undefined {
  const named = quantities(clause)[0]?.value;
  if (named !== undefined || now === null || !has(clause, 'abit')) return named;
  return Math.max(0, Math.round((now + directionOf(clause) * PRESSURE_STEP) * 1e4) / 1e4);
}

/** The extruder that is named and is not the active one. */
function otherExtruder(desk: Desk, clause: Clause): SensorReading | null {
  const snapshot = snapshotOf(desk)!;
  if (nozzles(snapshot).length < 2) return null;
  const named = nozzles(snapshot).find((heater) =>
    references(clause, 'sensor').some((item) => item.id === heater.id),
  );
  const spoken = has(clause, 'nozzle')
    ? clause
    : desk.frames.find((frame) => has(frame.clause, 'nozzle'))?.clause;
  const chosen = named ?? namedNozzles(spoken ?? clause, snapshot)[0];
  return chosen && chosen !== activeNozzle(snapshot) ? chosen : null;
}

function pressureOf(desk: Desk, extruder: SensorReading, value: number): Outcome {
  return proposed(
    say(desk.language, 'tune', {
      what: `pressure advance (${extruder.label})`,
      value: String(value),
      now: '',
    }),
    CHANGES.gcode([`SET_PRESSURE_ADVANCE EXTRUDER=${extruder.id} ADVANCE=${value}`]),
  );
}

function tuned(desk: Desk, what: string, value: string, now: string | null, tuning: Tuning): Outcome {
  return proposed(
    say(desk.language, 'tune', {
      what,
      value,
      now: now === null ? '' : say(desk.language, 'tuneNow', { now }),
    }),
    CHANGES.tune(tuning),
  );
}

const waitingTuning = (desk: Desk, name: keyof Tuning): number | null =>
  waitingValue(
    desk,
    ({ tool }) => tool === 'tune_print',
    ({ args }) => args[name],
  );

/** A percentage a clause gives, with words like half and full; `by` is a change. Null when none is given. */
export function percentOf(clause: Clause, now: number): { value: number; relative: boolean } | null {
  if (has(clause, 'normal', 'undo') || /\bfull speed\b/.test(clause.folded))
    return { value: 100, relative: false };
  if (has(clause, 'halfofit')) return { value: Math.round(now / 2), relative: true };
  if (has(clause, 'doubleofit')) return { value: now * 2, relative: true };
  if (/\bdouble\b|\btwice\b/.test(clause.folded)) return { value: 200, relative: false };
  if (has(clause, 'threequarters') || /\b(?:3|three) quarters?\b/.test(clause.folded))
    return { value: 75, relative: false };
  if (has(clause, 'half')) return { value: 50, relative: false };
  if (has(clause, 'quarter')) return { value: 25, relative: false };
  const quantity =
    valueAfterTo(clause) ?? quantities(clause).find((item) => item.unit === 'percent' || item.unit === null);
  if (quantity) return { ...stepOrValue(clause, quantity.value, quantity.signed, now) };
  if (has(clause, 'full')) return { value: 100, relative: false };
  if (has(clause, 'abit')) return { value: now + directionOf(clause) * SMALL_STEP, relative: true };
  return null;
}

/** "from 80 to 100": of two numbers the one behind "to". */
function valueAfterTo({ terms }: Clause): Quantity | undefined {
  const numbers = terms.filter((term) => term.quantity);
  if (numbers.length !== 2 || numbers[1]?.quantity?.unit === 's') return undefined;
  const at = terms.indexOf(numbers[1]!);
  return terms[at - 1]?.concepts.includes('to') &&
    terms.some((term) => /^(from|fran|von|de|desde)$/.test(term.text))
    ? numbers[1]!.quantity
    : undefined;
}

function stepOrValue(
  clause: Clause,
  value: number,
  signed: boolean,
  now: number,
): { value: number; relative: boolean } {
  const direction = directionOf(clause);
  const at = clause.terms.findIndex((term) => term.quantity);
  const before = clause.terms.slice(Math.max(0, at - 2), at);
  const after = clause.terms.slice(at + 1, at + 3);
  const toValue = before.some((term) => term.concepts.includes('to'));
  const byValue =
    before.some((term) => term.concepts.includes('by')) ||
    after.some(
      (term) =>
        term.concepts.some((item) => ['faster', 'slower', 'up', 'down'].includes(item)) ||
        /^(more|less)$/.test(term.text),
    );
  if (signed) return { value: now + value, relative: true };
  if (direction && !toValue && (byValue || value <= 30))
    return { value: now + direction * value, relative: true };
  return { value, relative: false };
}

function directionOf(clause: Clause): number {
  if (has(clause, 'faster', 'up')) return 1;
  return has(clause, 'slower', 'down') ? -1 : 0;
}

export function setFactor(desk: Desk, clause: Clause, what: 'speed' | 'flow'): Outcome {
  const blocked = notReady(desk);
  if (blocked) return blocked;
  const { toolhead } = snapshotOf(desk)!;
  const holds = Math.round(((what === 'speed' ? toolhead.speedFactor : toolhead.flowFactor) ?? 1) * 100);
  const now = waitingTuning(desk, what === 'speed' ? 'speed_pct' : 'flow_pct') ?? holds;
  const wanted = percentOf(clause, now);
  if (!wanted)
    return said(
      say(desk.language, 'howMuch', {
        what,
        now: `${now} %`,
        example: String(now + (directionOf(clause) < 0 ? -SMALL_STEP : SMALL_STEP)),
      }),
    );
  const [min, max] = RANGES[what];
  const value = Math.round(wanted.value * 10) / 10;
  if (value < min || value > max)
    return said(
      say(desk.language, 'tuneRange', { what, min: `${min} %`, max: `${max} %`, value: `${value} %` }),
    );
  return tuned(
    desk,
    what,
    `${value} %`,
    `${holds} %`,
    what === 'speed' ? { speed_pct: value } : { flow_pct: value },
  );
}

function setLimits(desk: Desk, clause: Clause): Outcome {
  const blocked = notReady(desk);
  if (blocked) return blocked;
  const { toolhead } = snapshotOf(desk)!;
  const value = quantities(clause)[0]?.value;
  const which = has(clause, 'limitcorner') ? 'corner' : has(clause, 'limitaccel') ? 'accel' : 'velocity';
  const names = { corner: 'square corner velocity', accel: 'acceleration', velocity: 'velocity limit' };
  const units = { corner: 'mm/s', accel: 'mm/s²', velocity: 'mm/s' };
  const now = {
    corner: toolhead.squareCornerVelocityMillimetresPerSecond,
    accel: toolhead.maxAccelMillimetresPerSecond2,
    velocity: toolhead.maxVelocityMillimetresPerSecond,
  }[which];
  if (value === undefined)
    return said(
      say(desk.language, 'howMuch', {
        what: names[which],
        now: `${now ?? '?'} ${units[which]}`,
        example: '',
      }).replace(/ [^.]*percent[^.]*\./, ''),
    );
  const tuning: Tuning =
    which === 'corner'
      ? { corner_velocity_mm_s: value }
      : which === 'accel'
        ? { accel_mm_s2: value }
        : { velocity_mm_s: value };
  return tuned(
    desk,
    names[which],
    `${number(value, desk.language, 2)} ${units[which]}`,
    now === null ? null : `${now} ${units[which]}`,
    tuning,
  );
}

/** The fans a clause can mean: a named one, else the part fan. */
export function fanOf(desk: Desk, clause: Clause): OutputReading | null {
  const { outputs } = snapshotOf(desk)!;
  const fans = outputs.filter(
    (output) => output.kind !== 'pin' && output.kind !== 'led' && output.kind !== 'servo',
  );
  const named = references(clause, 'output')
    .map((item) => fans.find((fan) => fan.id === item.id))
    .find(Boolean);
  if (named) return named;
  if (has(clause, 'exhaust', 'chamber') && !has(clause, 'partfan'))
    return fans.find((fan) => /chamber|exhaust|extract|vent|filter|case|enclosure/i.test(fan.id)) ?? null;
  return (
    fans.find((fan) => fan.kind === 'part-fan') ??
    (fans.filter((fan) => fan.canSet).length === 1 ? (fans.find((fan) => fan.canSet) ?? null) : null)
  );
}

/** A fan to a level, or off. */
export function setFan(desk: Desk, clause: Clause): Outcome {
  const blocked = notReady(desk);
  if (blocked) return blocked;
  const fan = fanOf(desk, clause);
  const isOwn = has(clause, 'hotendfan') || fan?.kind === 'heater-fan' || fan?.kind === 'controller-fan';
  if (isOwn && !has(clause, 'partfan'))
    return said(
      has(clause, 'on')
        ? say(desk.language, 'cannotSet', { name: fan?.label ?? 'hotend fan' })
        : say(desk.language, 'hotendFan'),
    );
  if (!fan)
    return said(
      say(desk.language, 'outputHow', {
        name:
          snapshotOf(desk)!
            .outputs.filter((item) => item.canSet)
            .map((item) => item.label)
            .join(', ') || 'fan',
      }),
    );
  if (!fan.canSet && fan.kind !== 'part-fan')
    return said(say(desk.language, 'cannotSet', { name: fan.label }));
  const open = fan.kind === 'part-fan' ? waitingTuning(desk, 'fan_pct') : null;
  const now = open ?? Math.round((fan.value ?? 0) * 100);
  const wanted = fanPercent(clause, now);
  if (wanted === null) return said(say(desk.language, 'outputHow', { name: fan.label }));
  if (wanted < 0 || wanted > 100)
    return said(
      say(desk.language, 'tuneRange', { what: fan.label, min: '0 %', max: '100 %', value: `${wanted} %` }),
    );
  if (fan.kind === 'part-fan')
    return tuned(desk, 'part fan', `${wanted} %`, percent(fan.value ?? 0), { fan_pct: wanted });
  return proposed(
    say(desk.language, 'outputTo', { name: fan.label, percent: wanted }),
    CHANGES.output(fan.id, wanted),
  );
}

/** "more air on the part": where it blows, not that it is switched on. */
const ON_A_PART =
  /\bon (?:the|my|this|that|these|it|them)\b(?!.*\bon$)(?<!\b(?:turn|turned|switch|put|keep|leave) on (?:the|my|this|that|these|it|them))/;

function fanPercent(clause: Clause, now: number): number | null {
  const wanted = percentOf(clause, now);
  if (wanted) return wanted.value === 255 ? 100 : Math.round(wanted.value);
  if (has(clause, 'off', 'stop', 'cancel')) return 0;
  return has(clause, 'on', 'start') && !ON_A_PART.test(clause.folded) ? 100 : null;
}
