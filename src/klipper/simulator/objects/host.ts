import type { Machine } from '../machine/machine.ts';
import type { PrinterObject } from './types.ts';

/** What a small computer's statistics look like; they drift a little with each look. */
export function hostStatus(machine: Machine, name: string): PrinterObject | null {
  if (name === 'webhooks') return { state: machine.klippy.state, state_message: machine.klippy.message };
  if (name === 'mcu' || (name.startsWith('mcu ') && machine.config.sections.has(name)))
    return mcuStatus(machine);
  if (name === 'system_stats') {
    const second = Math.floor(machine.now);
    return {
      sysload: 0.4 + (second % 7) * 0.03,
      cputime: machine.now * 0.021,
      memavail: 512000 - (second % 50) * 40,
    };
  }
  if (name === 'gcode') {
    const commands: Record<string, object> = {};
    for (const [command, spec] of machine.commands)
      commands[command] = spec.help === undefined ? {} : { help: spec.help };
    return { commands };
  }
  return null;
}

function mcuStatus(machine: Machine): PrinterObject {
  const second = Math.floor(machine.now);
  return {
    mcu_version: `${machine.softwareVersion}-20260810_101500-printer`,
    mcu_build_versions: 'gcc: (15:12.2.rel1-1) 12.2.1 20221205 binutils: (2.40-2+18+b1) 2.40',
    mcu_constants: {
      ADC_MAX: 4095,
      CLOCK_FREQ: 72000000,
      MCU: 'stm32f103xe',
      PCA9685_MAX: 4096,
      PWM_MAX: 255,
      STATS_SUMSQ_BASE: 256,
      STEPPER_STEP_BOTH_EDGE: 1,
    },
    last_stats: {
      mcu_awake: 0.001 + (second % 5) * 0.001,
      mcu_task_avg: 0.000007,
      mcu_task_stddev: 0.000006,
      bytes_write: 1741 + second * 12,
      bytes_read: 18181 + second * 31,
      bytes_retransmit: machine.faults.has('usb-noise') ? 9 + second * 40 : 9,
      bytes_invalid: machine.faults.has('usb-noise') ? second * 3 : 0,
      send_seq: 212 + second,
      receive_seq: 212 + second,
      retransmit_seq: 2,
      srtt: 0.001,
      rttvar: 0,
      rto: 0.025,
      ready_bytes: 0,
      upcoming_bytes: 0,
      freq: 72000012,
    },
  };
}
