import type { KnownMessage } from './types.ts';

/** The printer is well, but refused a command; found in the console. */
export const COMMAND_MESSAGES: KnownMessage[] = [
  {
    id: 'cmd.not_homed',
    match: /Must home axis first/i,
    severity: 'info',
    cause: 'A move was refused because the printer does not know where its axes are.',
    remedy: ['Home the printer once the bed is clear.'],
  },
  {
    id: 'cmd.out_of_range',
    match: /Move out of range/i,
    severity: 'info',
    cause: 'A move beyond the printer’s reach was refused.',
    remedy: ['Check that the file was sliced for this bed size, and the park position of macros.'],
  },
  {
    id: 'cmd.cold_extrude',
    match: /Extrude below minimum temp/i,
    severity: 'info',
    cause: 'Filament was to be moved while the nozzle was too cold.',
    remedy: ['Heat the nozzle first, usually above 170 °C.'],
  },
  {
    id: 'cmd.extrude_long',
    match: /Extrude only move too long/i,
    severity: 'info',
    cause: 'A filament move was longer than the configuration allows.',
    remedy: ['Use shorter moves, or raise max_extrude_only_distance.'],
  },
  {
    id: 'cmd.max_extrusion',
    match: /Move exceeds maximum extrusion/i,
    severity: 'info',
    cause: 'A line was thicker than the configuration allows: the slicer’s nozzle or filament differs.',
    remedy: ['Compare nozzle and filament diameter in the slicer with the configuration.'],
  },
  {
    id: 'home.no_trigger',
    match: /No trigger on (\S+) after full movement/i,
    severity: 'warning',
    cause: 'Homing found no end stop: “$1” was not triggered.',
    remedy: [
      'Check the switch with QUERY_ENDSTOPS (or QUERY_PROBE), its plug, and that nothing blocks the axis.',
    ],
  },
  {
    id: 'home.still_triggered',
    match: /Endstop (\S+) still triggered after retract/i,
    severity: 'warning',
    cause: 'The end stop “$1” stays triggered: it is stuck, inverted, or the retract is too short.',
    remedy: ['Press the switch by hand and look with QUERY_ENDSTOPS whether its state changes.'],
  },
  {
    id: 'mcu.lost',
    match: /Communication timeout during homing/i,
    severity: 'warning',
    cause: 'A board answered too late while the printer homed or probed, so it stopped the move.',
    remedy: [
      'Look at the load of the printer’s computer, then home again.',
      'If it happens again, check the cable of that board (USB or CAN).',
    ],
  },
  {
    id: 'probe.prior',
    match: /Probe triggered prior to movement/i,
    severity: 'warning',
    cause: 'The probe was triggered before it moved.',
    remedy: ['Clean the nozzle, lift the head, and test with QUERY_PROBE.'],
  },
  {
    id: 'probe.tolerance',
    match: /Probe samples exceed (?:samples_)?tolerance/i,
    severity: 'warning',
    cause: 'The probe’s values differ too much from each other.',
    remedy: ['Tighten the probe, clean the nozzle, and check Z for play; more retries only hide it.'],
  },
  {
    id: 'probe.bltouch',
    match: /BLTouch failed to (?:raise probe|verify sensor state)/i,
    severity: 'warning',
    cause: 'The BLTouch does not move its pin as it should.',
    remedy: ['Look whether the pin is bent or dirty, and run its pin tests.'],
  },
  {
    id: 'shaper.adxl',
    match: /(?:Invalid adxl345 id|No accelerometer measurements found)/i,
    severity: 'warning',
    cause: 'The accelerometer does not answer.',
    remedy: ['Check its wiring, then ask with ACCELEROMETER_QUERY.'],
  },
  {
    id: 'file.not_found_on_start',
    match: /Unable to open file/i,
    severity: 'warning',
    cause: 'The file to print was not found.',
    remedy: ['Look whether it was deleted or renamed, and upload it again.'],
  },
  {
    id: 'sd.busy',
    match: /SD busy/i,
    severity: 'info',
    cause: 'A print was to be started while another one runs or waits.',
    remedy: ['Finish or cancel that print first.'],
  },
  {
    id: 'gcode.unknown',
    match: /Unknown command: ?"?([^"\n]*)/i,
    severity: 'info',
    cause: 'Klipper does not know the command “$1” and left it out.',
    remedy: [
      'Add the macro of this name to the configuration, if one is meant.',
      'Or set the slicer’s G-code flavour to Klipper.',
    ],
  },
];
