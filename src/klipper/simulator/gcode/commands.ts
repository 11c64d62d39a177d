import type { CommandSpec, Machine } from '../machine/machine.ts';
import { bedMeshCommands } from './bed-mesh.ts';
import {
  calibrationCommands,
  levellingCommands,
  manualProbeCommands,
  probeCalibrateCommands,
  screwsCommands,
} from './calibration.ts';
import { excludeObjectCommands } from './exclude-object.ts';
import {
  filamentSensorCommands,
  generalCommands,
  ledCommands,
  pinCommands,
  respondCommands,
  saveVariableCommands,
  servoCommands,
  toolCommands,
} from './general.ts';
import { heatCommands } from './heat.ts';
import { homingCommands } from './homing.ts';
import { registerMacros } from './macros.ts';
import { moveCommands } from './moves.ts';
import { pauseCommands, sdCommands } from './printing.ts';
import { probeCommands, probeSection } from './probing.ts';
import { accelerometerCommands, inputShaperCommands, resonanceCommands } from './resonances.ts';
import { arcCommands, retractionCommands } from './retraction-and-arcs.ts';
import { saveConfigCommands } from './save-config.ts';

type Commands = Record<string, CommandSpec>;

/** Commands that exist only with a section of the configuration (its first word). */
const bySection = (): Record<string, Commands> => ({
  bed_mesh: bedMeshCommands,
  screws_tilt_adjust: screwsCommands,
  pause_resume: pauseCommands,
  virtual_sdcard: sdCommands,
  exclude_object: excludeObjectCommands,
  respond: respondCommands,
  output_pin: pinCommands,
  pwm_tool: pinCommands,
  neopixel: ledCommands,
  led: ledCommands,
  dotstar: ledCommands,
  servo: servoCommands,
  filament_switch_sensor: filamentSensorCommands,
  filament_motion_sensor: filamentSensorCommands,
  save_variables: saveVariableCommands,
  firmware_retraction: retractionCommands,
  gcode_arcs: arcCommands,
  input_shaper: inputShaperCommands,
  adxl345: accelerometerCommands,
  lis2dw: accelerometerCommands,
  mpu9250: accelerometerCommands,
  lis3dh: accelerometerCommands,
  icm20948: accelerometerCommands,
  bmi160: accelerometerCommands,
  resonance_tester: resonanceCommands,
  z_tilt: levellingCommands.z_tilt,
  quad_gantry_level: levellingCommands.quad_gantry_level,
});

const always = (): Commands[] => [
  generalCommands,
  saveConfigCommands,
  heatCommands,
  moveCommands,
  homingCommands,
  calibrationCommands,
  manualProbeCommands,
];

/** Every command this printer knows: Klipper's own, those of its configuration, its macros. */
export function registerCommands(machine: Machine): Map<string, CommandSpec> {
  const commands = new Map<string, CommandSpec>();
  const add = (group: Commands): void => {
    for (const [name, spec] of Object.entries(group)) commands.set(name, spec);
  };
  for (const group of always()) add(group);
  add(toolCommands(machine));
  const kinds = new Set([...machine.config.sections.keys()].map((section) => section.split(' ')[0] ?? ''));
  const groups = bySection();
  for (const kind of kinds) if (groups[kind]) add(groups[kind]);
  if (probeSection(machine)) {
    add(probeCommands);
    add(probeCalibrateCommands);
  }
  if (!kinds.has('heater_bed')) for (const name of ['M140', 'M190']) commands.delete(name);
  if (!kinds.has('fan')) for (const name of ['M106', 'M107']) commands.delete(name);
  const forced = machine.config.sections.get('force_move')?.enable_force_move ?? 'false';
  if (!/^(true|yes|on|1)$/i.test(forced))
    for (const name of ['FORCE_MOVE', 'SET_KINEMATIC_POSITION']) commands.delete(name);
  if (![...machine.fans.values()].some((fan) => fan.kind === 'fan_generic')) commands.delete('SET_FAN_SPEED');
  if (!kinds.has('temperature_fan')) commands.delete('SET_TEMPERATURE_FAN_TARGET');
  if (!kinds.has('respond')) {
    // Without [respond] Klipper still takes these two from the display; being kind here costs nothing.
    commands.delete('RESPOND');
  }
  registerMacros(machine, commands);
  return commands;
}
