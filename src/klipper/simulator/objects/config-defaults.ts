/** Defaults of Klipper's options, for the sections that clients look at. */
type Defaults = Record<string, unknown>;

const stepper: Defaults = {
  homing_speed: 5,
  second_homing_speed: 2.5,
  homing_retract_speed: 5,
  homing_retract_dist: 5,
  homing_positive_dir: false,
  full_steps_per_rotation: 200,
  gear_ratio: [],
};
const heater: Defaults = { min_extrude_temp: 170, max_power: 1, smooth_time: 1, pwm_cycle_time: 0.1 };
const fan: Defaults = {
  max_power: 1,
  kick_start_time: 0.1,
  off_below: 0,
  cycle_time: 0.01,
  hardware_pwm: false,
  shutdown_speed: 0,
};
const probe: Defaults = {
  x_offset: 0,
  y_offset: 0,
  speed: 5,
  lift_speed: 5,
  samples: 1,
  sample_retract_dist: 2,
  samples_result: 'average',
  samples_tolerance: 0.1,
  samples_tolerance_retries: 0,
  deactivate_on_each_sample: true,
  activate_gcode: '',
  deactivate_gcode: '',
};

const byKind: Record<string, Defaults> = {
  printer: { max_velocity: 300, max_accel: 3000, minimum_cruise_ratio: 0.5, square_corner_velocity: 5 },
  stepper_x: { position_min: 0, ...stepper },
  stepper_y: { position_min: 0, ...stepper },
  stepper_z: { position_min: 0, ...stepper },
  mcu: { baud: 250000 },
  heater_bed: heater,
  heater_generic: heater,
  fan,
  fan_generic: fan,
  heater_fan: { heater: ['extruder'], heater_temp: 50, ...fan, shutdown_speed: 1, fan_speed: 1 },
  probe,
  bltouch: { ...probe, stow_on_each_sample: true, probe_with_touch_mode: false },
  bed_mesh: {
    adaptive_margin: 0,
    mesh_pps: [2, 2],
    algorithm: 'lagrange',
    bicubic_tension: 0.2,
    scan_overshoot: 0,
    horizontal_move_z: 5,
    speed: 50,
    fade_start: 1,
    fade_end: 0,
    split_delta_z: 0.025,
    move_check_distance: 5,
  },
  safe_z_home: { z_hop: 0, z_hop_speed: 15, speed: 50, move_to_previous: false },
  screws_tilt_adjust: { screw_thread: 'CW-M3', horizontal_move_z: 5, speed: 50 },
  filament_switch_sensor: {
    debounce_delay: 0,
    pause_on_runout: true,
    runout_gcode: '',
    pause_delay: 0.5,
    event_delay: 3,
  },
  filament_motion_sensor: {
    pause_on_runout: true,
    runout_gcode: '',
    pause_delay: 0.5,
    event_delay: 3,
    detection_length: 7,
  },
  pause_resume: { recover_velocity: 50 },
  output_pin: { pwm: false, value: 0, shutdown_value: 0 },
  input_shaper: {
    shaper_type: 'mzv',
    shaper_freq_x: 0,
    shaper_freq_y: 0,
    damping_ratio_x: 0.1,
    shaper_freq_z: 0,
    damping_ratio_y: 0.1,
    damping_ratio_z: 0.1,
  },
  firmware_retraction: {
    retract_length: 0,
    retract_speed: 20,
    unretract_extra_length: 0,
    unretract_speed: 10,
  },
  virtual_sdcard: { on_error_gcode: "\n{% if 'heaters' in printer %}\n   TURN_OFF_HEATERS\n{% endif %}\n" },
  respond: { default_type: 'echo', default_prefix: 'echo:' },
  gcode_arcs: { resolution: 1 },
  idle_timeout: {
    timeout: 600,
    gcode: "\n{% if 'heaters' in printer %}\n   TURN_OFF_HEATERS\n{% endif %}\nM84\n",
  },
  gcode_macro: { description: 'G-Code macro' },
  resonance_tester: { min_freq: 5, max_freq: 135, accel_per_hz: 60, hz_per_sec: 1 },
};

const extruder: Defaults = {
  ...heater,
  filament_diameter: 1.75,
  max_extrude_cross_section: 0.64,
  max_extrude_only_distance: 50,
  instantaneous_corner_velocity: 1,
  pressure_advance: 0,
  pressure_advance_smooth_time: 0.04,
  full_steps_per_rotation: 200,
  gear_ratio: [],
};

/** Of everything that reads a thermistor. */
export const thermistorDefaults: Defaults = { pullup_resistor: 4700, inline_resistor: 0 };

export function sectionDefaults(kind: string, section: string): Defaults {
  if (/^extruder\d*$/.test(section)) return extruder;
  if (/^stepper_z\d+$/.test(kind)) return { full_steps_per_rotation: 200, gear_ratio: [] };
  return byKind[kind] ?? {};
}
