import { text, type Arguments } from './arguments.ts';
import { MoonrakerError, notFound } from './errors.ts';
import type { CallContext, Moonraker } from './moonraker.ts';
import { procStatsAnswer } from './proc-stats.ts';
import { changes, reads, type Endpoint } from './registry.ts';

function systemInfo(moonraker: Moonraker): unknown {
  return {
    system_info: {
      python: {
        version: [3, 11, 2, 'final', 0],
        version_string: '3.11.2 (main, Apr 28 2025, 14:11:48) [GCC 12.2.0]',
      },
      cpu_info: {
        cpu_count: 4,
        bits: '64bit',
        processor: 'aarch64',
        cpu_desc: 'ARMv8 Processor rev 3 (v8l)',
        serial_number: '',
        hardware_desc: '',
        model: 'Raspberry Pi 4 Model B Rev 1.4',
        total_memory: 1003240,
        memory_units: 'kB',
      },
      sd_info: {},
      distribution: {
        name: 'Debian GNU/Linux 12 (bookworm)',
        id: 'debian',
        version: '12',
        version_parts: { major: '12', minor: '', build_number: '' },
        like: '',
        codename: 'bookworm',
        release_info: {},
        kernel_version: '6.1.0-rpi7-rpi-v8',
      },
      virtualization: { virt_type: 'none', virt_identifier: 'none' },
      network: {
        wlan0: {
          mac_address: 'b8:27:eb:00:00:01',
          ip_addresses: [{ family: 'ipv4', address: '192.168.1.50', is_link_local: false }],
        },
      },
      canbus: {},
      provider: 'none',
      available_services: moonraker.services,
      service_state: {},
      instance_ids: { moonraker: 'moonraker', klipper: 'klipper' },
      hostname: moonraker.host.machine.hostName,
    },
  };
}

/** Restarting Klipper's service restarts its host; a machine without services refuses. */
function service({ moonraker }: CallContext, args: Arguments): 'ok' {
  const name = text(args, 'service');
  if (!moonraker.services.includes(name)) throw new MoonrakerError(400, `Service '${name}' not allowed`);
  if (name === 'klipper') moonraker.host.send({ type: 'restart', kind: 'host' });
  if (name === 'moonraker') moonraker.restartServer();
  return 'ok';
}

/** There is no update manager here; behind the fault it tells of a repository with local edits. */
function updateStatus({ moonraker }: CallContext): unknown {
  if (!moonraker.host.machine.faults.has('update-invalid')) throw notFound();
  return {
    busy: false,
    version_info: {
      moonraker: { configured_type: 'git_repo', is_valid: true, is_dirty: false, corrupt: false },
      klipper: { configured_type: 'git_repo', is_valid: false, is_dirty: true, corrupt: false },
    },
  };
}

export const machineEndpoints: Endpoint[] = [
  reads('/machine/update/status', updateStatus),
  reads('/machine/system_info', ({ moonraker }) => systemInfo(moonraker)),
  reads('/machine/proc_stats', ({ moonraker }) => procStatsAnswer(moonraker)),
  reads('/machine/peripherals/usb', () => ({ usb_devices: [] })),
  reads('/machine/peripherals/serial', () => ({ serial_devices: [] })),
  changes('/machine/services/restart', service),
  changes('/machine/services/stop', service),
  changes('/machine/services/start', service),
  changes('/machine/shutdown', () => 'ok'),
  changes('/machine/reboot', () => 'ok'),
];
