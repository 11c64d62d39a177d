/** How people call the sections and options of Klipper's configuration, where that is not their own name. */

/** Words of a text, and the sections they mean. */
export const SECTION_WORDS: readonly (readonly [said: RegExp, meant: RegExp])[] = [
  [/\b(?:nozzles?|hot ?ends?|extruders?|tip|tools?|e|dusen?|munstycket?|boquilla|buse)\b/, /^extruder\d*$/],
  [/\b(?:bed|heat ?bed|plate)\b(?! (?:screws?|mesh|map))/, /^heater_bed$/],
  [/\bmesh\b|\b(?:bed|height) map\b/, /^bed_mesh$/],
  [
    /\bprobe\b|\b(?:feel|touch|sens)\w* the (?:plate|bed)\b/,
    /^(?:bltouch|probe|smart_effector|probe_eddy_current|beacon|scanner)\b/,
  ],
  [/\b(?:bl|cr|bi) ?touch\b/, /^bltouch$/],
  [/\b(?:screws?|knobs?)\b/, /^(?:screws_tilt_adjust|bed_screws)$/],
  [/\bshap\w+\b|\bresonan\w+\b/, /^input_shaper$/],
  [/\bz[_ ]?hop\b|\bsafe[_ ]z\b|\bbefore hom\w+\b|\bhom(?:e|es|ing)\b/, /^safe_z_home$/],
  [/\brun ?out\b|\bfilament (?:sensor|switch|detector|encoder)\b/, /^filament_(?:switch|motion)_sensor\b/],
  [/\b(?:beep\w*|buzz\w*)\b/, /\b(?:beep|buzz)/],
  [/\b(?:leds?|led strip|case strip|strip|neopixels?|pixels?)\b/, /^(?:neopixel|dotstar|led)\b/],
  [/\b(?:lights?|lamps?)\b/, /light|lamp|led/],
  [/\bchamber\b/, /\bchamber\b/],
  [/\b(?:hot ?end|cold ?end|heat ?sink|heat ?break) fan\b/, /^heater_fan\b/],
  [/\b(?:part |cooling |print )?fan\b/, /^fan$/],
  [/\b(?:accelerometer|adxl\w*)\b/, /^(?:adxl|lis|mpu)/],
  [/\b(?:gantry|qgl)\b/, /^(?:quad_gantry_level|z_tilt)$/],
  [/\b(?:main ?)?board\b|\b(?:mcu|controller)\b/, /^mcu\b/],
  [/\barms?\b|\btowers?\b/, /^stepper_[abc]$/],
  [/\bx\b/, /^stepper_x\d?$|^tmc\d+ stepper_x$/],
  [/\by\b/, /^stepper_y\d?$|^tmc\d+ stepper_y$/],
  [/\bz\b(?! ?(?:hop|offset))/, /^stepper_z\d?$|^tmc\d+ stepper_z$/],
];

export interface OptionWords {
  said: RegExp;
  option: RegExp;
  /** Where the option stands, when the text names no section that has it. */
  section?: RegExp;
  /** Stands nowhere but in the configuration: no word for the file need be said. */
  sure?: true;
}

const FAST = '(?:speed|velocity|fast|quick\\w*|hurtle)';
const MOST =
  '(?:max\\w*|top|upper|highest|greatest|limit\\w*|cap|ceiling|allowed|permitted|at (?:the )?most)';
const HOT = '(?:temp\\w*|heat|hot|hot ?ends?|nozzle|bed|plate|degrees|chamber)';
const PROBES = /^(?:bltouch|probe|smart_effector|probe_eddy_current|beacon|scanner)\b/;
/** Both words, in whatever order. */
const near = (one: string, other: string): string =>
  `\\b${one}\\b.*\\b${other}\\b|\\b${other}\\b.*\\b${one}\\b`;

export const OPTION_WORDS: readonly OptionWords[] = [
  {
    said: new RegExp(
      `\\bhoming (?:speed|velocity|rate|(?:to |at )?\\d)\\b|${near(FAST, 'hom(?:e|es|ing)')}|${near(FAST, '(?:find|look|seek|search|hunt|reach)\\w* (?:for |out )?(?:its|the|their|his) (?:end\\w*|limit|switch|zero|home|corner)')}`,
    ),
    option: /^homing_speed$/,
    sure: true,
  },
  { said: /\bz (?:speed|velocity)\b/, option: /^max_z_velocity$/, section: /^printer$/ },
  { said: /\bz accel\w*\b/, option: /^max_z_accel$/, section: /^printer$/ },
  { said: new RegExp(near(MOST, FAST)), option: /^max_velocity$/, section: /^printer$/ },
  { said: /\baccel(?:eration)?s?\b/, option: /^max_accel$/, section: /^printer$/ },
  { said: /\bcorner(?:ing)? (?:speed|velocity)\b/, option: /^square_corner_velocity$/, section: /^printer$/ },
  { said: new RegExp(near(MOST, HOT)), option: /^max_temp$/ },
  {
    said: new RegExp(
      near(
        '(?:min\\w*|least|lowest|coldest|cold|refus\\w*|below)',
        '(?:extru(?:de|des|ding)|squeez\\w*|push(?:es)?|feeds?)',
      ),
    ),
    option: /^min_extrude_temp$/,
    section: /^extruder$/,
    sure: true,
  },
  {
    said: /\bpins?\b|\bwired (?:to|up)\b|\bplugged in(?:to)?\b|\bhang\w* (?:on|off)\b/,
    option: /(?:^|_)pin$/,
    sure: true,
  },
  {
    said: /\bpid (?:numbers?|values?|coefficients?|constants?|settings?|figures?|parameters?|terms?)\b|\bpid\b.*\b(?:configured|on file|written)\b|\bk[pid]\b/,
    option: /^pid_k[pid]$/i,
    sure: true,
  },
  {
    said: new RegExp(
      near('nozzle', '(?:size|diameter|bore|hole|wide|\\d?\\.\\d+|(?:set|down|written|entered) as)'),
    ),
    option: /^nozzle_diameter$/,
  },
  { said: new RegExp(near('filament', '(?:diameter|thick\\w*|wide)')), option: /^filament_diameter$/ },
  { said: /\bgear(?:ing)? ratio\b|\bgearing\b|\bgeared\b/, option: /^gear_ratio$/, sure: true },
  { said: /\bmicro ?steps?\b|\bmicro ?stepping\b/, option: /^microsteps$/, sure: true },
  { said: /\brotation distance\b/, option: /^rotation_distance$/ },
  {
    said: /\b(?:motor|stepper|driver|run|[xyze]) (?:motor |stepper )?current\b|\bcurrent (?:of|for|on)\b|\bmilliamps?\b|\bamps\b/,
    option: /^run_current$/,
    sure: true,
  },
  {
    said: new RegExp(
      `\\bz[_ ]?hop\\b|${near('(?:lift|raise|hop|rise)\\w*', '(?:before hom\\w+|hom(?:e|es|ing))')}`,
    ),
    option: /^z_hop$/,
    sure: true,
  },
  { said: /\bhom(?:e|ing) (?:position|spot|place|point)\b/, option: /^home_xy_position$/, sure: true },
  {
    said: /\bx[_ -]?offset\b|\boffset\b.*\bin x\b|\bleft (?:to|or|and) right\b/,
    option: /^x_offset$/,
    section: PROBES,
  },
  {
    said: /\by[_ -]?offset\b|\boffset\b.*\bin y\b|\bfront (?:to|or|and) back\b|\bback (?:to|or|and) front\b/,
    option: /^y_offset$/,
    section: PROBES,
  },
  {
    said: /\b(?:probe|bltouch|bl touch)\b.*\bz[_ -]?offset\b|\bz[_ -]?offset\b.*\b(?:probe|bltouch|bl touch)\b|\boffset\b.*\bin z\b/,
    option: /^z_offset$/,
    section: PROBES,
  },
  {
    said: /\b(?:probe|bltouch|bl touch) offsets?\b|\boffsets? of the (?:probe|bltouch)\b|\bprobe\b.*\bfrom the (?:tip|nozzle|hot ?end)\b/,
    option: /^[xyz]_offset$/,
    section: PROBES,
    sure: true,
  },
  {
    said: new RegExp(near('shap\\w+', '(?:freq\\w*|hz|hertz)')),
    option: /^shaper_freq/,
    section: /^input_shaper$/,
    sure: true,
  },
  {
    said: /\bshaper types?\b|\b(?:which|what) (?:input )?shapers?\b/,
    option: /^shaper_(?:type|freq)/,
    section: /^input_shaper$/,
  },
  {
    said: new RegExp(near('(?:leds?|pixels?|lights?)', '(?:count|number|many)')),
    option: /^chain_count$/,
    sure: true,
  },
  { said: /\bcolou?r order\b/, option: /^color_order$/, sure: true },
  { said: /\bthread\b/, option: /^screw_thread$/, sure: true },
  {
    said: /\b(?:mesh|probe|probing) (?:points|count|size|grid)\b|\bhow many points\b|\bpoints\b.*\bmesh\b/,
    option: /^probe_count$/,
    section: /^bed_mesh$/,
    sure: true,
  },
  { said: new RegExp(near('mesh', FAST)), option: /^speed$/, section: /^bed_mesh$/ },
  {
    said: /\bthermistors?\b|\bsensor type\b|\b(?:kind|type|sort) of (?:temperature )?sensor\b/,
    option: /^sensor_type$/,
    sure: true,
  },
  {
    said: /\barms? lengths?\b|\blength of the arms?\b|\blong\b.*\barms?\b|\barms?\b.*\blong\b/,
    option: /^arm_length$/,
    sure: true,
  },
  {
    said: new RegExp(
      near('(?:usb|can ?bus|over can|via can|or can|can or|uart|serial)', '(?:board|mcu|controller)'),
    ),
    option: /^(?:serial|canbus_uuid)$/,
    section: /^mcu/,
    sure: true,
  },
  { said: /\bpressure advance\b|\bpa\b/, option: /^pressure_advance$/ },
];

/** Spoken of the file itself, or of what is written there. */
export const OF_FILE =
  /\bprinter[. ]?cfg\b|\b(?<!slicer )(?:config|cfg|configs|configuration|configured|settings)\b|\bon (?:file|record)\b|\bin(?:to)? (?:the |his |its )?file\b|\bthe file (?:say|says|shall|should|to|so)\b|\blet the file\b|\b(?:edit|change|alter) the file\b/;

/** Parts that a printer may have or not, as people call them, and the sections by which they are set up. */
export const PARTS: readonly (readonly [said: RegExp, section: RegExp, name: string])[] = [
  [/\bprobes?\b|\b(?:bl|cr) ?touch\b|\b(?:feel|touch|sens)\w* the (?:plate|bed)\b/, PROBES, 'probe'],
  [/\baccelerometers?\b|\badxl\w*\b/, /^(?:adxl|lis|mpu|icm)/, 'accelerometer'],
  [/\bheat(?:ed|er)[_ ]bed\b|\bbed heater\b|\bheater for the (?:bed|plate)\b/, /^heater_bed$/, 'heated bed'],
  [/\bchamber heat\w*\b|\bheated chamber\b/, /^heater_generic\b.*chamber/, 'chamber heater'],
  [/\bbed mesh\b/, /^bed_mesh$/, 'bed mesh'],
  [/\binput shap\w+\b/, /^input_shaper$/, 'input shaper'],
  [/\bskew\b/, /^skew_correction$/, 'skew correction'],
  [/\bfirmware retraction\b/, /^firmware_retraction$/, 'firmware retraction'],
  [/\b(?:second|two|dual) (?:extruders?|nozzles?|hot ?ends?|tools?)\b/, /^extruder1$/, 'second extruder'],
];
