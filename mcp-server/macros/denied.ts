/** Never through us, not even inside a macro that a person approves: limits, firmware, shell, files, other hosts. */
export const DENIED_COMMANDS: ReadonlyMap<string, string> = new Map([
  ['FORCE_MOVE', 'it moves past the limits'],
  ['SET_KINEMATIC_POSITION', 'it shifts what coordinates mean'],
  ['M302', 'it allows cold extrusion'],
  ['RUN_SHELL_COMMAND', 'it runs programs on the host'],
  ['SDCARD_PRINT_FILE', 'it starts a print past the checks'],
  ['M23', 'it starts a print past the checks'],
  ['M24', 'it starts a print past the checks'],
  ['SAVE_CONFIG', 'it writes the configuration'],
  ['FIRMWARE_RESTART', 'it restarts the firmware'],
  ['RESTART', 'it restarts Klipper'],
  ['UPDATE_DELAYED_GCODE', 'it runs something later that nobody saw'],
  ['M112', 'it is the emergency stop'],
  ['M999', 'it restarts the firmware'],
]);

/**
 * Their names where they cannot be anything else: an expression can put a line break before them, so that they stand
 * anywhere in a body. RESTART is also a word for people, and counts only where a command stands.
 */
export const DENIED_ANYWHERE: readonly [name: string, pattern: RegExp][] = [...DENIED_COMMANDS.keys()]
  .filter((name) => name !== 'RESTART')
  .map((name) => [name, new RegExp(`(?<![A-Za-z0-9_])${name}(?![A-Za-z0-9_])`, 'i')]);

/** Calls from a macro to Moonraker or into Klipper's inside. */
export const DENIED_ACTIONS: readonly RegExp[] = [/action_call_remote_method/i, /action_emergency_stop/i];

/** Common in macros and harmless enough to run, but worth a word on the card. */
export const NOTED_COMMANDS: ReadonlyMap<string, string> = new Map([
  ['SAVE_VARIABLE', 'writes a saved variable'],
  ['G92', 'shifts coordinates'],
  ['SET_GCODE_OFFSET', 'changes the offset'],
  ['{', 'makes commands from expressions that cannot be judged'],
]);

/** What may run beside a print: no motion, no heat. */
export const HARMLESS_IN_PRINT: ReadonlySet<string> = new Set([
  'SET_PIN',
  'SET_LED',
  'SET_LED_TEMPLATE',
  'SET_FAN_SPEED',
  'M117',
  'M118',
  'RESPOND',
  'SET_DISPLAY_GROUP',
  'SET_GCODE_VARIABLE',
  'STATUS_LED',
]);
