import type { Machine } from '../machine/machine.ts';
import { configStatus } from './config.ts';
import { deviceStatus } from './devices.ts';
import { motionStatus } from './motion.ts';
import { printingStatus } from './printing.ts';
import { hostStatus } from './host.ts';
import type { PrinterObject } from './types.ts';

export type { PrinterObject } from './types.ts';

const sources: ((machine: Machine, name: string) => PrinterObject | null)[] = [
  motionStatus,
  deviceStatus,
  printingStatus,
  configStatus,
  hostStatus,
];

/** One object as Klipper reports it at this moment; null where the printer has none of that name. */
export function queryObject(machine: Machine, name: string): PrinterObject | null {
  for (const source of sources) {
    const status = source(machine, name);
    if (status) return status;
  }
  return machine.givenObjects.get(name) ?? null;
}

/** Sections that show themselves as an object under their own name. */
const plainSections =
  /^(heater_bed|heater_generic .+|fan|heater_fan .+|controller_fan .+|fan_generic .+|temperature_fan .+|temperature_sensor .+|probe|bltouch|bed_mesh|screws_tilt_adjust|z_tilt|quad_gantry_level|pause_resume|filament_switch_sensor .+|filament_motion_sensor .+|output_pin .+|pwm_tool .+|servo .+|neopixel .+|led .+|dotstar .+|firmware_retraction|display_status|exclude_object|save_variables|gcode_macro .+)$/;

/** Names of all objects, in the order Klipper lists them. */
export function listObjects(machine: Machine): string[] {
  const { sections } = machine.config;
  const names = ['gcode', 'webhooks', 'configfile', 'mcu'];
  for (const section of sections.keys()) if (/^mcu .+/.test(section)) names.push(section);
  const pick = (wanted: RegExp): void => {
    for (const section of sections.keys())
      if (wanted.test(section) && plainSections.test(section)) names.push(section);
  };
  pick(/^gcode_macro /);
  names.push('heaters');
  pick(/^heater_bed$|^heater_generic /);
  pick(/fan/);
  for (const sensor of machine.sensors.values()) {
    if (sensor.kind === 'host') names.push(`temperature_host ${sensor.name.split(' ').slice(1).join(' ')}`);
  }
  pick(/^temperature_sensor /);
  pick(/^(probe|bltouch)$/);
  names.push('gcode_move');
  pick(/^(bed_mesh|screws_tilt_adjust|z_tilt|quad_gantry_level|pause_resume)$/);
  pick(/^filament_/);
  pick(/^(output_pin|pwm_tool|servo|neopixel|led|dotstar) /);
  pick(/^firmware_retraction$/);
  if (sections.has('virtual_sdcard')) names.push('print_stats', 'virtual_sdcard');
  pick(/^(display_status|exclude_object)$/);
  names.push('idle_timeout');
  pick(/^save_variables$/);
  names.push('query_endstops', 'stepper_enable', 'motion_report', 'toolhead');
  for (const name of machine.heaters.keys()) if (/^extruder\d*$/.test(name)) names.push(name);
  names.push('system_stats', 'manual_probe', ...machine.givenObjects.keys());
  return names;
}
