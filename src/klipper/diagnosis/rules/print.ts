import { bool, num, str } from '../../live/read.ts';
import { sourceOf } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { findingOfCommand } from '../messages/index.ts';
import type { Observation } from '../observation.ts';

/** Rise within the last minute, with no target, above which a heater counts as running away. */
const RUNAWAY_RISE_CELSIUS = 8;
const RUNAWAY_FROM_CELSIUS = 50;

/** Steps 10 and 11: heaters, the print, the sensors, and what was refused. */
export function printRules(seen: Observation): Finding[] {
  if (!seen.serverInfo) return [];
  return [
    ...runaway(seen),
    ...runout(seen),
    ...jobError(seen),
    ...idleTimeout(seen),
    ...retransmits(seen),
    ...refusals(seen),
  ];
}

/** A heater that gets hotter without being asked: the switching element is stuck. */
function runaway(seen: Observation): Finding[] {
  const findings: Finding[] = [];
  for (const [heater, { celsius, targets }] of Object.entries(seen.temperatures)) {
    const minute = celsius.slice(-60).filter((value) => value !== null);
    const wanted = targets.slice(-60);
    const last = minute.at(-1);
    const first = minute[0];
    if (last === undefined || first === undefined || wanted.length < 30 || minute.length < 30) continue;
    if (wanted.some((target) => target !== 0)) continue;
    // After a cool-down command the reading still climbs a little; a run-away goes on.
    if (last < RUNAWAY_FROM_CELSIUS || last - first < RUNAWAY_RISE_CELSIUS) continue;
    findings.push({
      id: 'heat.runaway_signs',
      severity: 'danger',
      cause: `“${heater}” gets hotter although it is switched off: its switching element may be stuck.`,
      sure: 'likely',
      evidence: [`${first.toFixed(1)} → ${last.toFixed(1)} °C within the last minute, target 0`],
      remedy: [
        'Cut the mains power of the printer now.',
        'Do not start it again before the board is checked.',
      ],
      stillWorks: 'Do not count on anything until the power is cut.',
      source: sourceOf('heat.runaway_signs'),
    });
  }
  return findings;
}

function runout(seen: Observation): Finding[] {
  const empty = Object.entries(seen.objects).find(
    ([name, fields]) =>
      /^filament_(switch|motion)_sensor /.test(name) &&
      bool(fields, 'enabled') === true &&
      bool(fields, 'filament_detected') === false,
  );
  if (!empty) return [];
  const state = str(seen.objects['print_stats'], 'state');
  const active = state === 'paused' || state === 'printing';
  return [
    {
      id: 'runout',
      severity: active ? 'error' : 'info',
      cause: active ? 'The filament ran out (or broke), and the print is paused.' : 'No filament is loaded.',
      sure: 'certain',
      evidence: [`${empty[0]}: no filament`, `print_stats.state: ${state ?? 'unknown'}`],
      remedy: [
        'Load filament.',
        active
          ? 'Then resume the print; the nozzle heats up again first.'
          : 'Or switch the sensor off if it is wrong.',
      ],
      stillWorks: 'The printer waits. The bed stays warm until the idle time is over.',
      source: sourceOf('runout'),
    },
  ];
}

function jobError(seen: Observation): Finding[] {
  const stats = seen.objects['print_stats'];
  const message = str(stats, 'message') ?? '';
  if (str(stats, 'state') !== 'error' || message === '') return [];
  const known = findingOfCommand(message);
  return [
    {
      id: known?.id ?? 'print.error',
      severity: known?.severity === 'danger' ? 'danger' : 'error',
      cause: known?.cause ?? `The print ended with an error: ${message.split('\n')[0] ?? ''}`,
      sure: known ? 'certain' : 'likely',
      evidence: [`${str(stats, 'filename') ?? 'the file'}: ${message.slice(0, 400)}`],
      remedy: known?.remedy ?? ['Read the text, correct the file or the macro it names, and start again.'],
      stillWorks: 'The printer itself is ready; this print is over.',
      source: sourceOf(known?.id ?? 'cmd'),
    },
  ];
}

function idleTimeout(seen: Observation): Finding[] {
  if (str(seen.objects['idle_timeout'], 'state') !== 'Idle') return [];
  if (str(seen.objects['print_stats'], 'state') !== 'paused') return [];
  const isHeld = ['extruder', 'heater_bed'].some((name) => (num(seen.objects[name], 'target') ?? 0) > 0);
  if (isHeld) return []; // the time-out would have switched them off
  return [
    {
      id: 'idle_timeout',
      severity: 'error',
      cause: 'The print was paused for so long that motors and heaters were switched off.',
      sure: 'likely',
      evidence: ['idle_timeout: Idle', 'print_stats.state: paused'],
      remedy: ['Home again only if nothing is on the bed; otherwise this print is lost.'],
      stillWorks: 'The printer is ready.',
      source: sourceOf('idle_timeout'),
    },
  ];
}

/** Bytes that had to be sent again: a bad cable shows itself here before it breaks the connection. */
function retransmits(seen: Observation): Finding[] {
  const findings: Finding[] = [];
  for (const [name, fields] of Object.entries(seen.objects)) {
    if (name !== 'mcu' && !name.startsWith('mcu ')) continue;
    const stats = fields?.['last_stats'] as Record<string, unknown> | undefined;
    const again = num(stats, 'bytes_retransmit') ?? 0;
    const written = num(stats, 'bytes_write') ?? 0;
    if (again < 10_000 || again < written * 0.02) continue;
    findings.push({
      id: 'mcu.lost',
      severity: 'warning',
      cause: `Much has to be sent twice to “${name}”: a cable or plug is bad, or there is noise.`,
      sure: 'possible',
      evidence: [`bytes_retransmit ${String(again)} of ${String(written)} written`],
      remedy: ['Replace the USB cable by a short shielded one, away from heater wires.'],
      stillWorks: 'Printing works, but the connection may break.',
      source: sourceOf('mcu.lost'),
    });
  }
  return findings;
}

/** The newest refusals in the console, each kind once. */
function refusals(seen: Observation): Finding[] {
  if (seen.printerInfo?.state !== 'ready') return [];
  const found = new Map<string, Finding>();
  for (const line of seen.console) {
    const complaint = /^(?:!! |\/\/ (?=Unknown command))(.*)/s.exec(line)?.[1];
    if (complaint === undefined) continue;
    const finding = findingOfCommand(complaint);
    if (finding) found.set(finding.id, finding);
  }
  return [...found.values()];
}
