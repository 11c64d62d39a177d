import type { ConfigSections, ParsedConfig } from './printer-config.ts';

/** What Klipper refuses to start without. */
const required: Record<string, string[]> = {
  printer: ['kinematics', 'max_velocity', 'max_accel'],
  extruder: [
    'nozzle_diameter',
    'filament_diameter',
    'heater_pin',
    'sensor_type',
    'sensor_pin',
    'control',
    'min_temp',
    'max_temp',
  ],
  heater_bed: ['heater_pin', 'sensor_type', 'sensor_pin', 'control', 'min_temp', 'max_temp'],
  stepper_x: ['step_pin', 'dir_pin', 'rotation_distance', 'microsteps'],
  stepper_y: ['step_pin', 'dir_pin', 'rotation_distance', 'microsteps'],
  stepper_z: ['step_pin', 'dir_pin', 'rotation_distance', 'microsteps'],
  fan: ['pin'],
};

const ranges: [section: string, option: string, check: (value: number) => boolean, words: string][] = [
  ['printer', 'max_velocity', (value) => value > 0, 'must be above 0.0'],
  ['printer', 'max_accel', (value) => value > 0, 'must be above 0.0'],
  ['extruder', 'nozzle_diameter', (value) => value > 0, 'must be above 0.0'],
];

/**
 * The first thing that Klipper would refuse, in its words; null when it would start. Options and sections that
 * the printer came with are trusted, so that a machine described by data is never refused for a word we do not know.
 */
export function validateConfig(parsed: ParsedConfig, trusted: ConfigSections): string | null {
  for (const name of ['mcu', 'printer']) {
    if (!parsed.sections.has(name) && trusted.has(name))
      return `Option '${name === 'mcu' ? 'serial' : 'kinematics'}' in section '${name}' must be specified`;
  }
  for (const [section, options] of parsed.sections) {
    const known = trusted.get(section);
    for (const option of required[section] ?? []) {
      if (options[option] === undefined && known?.[option] !== undefined)
        return mustBeSpecified(option, section);
    }
    for (const option of Object.keys(options)) {
      if (known && known[option] === undefined && !commonOptions.has(option)) {
        return `Option '${option}' is not valid in section '${section.toLowerCase()}'`;
      }
    }
  }
  return checkRanges(parsed.sections);
}

function mustBeSpecified(option: string, section: string): string {
  return `Option '${option}' in section '${section}' must be specified`;
}

function checkRanges(sections: ConfigSections): string | null {
  for (const [section, option, check, words] of ranges) {
    const raw = sections.get(section)?.[option];
    if (raw === undefined) continue;
    const value = Number(raw);
    if (!Number.isFinite(value)) return `Unable to parse option '${option}' in section '${section}'`;
    if (!check(value)) return `Option '${option}' in section '${section}' ${words}`;
  }
  return null;
}

/** Options that people add to a section that exists. Whatever else appears is taken for a typing mistake. */
const commonOptions = new Set(
  `pid_kp pid_ki pid_kd control max_power pressure_advance pressure_advance_smooth_time max_extrude_only_distance
  max_extrude_cross_section max_extrude_only_velocity max_extrude_only_accel min_extrude_temp min_temp max_temp
  smooth_time pullup_resistor inline_resistor max_z_velocity max_z_accel square_corner_velocity minimum_cruise_ratio
  max_accel_to_decel position_min position_max position_endstop homing_speed second_homing_speed homing_retract_dist
  homing_retract_speed homing_positive_dir full_steps_per_rotation gear_ratio microsteps rotation_distance z_offset
  x_offset y_offset speed lift_speed samples sample_retract_dist samples_result samples_tolerance
  samples_tolerance_retries activate_gcode deactivate_gcode horizontal_move_z mesh_min mesh_max probe_count mesh_radius
  mesh_origin round_probe_count fade_start fade_end fade_target split_delta_z move_check_distance mesh_pps algorithm
  bicubic_tension adaptive_margin zero_reference_position relative_reference_index faulty_region_1_min
  faulty_region_1_max z_hop z_hop_speed move_to_previous home_xy_position screw1 screw2 screw3 screw4 screw5 screw6
  screw1_name screw2_name screw3_name screw4_name screw5_name screw6_name screw_thread shaper_freq_x shaper_freq_y
  shaper_type shaper_type_x shaper_type_y damping_ratio_x damping_ratio_y on_error_gcode timeout gcode description
  rename_existing recover_velocity pause_on_runout runout_gcode insert_gcode event_delay pause_delay debounce_delay
  switch_pin value pwm shutdown_value cycle_time hardware_pwm scale off_below kick_start_time tachometer_pin
  tachometer_ppr tachometer_poll_interval enable_pin shutdown_speed heater heater_temp fan_speed retract_length
  retract_speed unretract_speed unretract_extra_length default_type default_prefix resolution enable_force_move filename
  path accel_chip accel_per_hz max_smoothing hysteresis max_error heating_gain check_gain_time restart_method baud
  serial canbus_uuid gcode_id sensor_type sensor_pin sensor_path sensor_mcu version points x_count y_count mesh_x_pps
  mesh_y_pps algo tension min_x max_x min_y max_y instantaneous_corner_velocity initial_red initial_green initial_blue
  initial_white chain_count color_order nozzle_diameter filament_diameter max_velocity max_accel kinematics`
    .split(/\s+/)
    .filter(Boolean),
);
