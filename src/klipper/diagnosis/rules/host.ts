import { num } from '../../live/read.ts';
import { sourceOf } from '../finding.ts';
import type { Finding, Severity } from '../finding.ts';
import type { Observation } from '../observation.ts';

const GIBIBYTE = 1024 ** 3;
const HOT_CELSIUS = 80;
const BUSY_PERCENT = 95;
const CLOCK_TOLERANCE_SECONDS = 300;

/** Step 9: is the computer beside the printer healthy? */
export function hostRules(seen: Observation): Finding[] {
  return [...power(seen), ...heat(seen), ...load(seen), ...disk(seen), ...dyingDisk(seen), ...clock(seen)];
}

function finding(
  id: string,
  severity: Severity,
  cause: string,
  evidence: string,
  remedy: string[],
  stillWorks = 'It works for now.',
): Finding {
  return {
    id,
    severity,
    cause,
    sure: 'certain',
    evidence: [evidence],
    remedy,
    stillWorks,
    source: sourceOf(id),
  };
}

function power(seen: Observation): Finding[] {
  const flags = seen.procStats?.throttled_state?.flags ?? [];
  const findings: Finding[] = [];
  const told = `Moonraker reports: ${flags.join(', ')}`;
  const remedy = [
    'Use a supply made for this computer, with a short, thick cable.',
    'Do not feed it through the printer’s USB, and unplug USB devices that draw much power.',
    'Restart the computer when no print runs, to clear what happened before.',
  ];
  if (flags.includes('Under-Voltage Detected')) {
    const cause =
      'The printer’s computer gets too little voltage; that breaks connections, cameras and SD cards.';
    findings.push(finding('host.undervoltage', 'error', cause, told, remedy));
  } else if (flags.includes('Previously Under-Volted')) {
    const cause = 'The printer’s computer has had too little voltage since it was switched on.';
    findings.push(finding('host.undervoltage', 'info', cause, told, remedy));
  }
  // Too little voltage slows it down as well; then heat is named only where heat is told.
  const starved = flags.includes('Under-Voltage Detected');
  const slowed = flags.filter(
    (flag) => flag === 'Temperature Limit Active' || (!starved && !flag.startsWith('Previously')),
  );
  if (slowed.length > 0) {
    const cause = 'The printer’s computer slows itself down.';
    const cool = [
      'Give it a heat sink or a fan, and keep it out of a heated chamber.',
      'Check its power supply.',
    ];
    findings.push(finding('host.hot', 'warning', cause, told, cool));
  }
  return findings;
}

function heat(seen: Observation): Finding[] {
  const celsius = seen.procStats?.cpu_temp ?? null;
  if (celsius === null || celsius < HOT_CELSIUS) return [];
  const cause = `The printer’s computer is too hot (${celsius.toFixed(0)} °C).`;
  return [
    finding('host.hot', 'warning', cause, `cpu_temp: ${celsius.toFixed(1)} °C`, [
      'Give it a heat sink or a fan, and move it out of a heated chamber.',
    ]),
  ];
}

function load(seen: Observation): Finding[] {
  const sysload = num(seen.objects['system_stats'], 'sysload');
  const cores = seen.systemInfo?.system_info.cpu_info?.cpu_count ?? null;
  const memory = seen.procStats?.system_memory ?? null;
  const cpu = seen.procStats?.system_cpu_usage?.cpu ?? 0;
  const findings: Finding[] = [];
  if (sysload !== null && cores !== null && sysload > cores * 1.5) {
    findings.push(
      finding(
        'host.overload',
        'warning',
        'The printer’s computer has more to do than it can.',
        `load ${sysload.toFixed(1)} on ${String(cores)} cores`,
        [
          'Lower the camera’s resolution and frame rate.',
          'Do not slice, render or compile on it while printing.',
        ],
      ),
    );
  }
  if (findings.length === 0 && cpu >= BUSY_PERCENT) {
    const remedy = [
      'Look again in a minute.',
      'If it stays so, lower the camera’s resolution and stop other programs.',
    ];
    const busy = finding(
      'host.overload',
      'warning',
      'The processor of the printer’s computer is busy all the time.',
      `system_cpu_usage: ${cpu.toFixed(0)} %`,
      remedy,
    );
    findings.push({ ...busy, sure: 'possible' });
  }
  if (memory?.available !== undefined && memory.total > 0 && memory.available / memory.total < 0.08) {
    findings.push(
      finding(
        'host.overload',
        'warning',
        'The printer’s computer has almost no free memory.',
        `${String(Math.round(memory.available / 1024))} MB of ${String(Math.round(memory.total / 1024))} MB free`,
        ['Stop programs nobody uses on it, such as a second camera or interface.'],
      ),
    );
  }
  return findings;
}

function disk(seen: Observation): Finding[] {
  const complaint = [...seen.console, ...seen.logTail].find((line) => /No space left on device/i.test(line));
  const space = seen.disk;
  const full = space !== null && space.freeBytes < 50 * 1024 * 1024;
  const low = space !== null && space.freeBytes < Math.min(GIBIBYTE, space.totalBytes * 0.2);
  if (!full && !low && complaint === undefined) return [];
  const free = space === null ? 'unknown' : `${(space.freeBytes / GIBIBYTE).toFixed(2)} GB`;
  const severe = full || complaint !== undefined;
  return [
    finding(
      'host.disk_full',
      severe ? 'error' : 'warning',
      severe
        ? 'The disk of the printer’s computer is full: uploads, logs and SAVE_CONFIG fail.'
        : 'The disk of the printer’s computer is nearly full.',
      complaint === undefined ? `${free} free` : complaint.slice(0, 300),
      ['Delete old G-code files, timelapse pictures and rolled logs.', 'Keep the backups of printer.cfg.'],
      severe ? 'Reading and a print that already runs.' : 'Everything, for now.',
    ),
  ];
}

/** A card that gives up shows itself as a file system that can only be read, or as errors of reading. */
function dyingDisk(seen: Observation): Finding[] {
  const lines = [...seen.console, ...seen.logTail, ...seen.moonrakerLogTail];
  const complaint = lines.find((line) => /Read-only file system|Input\/output error/i.test(line));
  if (complaint === undefined) return [];
  return [
    finding(
      'host.sd_dying',
      'error',
      'The SD card or disk of the printer’s computer is failing: it can no longer be written.',
      complaint.slice(0, 300),
      ['Copy the folder printer_data/config away now.', 'Write a new card, and put the configuration back.'],
      'Reading, for now.',
    ),
  ];
}

/** The host's clock, by the time in its own statistics. */
function clock(seen: Observation): Finding[] {
  const stats: unknown = seen.procStats?.['moonraker_stats'];
  const last: unknown = Array.isArray(stats) ? stats.at(-1) : stats;
  const time = num(last as Record<string, unknown> | undefined, 'time');
  if (time === null) return [];
  const offBySeconds = Math.round(time - seen.nowMs / 1000);
  if (Math.abs(offBySeconds) < CLOCK_TOLERANCE_SECONDS) return [];
  const cause = 'The clock of the printer’s computer is wrong.';
  return [
    finding(
      'host.clock',
      'warning',
      cause,
      `It differs from ours by ${String(offBySeconds)} s.`,
      ['Let it reach a time server (NTP): it has no battery for its clock.'],
      'Printing works; times in lists and log-ins may be wrong.',
    ),
  ];
}
