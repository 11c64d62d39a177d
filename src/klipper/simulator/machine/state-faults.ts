/** Faults that are a state of Klipper with a message of its own: shutdowns, configuration errors, board errors. */
export interface StateFault {
  kind: 'shutdown' | 'config' | 'board' | 'halted';
  message: string;
  description: string;
  delaySeconds?: number;
}

export const stateFaults = {
  'mcu-lost': {
    kind: 'shutdown',
    message: "Lost communication with MCU 'mcu'",
    description: 'the micro-controller stops answering (shutdown after 5.3 s)',
    delaySeconds: 5.3,
  },
  'timer-too-close': {
    kind: 'shutdown',
    message: "MCU 'mcu' shutdown: Timer too close",
    description: 'shutdown: Timer too close',
  },
  'missed-scheduling': {
    kind: 'shutdown',
    message: "MCU 'mcu' shutdown: Missed scheduling of next digital out event",
    description: 'shutdown: Missed scheduling of next digital out event',
  },
  'no-next-step': {
    kind: 'shutdown',
    message: "MCU 'mcu' shutdown: No next step",
    description: 'shutdown: No next step',
  },
  'usb-rescheduled': {
    kind: 'shutdown',
    message: "MCU 'mcu' shutdown: Rescheduled timer in the past",
    description: 'shutdown: Rescheduled timer in the past',
  },
  'stepper-too-far': {
    kind: 'shutdown',
    message: "MCU 'mcu' shutdown: Stepper too far in past",
    description: 'shutdown: Stepper too far in past',
  },
  'mcu-restarted': {
    kind: 'shutdown',
    message: "MCU 'mcu' spontaneous restart",
    description: 'shutdown: the micro-controller restarted by itself',
  },
  'tmc-over-temperature': {
    kind: 'shutdown',
    message:
      "TMC 'stepper_x' reports error: DRV_STATUS: 00000003 otpw=1(OvertempWarning!) ot=1(OvertempError!)",
    description: 'shutdown: a stepper driver is too hot',
  },
  'tmc-short': {
    kind: 'shutdown',
    message:
      "TMC 'stepper_y' reports error: DRV_STATUS: 0000000c s2ga=1(ShortToGND_A!) s2gb=1(ShortToGND_B!)",
    description: 'shutdown: a motor wire is shorted',
  },
  m112: { kind: 'shutdown', message: 'Shutdown due to M112 command', description: 'shutdown by M112' },
  'kill-button': {
    kind: 'shutdown',
    message: 'Shutdown due to kill button!',
    description: "shutdown by the printer's own button",
  },
  'command-request': {
    kind: 'shutdown',
    message: "MCU 'mcu' shutdown: Command request",
    description: 'shutdown: Command request',
  },
  'config-error': {
    kind: 'config',
    message: "Option 'nozzle_diameter' in section 'extruder' must be specified",
    description: 'the configuration lacks an option',
  },
  'config-unknown-option': {
    kind: 'config',
    message: "Option 'no_such_option' is not valid in section 'fan'",
    description: 'the configuration has an unknown option',
  },
  'config-unknown-section': {
    kind: 'config',
    message: "Section 'no_such_section' is not a valid config section",
    description: 'the configuration has an unknown section',
  },
  'config-value': {
    kind: 'config',
    message: "Unable to parse option 'max_temp' in section 'extruder'",
    description: 'a value of the configuration cannot be read',
  },
  'config-include': {
    kind: 'config',
    message: "Include file '/home/pi/printer_data/config/missing.cfg' does not exist",
    description: 'an included file is missing',
  },
  'config-pin': {
    kind: 'config',
    message: "Pin 'PZ99' is not a valid pin name on mcu 'mcu'",
    description: 'a pin name is wrong',
  },
  'config-pin-twice': {
    kind: 'config',
    message: 'pin PC8 used multiple times in config',
    description: 'a pin is used twice',
  },
  'config-syntax': {
    kind: 'config',
    message:
      "File contains no section headers.\nfile: '/home/pi/printer_data/config/printer.cfg', line: 1\n'[stepper_x\\n'",
    description: 'the configuration cannot be read',
  },
  'mcu-missing': {
    kind: 'board',
    message: "mcu 'mcu': Unable to connect",
    description: 'the micro-controller cannot be reached',
  },
  'serial-closed': {
    kind: 'board',
    message: "mcu 'mcu': Serial connection closed",
    description: 'the serial port of the micro-controller cannot be held open',
  },
  'mcu-config': {
    kind: 'board',
    message: "Can not update MCU 'mcu' config as it is shutdown",
    description: 'the micro-controller is still in its earlier shutdown',
  },
  'mcu-crc': {
    kind: 'board',
    message: "MCU 'mcu' CRC does not match config",
    description: 'the micro-controller holds another configuration',
  },
  'mcu-reset-failed': {
    kind: 'board',
    message: "Failed automated reset of MCU 'mcu'",
    description: 'the micro-controller does not restart',
  },
  'mcu-protocol': {
    kind: 'halted',
    message:
      'MCU Protocol error\n\nYour Klipper version is: v0.13.0-730-g84104bbbd\nMCU(s) which should be updated:\nmcu: Current version v0.12.0-100-gabcdef12\nUp-to-date MCU(s):\n<none>\n\nThis is frequently caused by running an older version of the\nfirmware on the MCU(s). Fix by recompiling and flashing the\nfirmware.\n',
    description: 'firmware and host are of different versions',
  },
  'can-unable': {
    kind: 'board',
    message: 'Unable to open CAN port: Failed to transmit: [Errno 100] Network is down',
    description: 'the CAN bus is down',
  },
  'tmc-comms': {
    kind: 'halted',
    message: "Unable to read tmc uart 'stepper_x' register IFCNT\n",
    description: 'a stepper driver does not answer',
  },
  'klippy-internal': {
    kind: 'halted',
    message: "Internal error during connect: 'NoneType' object has no attribute 'get_status'\n",
    description: 'an error inside Klipper',
  },
} as const satisfies Record<string, StateFault>;

export type StateFaultName = keyof typeof stateFaults;

export function stateFault(name: string): StateFault | null {
  return Object.hasOwn(stateFaults, name) ? stateFaults[name as StateFaultName] : null;
}

/** The state fault that keeps Klipper from starting, if one is switched on. */
export function startFault(faults: ReadonlySet<string>): StateFault | null {
  for (const name of faults) {
    const fault = stateFault(name);
    if (fault && fault.kind !== 'shutdown') return fault;
  }
  return null;
}
