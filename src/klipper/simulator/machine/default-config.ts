/** The practice printer: cartesian, 235 × 235 × 250 mm, probe, mesh, runout switch. Nobody owns one; everybody may break it. */
export const practicePrinterCfg = `# The practice printer: cartesian, 235 x 235 x 250 mm
[include macros.cfg]

[mcu]
serial: /dev/serial/by-id/usb-Klipper_mcu-if00
restart_method: command

[printer]
kinematics: cartesian
max_velocity: 300
max_accel: 3000
max_z_velocity: 15
max_z_accel: 100
square_corner_velocity: 5.0

[stepper_x]
step_pin: gpio0
dir_pin: gpio1
enable_pin: !gpio40
microsteps: 16
rotation_distance: 40
endstop_pin: gpio3
position_endstop: 0
position_min: 0
position_max: 235
homing_speed: 50

[stepper_y]
step_pin: gpio4
dir_pin: gpio5
enable_pin: !gpio41
microsteps: 16
rotation_distance: 40
endstop_pin: gpio7
position_endstop: 0
position_min: 0
position_max: 235
homing_speed: 50

[stepper_z]
step_pin: gpio8
dir_pin: gpio9
enable_pin: !gpio42
microsteps: 16
rotation_distance: 8
endstop_pin: probe:z_virtual_endstop
position_min: -3
position_max: 250
homing_speed: 8

[extruder]
max_extrude_only_distance: 100.0
max_extrude_cross_section: 5
step_pin: gpio12
dir_pin: gpio13
enable_pin: !gpio43
microsteps: 16
rotation_distance: 33.5
nozzle_diameter: 0.400
filament_diameter: 1.750
heater_pin: gpio20
sensor_type: EPCOS 100K B57560G104F
sensor_pin: analog0
control: pid
pid_Kp: 21.527
pid_Ki: 1.063
pid_Kd: 108.982
min_temp: 0
max_temp: 260
pressure_advance: 0.05

[heater_bed]
heater_pin: gpio21
sensor_type: EPCOS 100K B57560G104F
sensor_pin: analog1
control: pid
pid_Kp: 54.027
pid_Ki: 0.770
pid_Kd: 948.182
min_temp: 0
max_temp: 110

[fan]
pin: gpio22

[heater_fan hotend_fan]
pin: gpio23
heater: extruder
heater_temp: 50.0

[temperature_sensor raspberry_pi]
sensor_type: temperature_host
sensor_path: /sys/class/thermal/thermal_zone0/temp
min_temp: 0
max_temp: 100

[temperature_sensor mcu]
sensor_type: temperature_mcu
min_temp: 0
max_temp: 100

[temperature_sensor chamber]
sensor_type: EPCOS 100K B57560G104F
sensor_pin: analog2
min_temp: 0
max_temp: 90

[probe]
pin: gpio24
x_offset: -40
y_offset: -10
z_offset: 1.5
speed: 5
samples: 1

[safe_z_home]
home_xy_position: 157.5, 127.5
speed: 100
z_hop: 5
z_hop_speed: 10

[bed_mesh]
speed: 150
horizontal_move_z: 5
mesh_min: 10, 10
mesh_max: 190, 220
probe_count: 5, 5

[screws_tilt_adjust]
screw1: 70, 40
screw1_name: front left screw
screw2: 220, 40
screw2_name: front right screw
screw3: 70, 210
screw3_name: rear left screw
screw_thread: CW-M4

[filament_switch_sensor runout]
switch_pin: gpio25
pause_on_runout: True

[output_pin caselight]
pin: gpio30
pwm: False
value: 0

[input_shaper]
shaper_freq_x: 41.2
shaper_freq_y: 38.6
shaper_type: mzv

[firmware_retraction]
retract_length: 0.8
retract_speed: 35

[virtual_sdcard]
path: /home/pi/printer_data/gcodes

[pause_resume]
[display_status]
[exclude_object]
[respond]
[gcode_arcs]
[force_move]
enable_force_move: True

[idle_timeout]
timeout: 600

[save_variables]
filename: /home/pi/printer_data/config/variables.cfg
`;

/**
 * The sensor on the practice printer's head, so that input shaping can be tried with no hardware. Apart, because
 * worlds of a file that bring no configuration have none.
 */
export const practiceAccelerometerCfg = `
[adxl345]
cs_pin: rpi:None

[resonance_tester]
accel_chip: adxl345
probe_points: 117, 117, 20
hz_per_sec: 2
`;

export const practiceMacrosCfg = `[gcode_macro PRINT_START]
description: Heat, home and purge before a print
gcode:
    {% set BED = params.BED|default(60)|float %}
    {% set EXTRUDER = params.EXTRUDER|default(200)|float %}
    M140 S{BED}
    G28
    M190 S{BED}
    M109 S{EXTRUDER}
    G92 E0
    G1 Z2 F600

[gcode_macro PRINT_END]
description: Cool down and park after a print
gcode:
    TURN_OFF_HEATERS
    M106 S0
    G91
    G1 Z5 F600
    G90
    M84

[gcode_macro LOAD_FILAMENT]
description: Heat and load filament. TEMP in C, LENGTH in mm, SPEED in mm/s
variable_last_length: 0
gcode:
    {% set temp = params.TEMP|default(200)|int %}
    {% set length = params.LENGTH|default(50)|float %}
    {% set speed = params.SPEED|default(5)|float %}
    SET_GCODE_VARIABLE MACRO=LOAD_FILAMENT VARIABLE=last_length VALUE={length}
    M109 S{temp}
    M83
    G1 E{length} F{speed * 60}
    M400
    {action_respond_info("Loaded %.1f mm at %d C" % (length, temp))}

[gcode_macro UNLOAD_FILAMENT]
gcode:
    {% set temp = params.TEMP|default(200)|int %}
    M109 S{temp}
    M83
    G1 E-{params.LENGTH|default(50)|float} F900
    M400

[gcode_macro FAIL_WITH]
description: Raise an error from a macro
gcode:
    {action_raise_error(params.MSG|default("macro failed"))}

[gcode_macro _HIDDEN_HELPER]
gcode:
    M117 hidden

[gcode_macro SHOW_PROMPT]
gcode:
    RESPOND TYPE=command MSG="action:prompt_begin Filament change"
    RESPOND TYPE=command MSG="action:prompt_text Load new filament and press continue"
    RESPOND TYPE=command MSG="action:prompt_button Continue|RESUME|primary"
    RESPOND TYPE=command MSG="action:prompt_show"
`;
