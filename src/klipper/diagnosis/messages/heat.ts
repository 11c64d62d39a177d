import type { KnownMessage } from './types.ts';

const COOL = 'Switch the printer off and let it cool. Do not restart it before the cause is found.';
const NEVER_WIDEN = 'Never widen min_temp or max_temp to make this message go away.';

/** Klipper stopped to protect the machine. A heater or wiring fault is never cured from a distance. */
export const HEAT_MESSAGES: KnownMessage[] = [
  {
    id: 'heat.adc_range',
    match: /Sensor '([^']*)' temperature (-?[\d.]+) not in range/i,
    severity: 'danger',
    cause:
      'The sensor of “$1” reads $2 °C, which cannot be: a broken or unplugged wire reads far too cold, a short circuit far too hot.',
    remedy: [
      COOL,
      'Reseat the sensor and look along its cable, above all where it moves.',
      'Then send FIRMWARE_RESTART.',
      NEVER_WIDEN,
    ],
  },
  {
    id: 'heat.adc_range',
    match: /ADC out of range/i,
    severity: 'danger',
    cause:
      'A temperature sensor reads a value that cannot be: its wire is broken, unplugged or short, or it is really too hot.',
    remedy: [
      COOL,
      'Reseat the sensor and look along its cable, above all where it moves.',
      'Then send FIRMWARE_RESTART.',
      NEVER_WIDEN,
    ],
  },
  {
    id: 'heat.not_heating',
    match: /Heater (\S+) not heating at expected rate/i,
    severity: 'danger',
    cause: 'The heater “$1” had power, but its temperature did not follow.',
    remedy: [
      COOL,
      'Check that the heater cartridge and the sensor sit firmly: a loose one is a fire risk.',
      'Check wires, fuse and the fan: it must not blow at the heater block.',
      'After a change of parts tune the PID again. Never remove verify_heater.',
    ],
  },
  {
    id: 'tmc.reports_error',
    match: /TMC '([^']*)' reports error:?\s*([^\n]*)/i,
    severity: 'error',
    cause: 'The motor driver of “$1” switched itself off ($2), and the axis lost its position.',
    remedy: [
      'With “ot”: lower run_current, and cool driver and motor.',
      'With “s2g” or “ShortToGND”: check the motor’s wires for a short circuit or a loose plug.',
      'With “reset” or “uv_cp”: check the motor supply.',
      'Then send FIRMWARE_RESTART and home again.',
    ],
  },
  {
    id: 'tmc.comms',
    match: /Unable to (?:read|write) tmc (?:uart|spi) '?([^'\n]*)/i,
    severity: 'error',
    cause: 'A motor driver does not answer ($1).',
    remedy: [
      'Switch the motor supply on: drivers need it to talk.',
      'Check the driver’s pins in the configuration.',
      'Take all power away for ten seconds, then send FIRMWARE_RESTART.',
    ],
  },
  {
    id: 'klippy.internal',
    match: /(?:Internal error during connect|Unhandled exception|Internal error on command)/i,
    severity: 'error',
    cause: 'A fault in Klipper itself or in an add-on.',
    remedy: ['Undo the last add-on or update.', 'Keep klippy.log: it names the place.'],
  },
];
