import { celsius, list } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { has, references, type Clause } from '../../understand/clause.ts';
import { beginsWithVerb } from '../../understand/frames.ts';
import { CHANGES } from '../deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { isBusy, jobName, jobPercent, offline } from '../guards.ts';
import { activeNozzle } from '../heaters.ts';

const HOT_CELSIUS = 50;

/** Switches a power device; a name that no device has, and a verb that says neither on nor off, are asked about. */
export function power(desk: Desk, clause: Clause): Outcome {
  const away = offline(desk);
  if (away) return away;
  const snapshot = snapshotOf(desk)!;
  const { powerDevices } = snapshot;
  if (powerDevices.length === 0) return said(say(desk.language, 'noPower'));
  const device = powerDevice(desk, clause);
  const names = list(
    powerDevices.map(({ name }) => name),
    desk.language,
    'or',
  );
  if (!device) return said(say(desk.language, 'powerWhich', { names }));
  const isOn = powerDevices.find(({ name }) => name === device)?.on;
  const state = isOn === true ? 'on' : isOn === false ? 'off' : '?';
  if (clause.asks && !clause.polite && !beginsWithVerb(clause)) return said(`${device}: ${state}.`);
  const way = wayOf(clause);
  if (!way) return said(say(desk.language, 'powerHow', { device, state }));
  const isLight = /light|lamp|led/i.test(device);
  if (way === 'on') return proposed(say(desk.language, 'powerOn', { device }), CHANGES.output(device, 100));
  const feeds = !isLight && FEEDING.test(device);
  if (isBusy(snapshot) && snapshot.klippy.state === 'ready' && !isLight)
    return said(
      say(desk.language, 'powerPrinting', { file: jobName(snapshot), percent: jobPercent(snapshot), device }),
    );
  const nozzle = activeNozzle(snapshot);
  const warn =
    feeds && nozzle && (nozzle.celsius ?? 0) > HOT_CELSIUS
      ? say(desk.language, 'powerHot', { now: celsius(nozzle.celsius, desk.language) })
      : '';
  return proposed(say(desk.language, 'powerOff', { device, warn }), CHANGES.output(device, 0));
}

const FEEDING = /psu|printer|main|power|mains|24v|supply/i;

/** The device that is named, else the one that feeds the printer where its power is spoken of, else the only one. */
function powerDevice(desk: Desk, clause: Clause): string | null {
  const named = references(clause, 'power')[0]?.id;
  if (named) return named;
  const names = snapshotOf(desk)!.powerDevices.map((device) => device.name);
  const others = names.filter((name) => !/light|lamp|led|cam|fan|filter|heater/i.test(name));
  return names.find((name) => FEEDING.test(name)) ?? (others.length === 1 ? (others[0] ?? null) : null);
}

const OFF = /\b(?:drop|pull|cut|kill|axe|ditch|lose|unplug|down|remove|yank)\b/;
/** "drop the psu on workhorse": where, not whether. */
const OFF_FIRST = new RegExp(`^(?:please |just |and )*${OFF.source.slice(2)}`);
const ON = /\b(?:going|running|humming|up|juice|life|alive|live|give|plug)\b/;

function wayOf(clause: Clause): 'on' | 'off' | null {
  if (OFF_FIRST.test(clause.core)) return 'off';
  if (has(clause, 'on') && !has(clause, 'off')) return 'on';
  if (has(clause, 'off', 'stop', 'shutdownhost', 'cancel', 'delete') || OFF.test(clause.folded)) return 'off';
  return has(clause, 'start', 'resume', 'full', 'set', 'heat') || ON.test(clause.folded) ? 'on' : null;
}
