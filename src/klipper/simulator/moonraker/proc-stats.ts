import type { Moonraker } from './moonraker.ts';

interface Sample {
  time: number;
  cpu_usage: number;
  memory: number;
  mem_units: 'kB';
}

export interface ProcStats {
  samples: Sample[];
}

/** The bits of the Raspberry Pi's firmware that a fault sets. */
export function throttledState(faults: ReadonlySet<string>): { bits: number; flags: string[] } {
  const flags: string[] = [];
  let bits = 0;
  if (faults.has('under-voltage')) {
    bits |= 0x50005;
    flags.push(
      'Under-Voltage Detected',
      'Currently Throttled',
      'Previously Under-Volted',
      'Previously Throttled',
    );
  }
  if (faults.has('throttled') || faults.has('host-overheating')) {
    bits |= 0xc0008;
    flags.push('Temperature Limit Active', 'Previously Frequency Capped', 'Previously Temperature Limited');
  }
  return { bits, flags };
}

function hostNumbers(moonraker: Moonraker): Record<string, unknown> {
  const { machine } = moonraker.host;
  const second = Math.floor(machine.now);
  const busy = machine.faults.has('host-overloaded') ? 98 : 6 + (second % 9);
  const total = 1003240;
  const available = machine.faults.has('memory-low') ? 21000 : 612000 - (second % 40) * 100;
  const sensor = [...machine.sensors.values()].find((one) => one.kind === 'host');
  const traffic = { rx_errs: 0, tx_errs: 0, rx_drop: 0, tx_drop: 0 };
  return {
    cpu_temp: sensor ? Math.round(sensor.celsius * 100) / 100 : 48.25,
    network: {
      lo: {
        rx_bytes: second * 900,
        tx_bytes: second * 900,
        rx_packets: second * 9,
        tx_packets: second * 9,
        ...traffic,
        bandwidth: 1800.5,
      },
      wlan0: {
        rx_bytes: second * 700,
        tx_bytes: second * 2100,
        rx_packets: second * 5,
        tx_packets: second * 11,
        ...traffic,
        bandwidth: 4200.25,
      },
    },
    system_cpu_usage: { cpu: busy, cpu0: busy, cpu1: busy, cpu2: busy, cpu3: busy },
    system_memory: { total, available, used: total - available },
    websocket_connections: moonraker.connections.size,
  };
}

function nextSample(moonraker: Moonraker): Sample {
  const second = Math.floor(moonraker.host.machine.now);
  return {
    time: moonraker.wallSeconds(),
    cpu_usage: 0.4 + (second % 5) * 0.11,
    memory: 52808,
    mem_units: 'kB',
  };
}

/** Once a second: a sample kept (thirty of them) and told to every socket. */
export function tickProcStats(moonraker: Moonraker): void {
  const { samples } = moonraker.procStats;
  const sample = nextSample(moonraker);
  samples.push(sample);
  if (samples.length > 30) samples.shift();
  if (moonraker.connections.size)
    moonraker.notify('notify_proc_stat_update', [{ moonraker_stats: sample, ...hostNumbers(moonraker) }]);
}

export function procStatsAnswer(moonraker: Moonraker): unknown {
  const { machine } = moonraker.host;
  const { system_memory, websocket_connections, ...rest } = hostNumbers(moonraker);
  return {
    moonraker_stats: moonraker.procStats.samples,
    throttled_state: throttledState(machine.faults),
    ...rest,
    system_uptime: machine.now,
    system_memory,
    websocket_connections,
  };
}
