import type { KnownMessage } from './types.ts';

const FIRMWARE_RESTART = 'Then send FIRMWARE_RESTART.';
const POWER_OFF = 'If that fails, take all power away (USB too) for ten seconds.';

/** Klipper cannot talk to a micro-controller, or the micro-controller gave up. */
export const MCU_MESSAGES: KnownMessage[] = [
  {
    id: 'mcu.can_unable',
    match: /(?:Invalid CAN uuid|Unable to open CAN port|canbus[^\n]*Unable to connect)/i,
    severity: 'error',
    cause: 'A board on the CAN bus cannot be reached.',
    remedy: [
      'Check that the toolhead board has power, and that the bus has exactly two 120 Ω terminators.',
      'Check that can0 is up with the right bitrate, and compare canbus_uuid.',
      FIRMWARE_RESTART,
    ],
  },
  {
    id: 'mcu.unable_to_connect',
    match: /mcu '([^']*)': Unable to connect/i,
    severity: 'error',
    cause: 'Klipper cannot reach the board “$1”.',
    remedy: [
      'Check that the mainboard has its power; USB alone may keep the chip half alive.',
      'Compare the serial: path with the devices under /dev/serial/by-id/.',
      'Try another USB cable and port.',
      'Check that the board carries Klipper’s firmware, built for this chip and connection.',
      FIRMWARE_RESTART,
    ],
  },
  {
    id: 'mcu.serial_baud',
    match: /mcu '([^']*)': (?:Serial connection closed|Unable to open serial port)/i,
    severity: 'error',
    cause: 'The serial connection to the board “$1” cannot be opened.',
    remedy: [
      'Check that the path under serial: exists and no other program (such as OctoPrint) holds it.',
      'Check that host and firmware use the same speed, usually 250000.',
      FIRMWARE_RESTART,
    ],
  },
  {
    id: 'mcu.protocol',
    match: /(?:MCU Protocol error|Command format mismatch)/i,
    severity: 'error',
    cause: 'Klipper and the firmware of a board are of different versions.',
    remedy: [
      'The text lists which boards are meant; build and flash each of them from the version Klipper has now.',
      'Check the version afterwards: some boards keep the old firmware silently when the file has the same name.',
      'Then send RESTART.',
    ],
  },
  {
    id: 'mcu.lost',
    match: /Lost communication with MCU '([^']*)'/i,
    severity: 'error',
    cause: 'The connection between the printer’s computer and the board “$1” broke.',
    remedy: [
      'Reseat or replace the USB cable: short, shielded, away from heater wires.',
      'Check the power supply of the computer for too little voltage.',
      'Feed the board from one source only, and remove ModemManager from the computer.',
      FIRMWARE_RESTART,
      'This print cannot be continued.',
    ],
  },
  {
    id: 'mcu.spontaneous_restart',
    match: /MCU '([^']*)' spontaneous restart/i,
    severity: 'error',
    cause: 'The board “$1” started anew by itself: its power failed for a moment.',
    remedy: ['Check the board’s power supply and plugs first, then the USB cable.', FIRMWARE_RESTART],
  },
  {
    id: 'mcu.timer_too_close',
    match: /Timer too close/i,
    severity: 'error',
    cause:
      'The printer’s computer was too late with a step: it was overloaded, too hot, or its SD card too slow.',
    remedy: [
      'Look at the load, the temperature and the voltage of the computer first.',
      'Lower the camera’s resolution and frame rate; do not render, compile or slice on it.',
      'Replace an old SD card.',
      FIRMWARE_RESTART,
    ],
  },
  {
    id: 'mcu.missed_scheduling',
    match: /(?:Missed scheduling of next|No next step)/i,
    severity: 'error',
    cause: 'A step arrived too late at the board: the connection or the computer faltered.',
    remedy: ['Check the USB cable and the supply, then the load of the computer.', FIRMWARE_RESTART],
  },
  {
    id: 'mcu.step_rate',
    match: /(?:Rescheduled timer in the past|Stepper too far in past)/i,
    severity: 'error',
    cause: 'More steps a second were asked for than the board can make.',
    remedy: ['Lower speed, acceleration or microsteps, and check rotation_distance.', FIRMWARE_RESTART],
  },
  {
    id: 'mcu.config',
    match:
      /(?:CRC does not match config|Can not update MCU '([^']*)' config as it is shutdown|Failed automated reset of MCU|Previous MCU '([^']*)' shutdown)/i,
    severity: 'error',
    cause: 'The board still holds an earlier configuration or shutdown.',
    remedy: [
      'Send FIRMWARE_RESTART, twice if needed.',
      POWER_OFF,
      'Check restart_method in the section [mcu].',
    ],
  },
  {
    id: 'mcu.command_request',
    match: /(?:Shutdown due to (?:M112 command|webhooks request|kill button)|Command request|M112)/i,
    severity: 'error',
    cause: 'Somebody or something pressed the emergency stop. The printer itself is not at fault.',
    remedy: [
      'Make sure that nothing moves and nothing is in the way.',
      'Send FIRMWARE_RESTART, then home again.',
    ],
    stillWorks: 'The computer and the board answer. Heaters and motors are off; the print is lost.',
  },
];
