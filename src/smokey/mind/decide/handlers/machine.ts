import { list } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { has, quantities, references, type Clause } from '../../understand/clause.ts';
import { frameOf } from '../../understand/frames.ts';
import { CHANGES, type Restart } from '../deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { isBusy, isPrinting, jobName, jobPercent, klippyCause, notReady, offline } from '../guards.ts';
import { power } from './power.ts';
import { TROUBLE_HANDLERS } from './trouble.ts';
import { percentOf, setFan } from './tune.ts';
import type { Handlers } from './types.ts';

export const MACHINE_HANDLERS: Handlers = {
  restart: (desk, { clause }) => restart(desk, clause),
  firmware_restart: (desk) => restartTo(desk, 'firmware'),
  restart_service(desk, { clause }) {
    const moonraker = /moonraker/.test(clause.folded);
    return restartTo(desk, moonraker ? 'moonraker' : 'klipper_service');
  },
  reboot_host: (desk) => restartTo(desk, 'host_reboot'),
  shutdown_host: (desk, { clause }) =>
    IS_DOWN.test(clause.folded)
      ? TROUBLE_HANDLERS.what_wrong!(desk, frameOf(clause))
      : restartTo(desk, 'host_shutdown'),
  power: (desk, { clause }) => power(desk, clause),
  light: (desk, { clause }) => light(desk, clause),
  set_output: (desk, { clause }) =>
    has(clause, 'fan') && !references(clause, 'output').length
      ? setFan(desk, clause)
      : setOutput(desk, clause),
  update: (desk) => said(say(desk.language, 'update')),
  disable_protection(desk, { clause }) {
    const what = clause.terms.find((term) => term.concepts.includes('protection'))?.raw ?? 'it';
    return said(say(desk.language, 'disableProtection', { what }));
  },
  set_spool(desk, { clause }) {
    const away = offline(desk);
    const id = quantities(clause)[0]?.value;
    if (away || id === undefined) return away ?? said(say(desk.language, 'spoolUnknown'));
    return proposed(
      say(desk.language, 'outputTo', { name: 'spool', percent: id }).replace(' %', ''),
      CHANGES.spool(id),
    );
  },
};

/** "Klipper went into shutdown": told, not wanted. */
const IS_DOWN =
  /\b(?:went|gone|goes|going|is|was|fell|dropped|been|stays|keeps?) (?:(?:in|into|to|on|a|an|again) )*shut ?down\b|\bin (?:a )?shut ?down\b/;

/** What was spoken of beside "restart it", else what helps in this state: firmware after a shutdown, Klipper otherwise. */
function restart(desk: Desk, clause: Clause): Outcome {
  const state = snapshotOf(desk)?.klippy.state;
  if (state === 'disconnected') return restartTo(desk, 'klipper_service');
  const spoken = desk.frames.map((frame) => frame.clause).filter((item) => item !== clause);
  if (!has(clause, 'klipper', 'firmware', 'config') && !/klipper/.test(clause.folded)) {
    if (spoken.some(({ folded }) => /\bmoonraker\b/.test(folded))) return restartTo(desk, 'moonraker');
    if (spoken.some((item) => has(item, 'host'))) return restartTo(desk, 'host_reboot');
  }
  const firmware = has(clause, 'firmware') || state === 'shutdown';
  return restartTo(desk, firmware ? 'firmware' : 'klipper');
}

const WHAT: Record<Restart, string> = {
  klipper: 'a restart',
  firmware: 'a firmware restart',
  moonraker: 'restarting Moonraker',
  klipper_service: 'restarting the klipper service',
  host_reboot: 'a reboot',
  host_shutdown: 'shutting down the host',
};

export function restartTo(desk: Desk, target: Restart): Outcome {
  const away = offline(desk);
  if (away) return away;
  const snapshot = snapshotOf(desk)!;
  if (isPrinting(snapshot) && snapshot.klippy.state === 'ready' && target !== 'moonraker') {
    return said(
      say(desk.language, 'restartBusy', {
        file: jobName(snapshot),
        percent: jobPercent(snapshot),
        what: WHAT[target],
      }),
    );
  }
  const message = klippyCause(snapshot);
  const { language } = desk;
  const cause =
    snapshot.klippy.state === 'shutdown'
      ? say(language, 'causeStays', { message })
      : snapshot.klippy.state === 'error'
        ? say(language, 'errorStays', { message })
        : '';
  switch (target) {
    case 'firmware':
      return proposed(say(language, 'firmwareRestart', { cause }), CHANGES.restart(target));
    case 'klipper':
      return proposed(say(language, 'restart', { cause }), CHANGES.restart(target));
    case 'host_reboot':
      return proposed(say(language, 'reboot'), CHANGES.restart(target));
    case 'host_shutdown':
      return proposed(say(language, 'shutdownHost'), CHANGES.restart(target));
    default:
      return proposed(
        say(language, 'restartService', { name: target === 'moonraker' ? 'moonraker' : 'klipper' }),
        CHANGES.restart(target),
      );
  }
}

/** Lights hide as macros, pins, LEDs or power devices; the owner's own macro goes first. */
function light(desk: Desk, clause: Clause): Outcome {
  const blocked = offline(desk);
  if (blocked) return blocked;
  const snapshot = snapshotOf(desk)!;
  const level = percentOf(clause, 100);
  const out = /\b(out|dark)\b/.test(clause.folded);
  const off = (out || has(clause, 'off', 'stop', 'cancel', 'delete')) && !has(clause, 'on');
  const wantsLevel =
    level !== null && !has(clause, 'full', 'normal') && level.value !== 100 && level.value !== 0;
  const named = references(clause, 'output')[0]?.id ?? references(clause, 'power')[0]?.id;
  const macro = snapshot.macros.find(
    ({ name }) => /light|led|lamp/i.test(name) && (off ? /off/i : /on\b|_on|^on/i).test(name),
  );
  const output = snapshot.outputs.find(
    (item) =>
      item.canSet &&
      (item.id === named || (!named && (item.kind === 'led' || /light|led|lamp/i.test(item.id)))),
  );
  const device = snapshot.powerDevices.find(
    (item) => item.name === named || /light|lamp|led/i.test(item.name),
  );
  if (wantsLevel && output)
    return (
      notReady(desk) ??
      proposed(
        say(desk.language, 'lightTo', { name: output.label, percent: level.value }),
        CHANGES.output(output.id, level.value),
      )
    );
  const key = off ? 'lightOff' : 'lightOn';
  if (named && output?.id === named)
    return (
      notReady(desk) ??
      proposed(say(desk.language, key, { name: output.label }), CHANGES.output(output.id, off ? 0 : 100))
    );
  if (named && device?.name === named)
    return proposed(
      say(desk.language, key, { name: device.name }),
      CHANGES.output(device.name, off ? 0 : 100),
    );
  if (macro && snapshot.klippy.state === 'ready')
    return proposed(say(desk.language, key, { name: macro.name }), CHANGES.macro(macro.name));
  if (output && snapshot.klippy.state === 'ready')
    return proposed(
      say(desk.language, key, { name: output.label }),
      CHANGES.output(output.id, off ? 0 : 100),
    );
  if (device)
    return proposed(
      say(desk.language, key, { name: device.name }),
      CHANGES.output(device.name, off ? 0 : 100),
    );
  return said(say(desk.language, 'noLight'));
}

function setOutput(desk: Desk, clause: Clause): Outcome {
  const blocked = notReady(desk);
  if (blocked) return blocked;
  const id = references(clause, 'output')[0]?.id;
  const output = snapshotOf(desk)!.outputs.find((item) => item.id === id);
  if (!output)
    return said(say(desk.language, 'offWhich', { names: list(switchable(desk), desk.language, 'or') }));
  if (output.kind === 'heater-fan' || output.kind === 'controller-fan')
    return said(say(desk.language, 'hotendFan'));
  if (!output.canSet) return said(say(desk.language, 'cannotSet', { name: output.label }));
  const level = percentOf(clause, Math.round((output.value ?? 0) * 100));
  const value =
    level?.value ??
    levelInWords(clause.folded) ??
    (has(clause, 'off', 'stop') ? 0 : has(clause, 'on', 'start') ? 100 : null);
  if (value === null) return said(say(desk.language, 'outputHow', { name: output.label }));
  return proposed(
    say(desk.language, 'outputTo', { name: output.label, percent: value }),
    CHANGES.output(output.id, Math.max(0, Math.min(100, value))),
  );
}

/** "turn the exhaust on low", in percent; null where no such word stands. */
function levelInWords(folded: string): number | null {
  if (/\b(?:on |to |at |very )?(?:low(?:est)?|gently?|slow(?:ly)?|quiet(?:ly)?)$|\bon low\b/.test(folded))
    return 30;
  return /\b(?:on |to |at )(?:medium|mid|middle)\b/.test(folded) ? 50 : null;
}

/** What "turn it off" could mean here, in words. */
export function switchable(desk: Desk): string[] {
  const snapshot = snapshotOf(desk)!;
  return [
    ...(isBusy(snapshot) ? ['the print (cancel or pause)'] : []),
    'the heaters',
    ...(snapshot.outputs.some((output) => output.kind === 'part-fan') ? ['the part fan'] : []),
    ...snapshot.outputs
      .filter((output) => output.canSet && output.kind !== 'part-fan')
      .map((output) => output.label),
    ...snapshot.powerDevices.map((device) => `the power (${device.name})`),
  ];
}
