import { str } from '../../live/read.ts';
import { sourceOf } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { findingOfState } from '../messages/index.ts';
import type { Observation } from '../observation.ts';

const COMPUTER_WORKS = 'The printer’s computer and Moonraker answer; files and logs can be read.';

/** Steps 7 and 8: is Klipper's host process there, and what does it say? */
export function klippyRules(seen: Observation): Finding[] {
  const info = seen.serverInfo;
  if (!info) return [];
  const state = seen.printerInfo?.state ?? info.klippy_state;
  if (info.klippy_state === 'disconnected') return [notRunning(seen)];
  const message = messageOf(seen);
  if (state === 'startup') return [startingUp(message)];
  if (state !== 'error' && state !== 'shutdown') return configWarnings(seen);
  const known = findingOfState(message);
  const finding = known ?? unknownMessage(state, message);
  return [{ ...finding, evidence: [...finding.evidence, ...excerpt(seen.logTail)] }];
}

/** What Klipper would like to have changed; the printer works. */
function configWarnings(seen: Observation): Finding[] {
  const warnings: unknown = seen.objects['configfile']?.['warnings'];
  if (!Array.isArray(warnings)) return [];
  return warnings.slice(0, 5).map((warning: { type?: unknown; message?: unknown } | null): Finding => {
    const id = String(warning?.type).startsWith('deprecated') ? 'cfg.deprecated' : 'cfg.runtime_warning';
    return {
      id,
      severity: 'info',
      cause:
        id === 'cfg.deprecated'
          ? 'Klipper’s configuration uses something that a later version will no longer have.'
          : 'Klipper warns of something it met while running.',
      sure: 'certain',
      evidence: [String(warning?.message ?? '').slice(0, 400)],
      remedy: ['Change what it names in the configuration when no print runs.', 'Then send RESTART.'],
      stillWorks: 'The printer works.',
      source: sourceOf('cfg.deprecated'),
    };
  });
}

/** Webhooks speak first; `printer.info` is the same text asked for anew. */
function messageOf(seen: Observation): string {
  const live = seen.objects['webhooks'];
  const text = str(live, 'state') === 'ready' ? null : str(live, 'state_message');
  return (text ?? seen.printerInfo?.state_message ?? '').trim();
}

function notRunning(seen: Observation): Finding {
  const off = seen.powerDevices.find((device) => device.status === 'off' && device.boundToKlipper);
  if (off) {
    return {
      id: 'host.power_device_off',
      severity: 'error',
      cause: `The power device “${off.name}” is off, and Klipper only runs with it.`,
      sure: 'likely',
      evidence: ['klippy_state: disconnected', `${off.name}: off`],
      remedy: [`Switch “${off.name}” on.`, 'Wait until Klipper is ready.'],
      stillWorks: COMPUTER_WORKS,
      source: sourceOf('host.power_device_off'),
    };
  }
  const refused = seen.moonrakerLogTail.findLast((line) =>
    /permission to open Unix Domain Socket/i.test(line),
  );
  if (refused !== undefined) {
    return {
      id: 'klippy.socket',
      severity: 'error',
      cause:
        'Moonraker may not open Klipper’s socket: they run as different users, or the path is another one.',
      sure: 'likely',
      evidence: ['klippy_state: disconnected', `moonraker.log: ${refused.slice(0, 300)}`],
      remedy: [
        'Compare klippy_uds_address in moonraker.conf with the path behind -a of Klipper’s service.',
        'Run both services as the same user, then restart both.',
      ],
      stillWorks: COMPUTER_WORKS,
      source: sourceOf('klippy.socket'),
    };
  }
  return {
    id: 'klippy.not_running',
    severity: 'error',
    cause: 'Klipper’s host process is not running, or Moonraker cannot find it.',
    sure: 'certain',
    evidence: ['klippy_state: disconnected', ...excerpt(seen.logTail)],
    remedy: [
      'Wait half a minute: it may just be restarting.',
      'Start the Klipper service on the printer’s computer.',
      'If it does not stay, read the end of klippy.log, and compare klippy_uds_address in moonraker.conf with Klipper’s -a path.',
    ],
    stillWorks: COMPUTER_WORKS,
    source: sourceOf('klippy.not_running'),
  };
}

function startingUp(message: string): Finding {
  return {
    id: 'klippy.startup_long',
    severity: 'warning',
    cause: 'Klipper is starting and has not reached its boards yet.',
    sure: 'certain',
    evidence: [message === '' ? 'klippy_state: startup' : message.slice(0, 400)],
    remedy: [
      'Wait up to two minutes.',
      'If it stays so, check that the mainboard has power and its USB cable sits firmly.',
    ],
    stillWorks: COMPUTER_WORKS,
    source: sourceOf('klippy.startup_long'),
  };
}

function unknownMessage(state: string, message: string): Finding {
  const first = message.split('\n')[0] ?? '';
  return {
    id: state === 'error' ? 'klippy.error' : 'klippy.shutdown',
    severity: 'error',
    cause:
      first === '' ? `Klipper is in the state “${state}” and says no more.` : `Klipper has stopped: ${first}`,
    sure: 'likely',
    evidence: [message.slice(0, 600)],
    remedy: [
      'Read Klipper’s own words below; they name the command to use.',
      'Read the end of klippy.log.',
      state === 'error'
        ? 'After correcting the cause send RESTART.'
        : 'After removing the cause send FIRMWARE_RESTART.',
    ],
    stillWorks: COMPUTER_WORKS,
    source: sourceOf('klippy.internal'),
  };
}

/** The few last lines of the log that tell of trouble. */
export function excerpt(lines: string[]): string[] {
  const telling = lines.filter((line) =>
    /shutdown|error|lost communication|timer too close|traceback|not heating|exception|no space/i.test(line),
  );
  return telling.slice(-3).map((line) => `klippy.log: ${line.slice(0, 300)}`);
}
