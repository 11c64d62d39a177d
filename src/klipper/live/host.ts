import type { z } from 'zod';
import type { ProcStats, ProcStatUpdate, SystemInfo, Throttled } from '../moonraker/schemas.ts';
import type { HostReport, HostWarning } from '../snapshot.ts';

/** What is known of the computer beside the printer. */
export interface HostFacts {
  cpuPercent: number | null;
  load: number | null;
  cpuCount: number | null;
  model: string | null;
  memoryUsedBytes: number | null;
  memoryTotalBytes: number | null;
  celsius: number | null;
  diskFreeBytes: number | null;
  diskTotalBytes: number | null;
  throttled: string[];
}

export function createHost(): HostFacts {
  return {
    cpuPercent: null,
    load: null,
    cpuCount: null,
    model: null,
    memoryUsedBytes: null,
    memoryTotalBytes: null,
    celsius: null,
    diskFreeBytes: null,
    diskTotalBytes: null,
    throttled: [],
  };
}

/** Takes over what a once-a-second update or `machine.proc_stats` says; memory comes in kB. */
export function applyProcStats(host: HostFacts, update: z.infer<typeof ProcStatUpdate>): void {
  if (update.system_cpu_usage) host.cpuPercent = update.system_cpu_usage.cpu;
  if (update.cpu_temp !== null) host.celsius = update.cpu_temp;
  const memory = update.system_memory;
  if (memory) {
    host.memoryTotalBytes = memory.total * 1024;
    const used = memory.available === undefined ? memory.used : memory.total - memory.available;
    host.memoryUsedBytes = used === undefined ? null : used * 1024;
  }
}

export function applyFullProcStats(host: HostFacts, stats: z.infer<typeof ProcStats>): void {
  applyProcStats(host, stats);
  if (stats.throttled_state) applyThrottled(host, stats.throttled_state);
}

export function applyThrottled(host: HostFacts, throttled: z.infer<typeof Throttled>): void {
  host.throttled = throttled.flags.slice(0, 16);
}

export function applySystemInfo(host: HostFacts, info: z.infer<typeof SystemInfo>): void {
  const cpu = info.system_info.cpu_info;
  host.cpuCount = cpu?.cpu_count ?? null;
  const names = [cpu?.model, cpu?.cpu_desc, info.system_info.distribution?.name];
  host.model = names.find((name) => name !== undefined && name !== null && name !== '') ?? null;
}

const HOT_CELSIUS = 80;
const LOW_MEMORY_SHARE = 0.08;
const GIBIBYTE = 1024 ** 3;

/** The report with its warnings; they are `danger` while a print is under way. */
export function hostReport(host: HostFacts, hostSensorCelsius: number | null, printing: boolean): HostReport {
  const celsius = host.celsius ?? hostSensorCelsius;
  return {
    cpuPercent: host.cpuPercent,
    load: host.load,
    memoryUsedBytes: host.memoryUsedBytes,
    memoryTotalBytes: host.memoryTotalBytes,
    celsius,
    diskFreeBytes: host.diskFreeBytes,
    diskTotalBytes: host.diskTotalBytes,
    throttled: host.throttled,
    warnings: [
      ...powerWarnings(host, printing),
      ...heatWarnings(celsius, printing),
      ...loadWarnings(host, printing),
      ...spaceWarnings(host, printing),
    ],
  };
}

function warning(
  id: HostWarning['id'],
  printing: boolean,
  cause: string,
  danger: string,
  remedy: string,
): HostWarning {
  return {
    id,
    severity: printing ? 'danger' : 'warning',
    cause: printing ? `${cause} ${danger}` : cause,
    remedy,
  };
}

/** Flags of the past ("Previously …") are told by the doctor; a warning speaks of now. */
function powerWarnings(host: HostFacts, printing: boolean): HostWarning[] {
  const now = host.throttled.filter((flag) => !flag.startsWith('Previously'));
  const warnings: HostWarning[] = [];
  if (now.includes('Under-Voltage Detected')) {
    warnings.push(
      warning(
        'under-voltage',
        printing,
        'The printer’s computer gets too little voltage.',
        'It can lose the connection to the printer and end this print.',
        'Use a good power supply with a short, thick cable, and unplug USB devices that draw much power.',
      ),
    );
  }
  const slowed = now.filter((flag) => flag !== 'Under-Voltage Detected');
  if (slowed.length > 0) {
    warnings.push(
      warning(
        'throttled',
        printing,
        `The printer’s computer is slowed down (${slowed.join(', ')}).`,
        'If it gets too slow, this print stops.',
        'Cool it with a heat sink or a fan, and check its power supply.',
      ),
    );
  }
  return warnings;
}

function heatWarnings(celsius: number | null, printing: boolean): HostWarning[] {
  if (celsius === null || celsius < HOT_CELSIUS) return [];
  return [
    warning(
      'hot',
      printing,
      `The printer’s computer is at ${celsius.toFixed(0)} °C.`,
      'It will slow down, and a slow computer can end this print.',
      'Give it air, a heat sink or a fan, and keep it out of a heated chamber.',
    ),
  ];
}

function loadWarnings(host: HostFacts, printing: boolean): HostWarning[] {
  if (host.load === null || host.cpuCount === null || host.load <= host.cpuCount * 1.5) return [];
  return [
    warning(
      'load',
      printing,
      `The printer’s computer has too much to do (load ${host.load.toFixed(1)} on ${String(host.cpuCount)} cores).`,
      'It may be too late with the next step and end this print.',
      'Lower the camera’s resolution, and do not slice or render on it.',
    ),
  ];
}

function spaceWarnings(host: HostFacts, printing: boolean): HostWarning[] {
  const warnings: HostWarning[] = [];
  const { memoryUsedBytes: used, memoryTotalBytes: total } = host;
  if (used !== null && total !== null && total > 0 && (total - used) / total < LOW_MEMORY_SHARE) {
    warnings.push(
      warning(
        'memory',
        printing,
        'The printer’s computer has almost no free memory.',
        'When it runs out, this print stops.',
        'Stop what else runs on it, such as a second camera or an interface nobody uses.',
      ),
    );
  }
  const { diskFreeBytes: free, diskTotalBytes: disk } = host;
  if (free !== null && disk !== null && free < Math.min(GIBIBYTE, disk * 0.2)) {
    warnings.push(
      warning(
        'disk',
        false,
        `Only ${(free / GIBIBYTE).toFixed(1)} GB are free on the printer’s computer.`,
        '',
        'Delete old G-code files, timelapse pictures and logs.',
      ),
    );
  }
  return warnings;
}
